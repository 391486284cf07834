"""The board: for its team alone; every move is noted, told, and never overwrites another's."""

import pytest

from ordholden.accounts.tests.make import make_staff
from ordholden.applications.models import Application, Event, Note
from ordholden.applications.tests.make import Recruitment, apply, recruitment
from ordholden.applications.tests.test_apply import ANNA, joined
from ordholden.papers.tests.make import upload
from ordholden.tenants.scope import at_home
from tests.harness.five import browser
from tests.scenarios.doors import Doors, letters, page


@pytest.fixture
def run(doors: Doors) -> Recruitment:
    return recruitment(doors, "jtworks")


@pytest.fixture
def application(doors: Doors, run: Recruitment) -> Application:
    anna = joined(doors, run.tenant)
    with doors.tasks():
        return apply(
            run, anna, **{"application.letter": "Tower cranes", "application.cv": upload()}
        )


@pytest.mark.clauses("JI-35", "JI-28")
def test_for_a_colleague_who_is_not_on_the_team_it_does_not_exist(run, application) -> None:
    with at_home(run.tenant):
        colleague = make_staff("Karl", "recruiter")
        client = browser("jtworks")
        client.force_login(colleague)
        file = application.attachments.get()
    here = run.page_of(application)
    for path in (run.board_url, here, f"{here}files/{file.pk}/"):
        assert client.get(path).status_code == 404
        assert run.ulla.get(path).status_code == 200
    for verb in ("move", "note", "ask", "message"):
        assert client.post(f"{here}{verb}/", {"text": "x"}).status_code == 404
    assert client.post(f"{run.board_url}end/").status_code == 404


def test_an_application_is_read_at_its_own_ad_only(doors: Doors, run, application) -> None:
    with at_home(run.tenant):
        from ordholden.jobs.tests.make import make_ad

        other = make_ad(by=run.user, title="Tagdækker")
    assert run.ulla.get(f"/desk/boards/{other.pk}/{application.pk}/").status_code == 404


@pytest.mark.clauses("JT-22", "JT-23")
def test_every_step_is_told_and_stands_on_both_sides(doors: Doors, run, application) -> None:
    anna = doors.sign_in(run.tenant, ANNA)
    told = len(letters(ANNA))
    for kind, news in (("shortlist", 1), ("interview", 2), ("rejected", 3)):
        with doors.tasks():
            assert run.move(application, kind) == 303
        assert len(letters(ANNA)) == told + news
    mine, theirs = page(anna, f"/my/applications/{application.pk}/"), run.page_of(application)
    for words in ("shortlisted", "interview", "turned down"):
        assert words in mine
        assert words in page(run.ulla, theirs)
    assert "Ulla" in page(run.ulla, theirs)
    assert "Ulla" not in mine
    with doors.tasks():
        assert run.move(application, "interview") == 303
    with at_home(run.tenant):
        assert list(Event.objects.order_by("at").values_list("what", "stage")) == [
            ("sent", "received"),
            ("moved", "shortlist"),
            ("moved", "interview"),
            ("moved", "rejected"),
            ("reopened", "interview"),
        ]
        assert Application.objects.get().outcome == ""


def test_two_at_once_never_overwrite_each_other(run, application) -> None:
    assert run.move(application, "shortlist", version=1) == 303
    assert run.move(application, "rejected", version=1) == 409
    chosen = {"chosen": [f"{application.pk}:1"]}
    with at_home(run.tenant):
        chosen["stage"] = str(run.ad.stages.get(kind="hired").pk)
    assert run.ulla.post(f"{run.board_url}move/", chosen).status_code == 303
    assert run.one().stage.kind == "shortlist"
    chosen["chosen"] = [f"{application.pk}:2", f"{application.pk}:x", "nonsense"]
    assert run.ulla.post(f"{run.board_url}move/", chosen).status_code == 303
    assert run.one().outcome == "hired"


