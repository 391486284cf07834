"""What the notices promise about applications, with the clock turned."""

from typing import Any

import pytest
from django.test import Client

from ordholden.applications import actions
from ordholden.applications.models import (
    Answer,
    Application,
    Attachment,
    Message,
    Note,
    Request,
    Wish,
)
from ordholden.applications.tests.make import Recruitment, apply, recruitment
from ordholden.applications.tests.test_apply import ANNA, joined
from ordholden.jobs.tests.make import make_ad
from ordholden.kit.models import StoredFile
from ordholden.papers.tests.make import upload
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, letters, page, person

SENT = {
    "application.name": "Anna Holm",
    "application.email": ANNA,
    "application.letter": "Tower cranes for nine years",
}


def applied(doors: Doors, slug: str, role: str, **ad: Any) -> tuple[Recruitment, Client]:
    """Anna, who has applied at one of the five, and the recruitment she is in."""
    run = recruitment(doors, slug, role, **ad)
    anna = joined(doors, run.tenant)
    own = slug in ("workwithus", "jobindex")
    said = {key: text for key, text in SENT.items() if own or key == "application.letter"}
    with doors.tasks():
        apply(run, anna, **said, **{"application.cv": upload()})
    return run, anna


def count(run: Recruitment, *models: Any) -> list[int]:
    """How many rows there are of each."""
    with at_home(run.tenant):
        return [model.objects.count() for model in models]


@pytest.mark.clauses("WW-86")
def test_our_copy_goes_six_months_after_it_was_sent(doors: Doors) -> None:
    with doors.on("2025-04-30"):
        run, anna = applied(doors, "workwithus", "recruiter")
        mine = page(anna, "/my/applications/")
        assert "30 October 2025" in mine
        assert "30 October 2025" in page(anna, "/my/data/")
    doors.sweep("workwithus", "2025-10-29")
    assert count(run, Application, Answer, Attachment) == [1, 3, 1]
    doors.sweep("workwithus", "2025-10-30")
    assert count(run, Application, Answer, Attachment, StoredFile) == [0, 0, 0, 0]
    assert person(run.tenant, ANNA) is not None


@pytest.mark.clauses("JI-56", "JI-57", "JI-58", "JI-59")
def test_documents_go_a_year_after_the_process_and_name_and_address_stay(doors: Doors) -> None:
    with doors.on("2025-02-01"):
        run, anna = applied(doors, "jobindex", "recruitment_department")
        note = {"text": "Knows cranes", "kind": "application.assessment"}
        run.ulla.post(f"{run.page_of(run.one())}note/", note)
    with doors.on("2025-03-15"):
        run.ulla.post(f"{run.board_url}end/")
        anna.get("/my/")
    with doors.on("2026-03-10"):
        doors.sign_in(run.tenant, ANNA)
    doors.sweep("jobindex", "2026-03-14")
    assert count(run, Attachment, Note) == [1, 1]
    doors.sweep("jobindex", "2026-03-15")
    assert count(run, Application, Attachment, Note, StoredFile) == [1, 0, 0, 0]
    with at_home(run.tenant):
        assert set(Answer.objects.values_list("category", flat=True)) == {
            "application.name",
            "application.email",
        }
    doors.sweep("jobindex", "2026-03-16")
    assert count(run, Answer) == [2]
    doors.sweep("jobindex", "2028-03-10")
    assert count(run, Application, Person) == [0, 1]  # Ulla works there


@pytest.mark.clauses("JI-26")
def test_a_draft_goes_after_a_month_and_what_was_sent_does_not(doors: Doors) -> None:
    with doors.on("2026-01-10"):
        run = recruitment(doors, "jobindex", "recruitment_department")
        anna = joined(doors, run.tenant)
        assert anna.post(run.apply_url, {**SENT, "then": "later"}).status_code == 303
        assert "9 February 2026" in page(anna, "/my/applications/")
    doors.sweep("jobindex", "2026-02-08")
    assert count(run, Application, Answer) == [1, 3]
    doors.sweep("jobindex", "2026-02-09")
    assert count(run, Application, Answer) == [0, 0]


