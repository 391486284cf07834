"""Employments, and the date the longest rules count from (JC-56; traps X-17)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from ordholden.kit.errors import NotPossible
from ordholden.people import actions
from ordholden.people.models import Person, Role
from ordholden.tenants.scope import working_for

pytestmark = pytest.mark.usefixtures("acme")


@pytest.fixture
def carla():
    return actions.register(name="Carla")


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_who_is_not_employed_cannot_stop(carla):
    with pytest.raises(NotPossible):
        actions.end_employment(carla)
    assert not fresh(carla).has_employment


def test_an_employment_does_not_end_in_the_future_or_before_it_began(carla):
    actions.start_employment(carla, on=date(2026, 5, 1))
    for day in (date(2999, 1, 1), date(2026, 4, 30)):
        with pytest.raises(NotPossible):
            actions.end_employment(carla, on=day)
    assert fresh(carla).employment_ended_on is None


@pytest.mark.clauses("JC-56")
def test_the_end_of_the_latest_employment_counts(carla):
    actions.start_employment(carla, on=date(2020, 1, 1))
    actions.end_employment(carla, on=date(2021, 5, 14))
    assert fresh(carla).employment_ended_on == date(2021, 5, 14)

    actions.start_employment(carla, on=date(2023, 2, 1))
    assert fresh(carla).employment_ended_on is None
    actions.end_employment(carla, on=date(2023, 8, 31))
    person = fresh(carla)
    assert person.employment_ended_on == date(2023, 8, 31)
    assert person.has_employment
    assert person.kinds == ["candidate", "employee"]


@pytest.mark.clauses("JC-56")
def test_while_one_of_two_employments_runs_nothing_has_ended(carla):
    first = actions.start_employment(carla, on=date(2024, 1, 1))
    second = actions.start_employment(carla, on=date(2024, 6, 1))
    actions.end_employment(carla, on=date(2025, 1, 31), employment=second)
    assert fresh(carla).employment_ended_on is None
    actions.end_employment(carla, on=date(2024, 12, 31), employment=first)
    assert fresh(carla).employment_ended_on == date(2025, 1, 31)


def test_nobody_is_a_candidate_twice(carla):
    assert actions.give_role(carla, "candidate") == actions.give_role(carla, "candidate")
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=carla, kind="candidate", since=date(2026, 1, 1))
    with pytest.raises(ValueError, match="astronaut"):
        actions.give_role(carla, "astronaut")


def test_another_tenants_person_cannot_be_given_a_role(carla, borealis):
    with working_for(borealis):
        assert not Person.objects.exists()
        with pytest.raises(Person.DoesNotExist):
            actions.give_role(carla, "employee")
        with pytest.raises(IntegrityError), transaction.atomic():
            _give_directly(carla)


def _give_directly(person):
    Role.objects.create(person=person, kind="employee", since=date(2026, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