@pytest.mark.clauses("JT-11", "JT-13", "JT-14", "JC-32")
def test_more_is_asked_for_with_a_reason_and_may_be_refused(doors: Doors, run, application) -> None:
    here, anna = run.page_of(application), doors.sign_in(run.tenant, ANNA)
    mine = f"/my/applications/{application.pk}/"
    run.ulla.post(f"{here}ask/", {"asked": "Crane certificate", "reason": " "})
    assert "Crane certificate" not in page(anna, mine)
    for asked in ("Crane certificate", "Exam certificate"):
        with doors.tasks():
            run.ulla.post(f"{here}ask/", {"asked": asked, "reason": "The customer wants to know"})
    assert len(letters(ANNA, "says why")) == 2
    assert "The customer wants to know" in page(anna, mine)
    with at_home(run.tenant):
        crane, exam = application.requests.order_by("at")
    bo = joined(doors, run.tenant, **{"person.name": "Bo", "person.email": "bo@example.org"})
    assert bo.post(f"{mine}asked/{crane.pk}/", {"text": "mine"}).status_code == 404
    anna.post(f"{mine}asked/{crane.pk}/", {"text": "Nr. 4711, since 2019"})
    anna.post(f"{mine}asked/{exam.pk}/", {"answer": "no"})
    assert anna.post(f"{mine}asked/{exam.pk}/", {"text": "after all"}).status_code == 409
    run.ulla.post(f"{here}note/", {"text": "82/100", "kind": "application.tests", "rating": "4"})
    talked = {"text": "Calm", "kind": "application.interview", "held_on": "2026-02-20"}
    run.ulla.post(f"{here}note/", talked)
    there = page(run.ulla, here)
    assert "20 February 2026" in there
    assert "Nr. 4711" in there
    assert "would rather not" in there
    assert "82/100" in there
    assert "82/100" in page(anna, "/my/data/")
    run.ulla.post(f"{here}note/", {"text": "x", "kind": "application.assessment", "rating": "9"})
    with at_home(run.tenant):
        assert Note.objects.count() == 2


@pytest.mark.clauses("JI-34")
def test_messages_go_both_ways_and_letters_carry_none_of_them(
    doors: Doors, run, application
) -> None:
    here, anna = run.page_of(application), doors.sign_in(run.tenant, ANNA)
    mine = f"/my/applications/{application.pk}/"
    with doors.tasks():
        run.ulla.post(f"{here}message/", {"text": "Can you start in May?"})
    (letter,) = letters(ANNA, "has written to you")
    assert "May" not in letter
    assert "Can you start in May?" in page(anna, mine)
    anna.post(f"{mine}messages/", {"text": "Yes, on the 4th."})
    assert "Yes, on the 4th." in page(run.ulla, here)


@pytest.mark.clauses("JI-34", "JI-28", "WW-96")
def test_the_candidate_sees_who_read_what(doors: Doors, run, application) -> None:
    anna = doors.sign_in(run.tenant, ANNA)
    with at_home(run.tenant):
        file = application.attachments.get()
    page(run.ulla, run.page_of(application))
    run.ulla.get(f"{run.page_of(application)}files/{file.pk}/")
    seen = page(anna, "/my/readings/")
    assert "recruiter" in seen
    assert "Ulla" not in seen
    assert seen.count("<tr") >= 3


def test_the_board_asks_the_database_a_handful_of_times(
    doors: Doors, run, application, django_assert_max_num_queries
) -> None:
    run.ulla.get(run.board_url)
    with django_assert_max_num_queries(24):
        run.ulla.get(run.board_url)
    with django_assert_max_num_queries(34):
        run.ulla.get(run.page_of(application))


def test_who_withdraws_is_moved_by_nobody(doors: Doors, run, application) -> None:
    anna = doors.sign_in(run.tenant, ANNA)
    assert anna.post(f"/my/applications/{application.pk}/withdraw/").status_code == 303
    assert run.move(application, "hired") == 409
    assert anna.post(f"/my/applications/{application.pk}/withdraw/").status_code == 409
    assert "1 withdrawn" in page(run.ulla, run.board_url)
    assert anna.get(run.apply_url).status_code == 200  # and may apply again