@pytest.mark.clauses("JI-32", "JI-33")
def test_locked_while_recruiting_and_deleted_on_the_day_that_is_told(doors: Doors) -> None:
    with doors.on("2026-01-10"):
        run, _anna = applied(doors, "jobindex", "recruitment_department")
        assert run.ulla.post(f"{run.board_url}plan/", {"on": "2026-03-15"}).status_code == 303
    mine = f"/my/applications/{run.one().pk}/"
    with doors.on("2026-02-01"):
        anna = doors.sign_in(run.tenant, ANNA)
        assert anna.post(f"{mine}delete/").status_code == 303
        said = page(anna, mine)
        assert "It goes on 15 September 2026" in said
        # Her profile is hers all the while.
        assert anna.post("/my/profile/", {"person.name": "Anna H. Holm"}).status_code == 303
    with doors.on("2026-03-31"), doors.tasks():
        run.ulla.post(f"{run.board_url}end/")
    assert letters(ANNA, "30 September 2026")
    for day, left in (("2026-09-29", 1), ("2026-09-30", 0)):
        with doors.on(day), at_home(run.tenant):
            actions.grant_wishes()
        assert count(run, Application, Wish, Attachment) == [left, left, left]
    assert person(run.tenant, ANNA) is not None


@pytest.mark.clauses("JT-07", "JT-08")
def test_who_said_yes_to_one_process_goes_when_it_ends(doors: Doors) -> None:
    with doors.on("2026-02-02"):
        run, _anna = applied(doors, "jtworks", "recruiter")
    with doors.on("2026-03-10"), doors.tasks():
        assert run.ulla.post(f"{run.board_url}end/").status_code == 303
        assert run.ulla.post(f"{run.board_url}end/").status_code == 409
    assert letters(ANNA, "without a position for you")
    doors.sweep("jtworks", "2026-03-10")
    assert person(run.tenant, ANNA) is None
    assert count(run, Application, Answer, Attachment, StoredFile) == [0, 0, 0, 0]


@pytest.mark.clauses("JT-52", "JC-67", "AB-31")
@pytest.mark.parametrize("slug", ["jtworks", "jobconnection", "aktivbemanning"])
def test_deleted_at_once_where_nothing_locks_it_with_a_code(doors: Doors, slug: str) -> None:
    run, anna = applied(doors, slug, "recruiter")
    application = run.one()
    run.ulla.post(
        f"{run.page_of(application)}note/",
        {"text": "Knows cranes", "kind": "application.assessment"},
    )
    gone = anna.post(f"/my/applications/{application.pk}/delete/")
    assert "can prove it" in gone.content.decode()
    assert count(run, Application, Answer, Attachment, Note, StoredFile) == [0] * 5
    assert person(run.tenant, ANNA) is not None


def test_a_recruitment_that_goes_on_after_all_counts_nothing(doors: Doors) -> None:
    with doors.on("2026-02-02"):
        run, anna = applied(doors, "jtworks", "recruiter")
        run.ulla.post(f"{run.board_url}end/")
        with doors.tasks():
            assert run.ulla.post(f"{run.board_url}end/", {"then": "reopen"}).status_code == 303
        assert len(letters(ANNA, "It goes on, and your application")) == 1
        assert "Opened again" in page(anna, f"/my/applications/{run.one().pk}/")
    doors.sweep("jtworks", "2026-03-10")
    assert person(run.tenant, ANNA) is not None
    assert run.one().outcome == ""
    assert run.one().closed_at is None


@pytest.mark.clauses("JT-42", "JT-57", "WW-100")
def test_restricted_their_application_is_seen_by_nobody(doors: Doors) -> None:
    run, anna = applied(doors, "jtworks", "recruiter")
    application = run.one()
    with at_home(run.tenant):
        people.restrict(Person.objects.get(email=ANNA))
    assert run.ulla.get(run.page_of(application)).status_code == 404
    assert "Anna" not in page(run.ulla, run.board_url)
    assert "Tower cranes" in page(anna, f"/my/applications/{application.pk}/")


@pytest.mark.clauses("JI-61", "JI-62", "JI-33")
def test_deleting_the_profile_leaves_what_is_locked_and_says_until_when(doors: Doors) -> None:
    with doors.on("2026-01-10"):
        run, _anna = applied(doors, "jobindex", "recruitment_department")
        run.ulla.post(f"{run.board_url}plan/", {"on": "2026-03-15"})
    with doors.on("2026-02-01"):
        anna = doors.sign_in(run.tenant, ANNA)
        assert "15 September 2026" in page(anna, "/my/data/deletion/")
        assert anna.post("/my/data/deletion/").status_code == 200
    assert person(run.tenant, ANNA) is None
    assert count(run, Application, Answer) == [1, 3]
    assert "Anna" not in page(run.ulla, run.board_url)
    with doors.on("2026-09-16"):
        run.ulla.post(f"{run.board_url}end/")
    for day, left in (("2027-03-15", 1), ("2027-03-16", 0)):
        with doors.on(day), at_home(run.tenant):
            actions.grant_wishes()
        with at_home(run.tenant):
            assert Application.objects.count() == left
            assert Person.objects.filter(state="kept").count() == left


