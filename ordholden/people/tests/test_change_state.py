"""Which steps a person's state may take, and that no others can be taken."""

import itertools

import pytest

from ordholden.kit.errors import NotPossible
from ordholden.people import actions
from ordholden.people.models import Person
from ordholden.people.states import STEPS, State, may_become
from ordholden.people.use import storing

pytestmark = pytest.mark.usefixtures("acme")

WAYS = {
    State.ACTIVE: lambda person: person.confirmed_at or actions.confirm(person),
    State.RESTRICTED: actions.restrict,
    State.ERASING: actions.begin_erasing,
}


@pytest.fixture
def carla():
    return actions.register(name="Carla", email=" Carla@Example.org ")


def test_a_person_begins_pending_and_confirms_once(carla):
    assert carla.state == State.PENDING
    assert carla.email == "carla@example.org"
    actions.confirm(carla)
    first = carla.confirmed_at
    actions.confirm(carla)
    assert (carla.state, carla.confirmed_at) == (State.ACTIVE, first)


def test_nothing_comes_after_erasing(carla):
    actions.begin_erasing(carla)
    for step in (actions.restrict, actions.begin_erasing, actions.lift_restriction):
        with pytest.raises(NotPossible):
            step(carla)
    assert not Person.objects.exists()  # hidden at once, from everybody
    with storing():
        actions.confirm(carla)
        assert Person.objects.get().state == State.ERASING
        assert not Person.objects.present().exists()


@pytest.mark.parametrize("confirmed", [True, False])
def test_lifting_a_restriction_goes_back_to_where_it_was(carla, confirmed):
    if confirmed:
        actions.confirm(carla)
    before = carla.state
    actions.restrict(carla)
    assert not Person.objects.sweepable().exists()
    actions.lift_restriction(carla)
    assert carla.state == before
    with pytest.raises(NotPossible):
        actions.lift_restriction(carla)


def test_the_table_of_steps_is_whole():
    assert set(STEPS) == set(State)
    possible = {(a, b) for a, b in itertools.product(State, State) if may_become(a, b)}
    assert len(possible) == 11
    assert not [pair for pair in possible if pair[0] == State.ERASING]
