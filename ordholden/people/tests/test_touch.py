"""What moves a clock, and the eight channels that never do (bar 16)."""

from datetime import UTC, datetime

import pytest

from ordholden.people import actions
from ordholden.people.clocks import MOVES, Clock, Event
from ordholden.people.models import Person

pytestmark = pytest.mark.usefixtures("acme")

THEN = datetime(2026, 1, 10, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 1, 12, tzinfo=UTC)
STILL = ["bulk_mail", "service_mail", "mail_opened", "import", "merge", "staff_edit"]
STILL += ["staff_view", "system"]


@pytest.fixture
def carla(turn_clock):
    with turn_clock(THEN):
        return actions.register(name="Carla", email="carla@example.org")


def clocks(person):
    fresh = Person.objects.get(pk=person.pk)
    return {clock: getattr(fresh, clock.value) for clock in Clock}


@pytest.mark.parametrize("event", STILL)
@pytest.mark.clauses("JC-53", "WW-80")
def test_mass_and_machine_work_moves_no_clock(carla, turn_clock, event):
    with turn_clock(LATER):
        actions.touch(carla, event)
    assert set(clocks(carla).values()) == {THEN}


@pytest.mark.parametrize(
    ("event", "moved"),
    [
        ("sign_in", {Clock.LAST_LOGIN, Clock.LAST_ACTIVITY}),
        ("save", {Clock.LAST_ACTIVITY}),
        ("apply", {Clock.LAST_ACTIVITY, Clock.LAST_CONTACT}),
        ("answer", {Clock.LAST_ACTIVITY, Clock.LAST_CONTACT}),
        ("from_subject", {Clock.LAST_ACTIVITY, Clock.LAST_CONTACT}),
        ("one_to_one", {Clock.LAST_CONTACT}),
    ],
)
def test_an_event_moves_its_clocks_and_no_others(carla, turn_clock, event, moved):
    with turn_clock(LATER):
        actions.touch(carla, event)
    assert {clock for clock, at in clocks(carla).items() if at == LATER} == moved
    assert {at for clock, at in clocks(carla).items() if clock not in moved} <= {THEN}


def test_a_clock_never_goes_back(carla, turn_clock):
    with turn_clock(LATER):
        actions.touch(carla, Event.SIGN_IN)
    with turn_clock(THEN):
        actions.touch(carla, Event.SIGN_IN)
    assert clocks(carla)[Clock.LAST_LOGIN] == LATER == carla.last_login_at


def test_an_event_nobody_defined_is_refused(carla):
    with pytest.raises(ValueError, match="opened_a_door"):
        actions.touch(carla, "opened_a_door")
    assert set(MOVES) == set(Event)