@pytest.mark.clauses("JC-67", "JC-56")
def test_what_a_law_keeps_goes_by_no_wish_and_no_night(doors: Doors) -> None:
    rule = 'id = "employee_by_law"\nwhat = ['
    kept = (rule, f'{rule}\n    "application",')
    run = recruitment(doors, "jobconnection", swaps=[kept])
    anna = joined(doors, run.tenant)
    application = apply(run, anna, **{"application.letter": "Tower cranes"})
    with at_home(run.tenant):
        people.start_employment(Person.objects.get(email=ANNA))
    assert anna.post(f"/my/applications/{application.pk}/delete/").status_code == 409
    assert anna.post("/my/data/deletion/").status_code == 200
    with at_home(run.tenant):
        assert Person.objects.filter(state="kept").count() == 1
        assert actions.grant_wishes() == 0
        assert Answer.objects.get().value == "Tower cranes"


@pytest.mark.clauses("JI-33")
def test_one_goes_on_its_day_while_another_is_locked(doors: Doors) -> None:
    with doors.on("2026-01-10"):
        run, anna = applied(doors, "jobindex", "recruitment_department")
        first = run.one()
        with at_home(run.tenant):
            other = make_ad(by=run.user, title="Tagdækker")
        again = Recruitment(run.tenant, other, run.ulla, run.user)
        second = apply(again, anna, **SENT)
        again.ulla.post(f"{again.board_url}plan/", {"on": "2026-12-01"})
        for one in (first, second):
            assert anna.post(f"/my/applications/{one.pk}/delete/").status_code == 303
        run.ulla.post(f"{run.board_url}end/")
    with doors.on("2026-07-10"), at_home(run.tenant):
        assert actions.grant_wishes() == 1
        assert Application.objects.get() == second


@pytest.mark.clauses("WW-103", "JI-54")
def test_objecting_to_applying_stops_the_team_until_it_is_weighed(doors: Doors) -> None:
    run, anna = applied(doors, "workwithus", "recruiter")
    application = run.one()
    assert "Anna Holm" in page(run.ulla, run.board_url)
    anna.post("/my/rights/objection/", {"purpose": "apply"})
    assert "Anna Holm" not in page(run.ulla, run.board_url)
    here = run.page_of(application)
    assert run.ulla.get(here).status_code == 404
    assert run.ulla.post(f"{here}message/", {"text": "Hello"}).status_code == 404
    assert run.move(application, "shortlist") == 404
    assert "Tower cranes" in page(anna, f"/my/applications/{application.pk}/")


@pytest.mark.clauses("JT-62")
def test_who_is_asked_again_is_not_judged_until_they_answer(doors: Doors) -> None:
    run, anna = applied(doors, "jtworks", "recruiter")
    new = ("use my data in this recruitment.", "use my data in this one recruitment.")
    path = doors.file(doors.text("jtworks", new))
    doors.command("notice", "publish", path, "--way", "reapproval", "--note", "Nyt.")
    assert "Anna Holm" not in page(run.ulla, run.board_url)
    assert run.ulla.get(run.page_of(run.one())).status_code == 404
    anna.post("/my/approval/", {"recruitment": "yes"})
    assert "Anna Holm" in page(run.ulla, run.board_url)


@pytest.mark.clauses("JI-34", "JI-35")
def test_who_does_not_take_part_reads_no_application_on_somebody_s_card(doors: Doors) -> None:
    run, _anna = applied(doors, "jobindex", "recruitment_department")
    someone = person(run.tenant, ANNA)
    assert someone is not None
    colleague = doors.staff(run.tenant, "recruitment_department", "Karl")
    for purpose in ("recruitment", "later_vacancies"):
        card = page(colleague, f"/people/{someone.pk}/?purpose={purpose}")
        assert "Anna Holm" in card
        assert "Tower cranes" not in card
    assert "Tower cranes" in page(run.ulla, run.page_of(run.one()))


@pytest.mark.clauses("JC-54", "JC-55")
def test_nobody_writes_to_who_signed_off_while_they_are_judged(doors: Doors) -> None:
    run, _anna = applied(doors, "jobconnection", "recruiter")
    here = run.page_of(run.one())
    someone = person(run.tenant, ANNA)
    assert someone is not None
    assert run.ulla.post(f"/people/{someone.pk}/deregistered/").status_code == 303
    assert run.ulla.post(f"{here}message/", {"text": "Come and see us"}).status_code == 409
    more = {"asked": "A reference", "reason": "To match better"}
    assert run.ulla.post(f"{here}ask/", more).status_code == 409
    assert count(run, Message, Request) == [0, 0]
