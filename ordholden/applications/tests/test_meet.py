"""Interviews: times are proposed, one is taken, nobody is in two places, and a letter reminds."""

from collections.abc import Iterator

import pytest

from ordholden.applications import actions
from ordholden.applications.models import Application, Event, Interview
from ordholden.applications.tests.make import Recruitment, apply, recruitment
from ordholden.applications.tests.test_apply import ANNA, joined
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, letters, page

TIMES = {
    "time_1": "2026-03-20T10:00",
    "time_2": "2026-03-20T13:30",
    "minutes": "45",
    "place": "Havnegade 3, room 2",
}
BO = {"person.name": "Bo", "person.email": "bo@example.org"}


@pytest.fixture(autouse=True)
def march(doors: Doors) -> Iterator[None]:
    """It is ten days before the times that are proposed."""
    with doors.on("2026-03-10"):
        yield


@pytest.fixture
def run(doors: Doors) -> Recruitment:
    return recruitment(doors, "jtworks")


@pytest.fixture
def application(doors: Doors, run: Recruitment) -> Application:
    return apply(run, joined(doors, run.tenant), **{"application.letter": "Tower cranes"})


def invited(doors: Doors, run: Recruitment, application: Application) -> Interview:
    with doors.tasks():
        sent = run.ulla.post(f"{run.page_of(application)}interviews/", TIMES)
    assert sent.status_code == 303
    with at_home(run.tenant):
        return Interview.objects.get(application=application)


@pytest.mark.clauses("JT-13", "JC-22")
def test_a_time_is_taken_and_told_and_goes_into_both_calendars(doors, run, application) -> None:
    anna = doors.sign_in(run.tenant, ANNA)
    found = invited(doors, run, application)
    (letter,) = letters(ANNA, "proposes times")
    assert "Havnegade" not in letter
    mine = f"/my/applications/{application.pk}/"
    assert "20 March 2026 at 13:30" in page(anna, mine)
    with doors.tasks():
        anna.post(f"{mine}interviews/{found.pk}/", {"answer": "1"})
    assert len(letters(ANNA, "It is agreed")) == 1
    assert anna.post(f"{mine}interviews/{found.pk}/", {"answer": "0"}).status_code == 409
    here = f"{run.page_of(application)}interviews/{found.pk}/"
    for client, path in ((anna, f"{mine}interviews/{found.pk}/"), (run.ulla, here)):
        file = client.get(f"{path}interview.ics")
        text = file.content.decode()
        assert file["Content-Type"].startswith("text/calendar")
        assert "20260320T123000Z" in text or "T133000" in text
        assert "Havnegade 3" in text
        assert "Anna" not in text
    assert "agreed" in page(run.ulla, run.page_of(application))
    assert "Havnegade 3" in page(anna, "/my/data/")
    with at_home(run.tenant):
        assert list(Event.objects.order_by("at").values_list("what", flat=True))[1:] == [
            "invited",
            "agreed",
        ]


def test_what_is_past_or_too_much_or_another_teams_is_refused(doors, run, application) -> None:
    there = f"{run.page_of(application)}interviews/"
    for wrong in ({"time_1": "2026-03-09T10:00"}, {"time_1": ""}, {"place": ""}):
        assert run.ulla.post(there, {**TIMES, **wrong}).status_code in (409, 422)
    with at_home(run.tenant):
        assert not Interview.objects.exists()
    found = invited(doors, run, application)
    bo = joined(doors, run.tenant, **BO)
    mine = f"/my/applications/{application.pk}/interviews/{found.pk}/"
    assert bo.post(mine, {"answer": "0"}).status_code == 404
    assert bo.get(f"{mine}interview.ics").status_code == 404
    anna = doors.sign_in(run.tenant, ANNA)
    for wrong in ("7", "x", ""):
        assert anna.post(mine, {"answer": wrong}).status_code in (303, 409)
    with at_home(run.tenant):
        assert Interview.objects.get().state == "proposed"
    with doors.on("2026-03-21"):  # nobody answered in time
        anna = doors.sign_in(run.tenant, ANNA)
        assert anna.post(mine, {"answer": "0"}).status_code == 409


def test_nobody_is_in_two_interviews_at_once(doors, run, application) -> None:
    other = apply(run, joined(doors, run.tenant, **BO), **{"application.letter": "Me too"})
    first, second = (invited(doors, run, one) for one in (application, other))
    anna, bo = doors.sign_in(run.tenant, ANNA), doors.sign_in(run.tenant, BO["person.email"])
    taken = {"answer": "0"}
    assert (
        anna.post(f"/my/applications/{application.pk}/interviews/{first.pk}/", taken)
    ).status_code == 303
    theirs = f"/my/applications/{other.pk}/interviews/{second.pk}/"
    assert bo.post(theirs, taken).status_code == 409
    assert bo.post(theirs, {"answer": "1"}).status_code == 303


def test_one_is_declined_or_called_off_and_the_other_side_hears_of_it(
    doors, run, application
) -> None:
    anna = doors.sign_in(run.tenant, ANNA)
    found = invited(doors, run, application)
    mine = f"/my/applications/{application.pk}/interviews/"
    anna.post(f"{mine}{found.pk}/", {"answer": "none", "text": "Only after four"})
    assert "Only after four" in page(run.ulla, run.page_of(application))
    with at_home(run.tenant):
        Interview.objects.all().delete()
    found = invited(doors, run, application)
    off = f"{run.page_of(application)}interviews/{found.pk}/off/"
    with doors.tasks():
        assert run.ulla.post(off).status_code == 303
    assert run.ulla.post(off).status_code == 409
    assert len(letters(ANNA, "has called off")) == 1
    assert anna.post(f"{mine}{found.pk}/", {"answer": "0"}).status_code == 409


def test_a_reminder_comes_once_and_only_for_what_is_still_on(doors, run, application) -> None:
    found = invited(doors, run, application)
    anna = doors.sign_in(run.tenant, ANNA)
    with doors.tasks():
        anna.post(f"/my/applications/{application.pk}/interviews/{found.pk}/", {"answer": "1"})
    for day, told in (("2026-03-18", 0), ("2026-03-20", 1), ("2026-03-20", 1)):
        with doors.on(day), doors.tasks(), at_home(run.tenant):
            actions.remind()
        assert len(letters(ANNA, "A reminder")) == told


def test_whoever_agreed_within_the_day_is_not_reminded_of_it(doors, run, application) -> None:
    with doors.on("2026-03-20"), doors.tasks():
        run.ulla.post(
            f"{run.page_of(application)}interviews/", {**TIMES, "time_1": "2026-03-21T10:00"}
        )
    with at_home(run.tenant):
        found = Interview.objects.get(application=application)
        there = [one.day for one in found.times].index(21)
    with doors.on("2026-03-20"):
        anna = doors.sign_in(run.tenant, ANNA)
        mine = f"/my/applications/{application.pk}/interviews/{found.pk}/"
        assert anna.post(mine, {"answer": str(there)}).status_code == 303
        with doors.tasks(), at_home(run.tenant):
            assert actions.remind() == 0


def test_where_the_notice_knows_no_interviews_none_is_proposed(doors: Doors) -> None:
    run = recruitment(doors, "jobindex", "recruitment_department")
    sent = {"application.name": "Anna Holm", "application.email": ANNA}
    application = apply(run, joined(doors, run.tenant), **sent)
    there = run.page_of(application)
    assert "Propose times" not in page(run.ulla, there)
    assert run.ulla.post(f"{there}interviews/", TIMES).status_code in (404, 409)
