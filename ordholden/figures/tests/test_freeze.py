"""Figures are frozen once a month, for large groups, and nothing that happens later moves them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from ordholden.accounts.tests.make import make_staff
from ordholden.figures.actions import freeze
from ordholden.figures.models import Month
from ordholden.people import actions as people
from ordholden.people.actions import statistics
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]
GENDER = "statistics.gender"
Turn = Callable[[datetime], Any]
Said = dict[str, tuple[int, int | None]]


@pytest.fixture
def month(acme: Tenant, turn_clock: Turn) -> Callable[[int], Any]:
    """`with month(3): …`: noon on the second of March, the clock known to the database too."""

    @contextmanager
    def turned(number: int) -> Iterator[None]:
        with turn_clock(datetime(2027, number, 2, 12, tzinfo=UTC)), at_home(acme):
            yield

    return turned


def give(**numbers: int) -> list[Person]:
    """So many persons with each answer; registered all at once, answering as they do."""
    found = []
    for value, number in numbers.items():
        made = [Person(name=f"{value} {n}", kinds=["candidate"]) for n in range(number)]
        for person in Person.objects.bulk_create(made):
            statistics.give(person, GENDER, value)
            found.append(person)
    return found


def said(number: int) -> Said:
    """What the table of a month says: answer -> persons and share."""
    found = Month.objects.get(category=GENDER, month=date(2027, number, 1))
    return {one.value: (one.persons, one.percent) for one in found.groups.all()}


@pytest.mark.clauses("JI-29", "JI-64")
def test_large_groups_are_said_and_a_group_of_three_is_not(month: Any) -> None:
    """S-22: women 41 %, n=120, and a group of three is suppressed."""
    with month(1):
        give(woman=49, man=71, other=3)
    with month(2):
        freeze()
        assert said(1) == {"woman": (49, 41), "man": (71, 59)}
        assert Month.objects.get().base == 120  # what is hidden is in no total


def test_the_running_month_is_not_said_and_a_month_once(month: Any) -> None:
    with month(1):
        give(woman=12, man=12)
        freeze()
        assert said_nothing(12)
    with month(2):
        give(woman=40)  # of February: not in January's table
        freeze()
        freeze()
        assert said(1) == {"woman": (12, 50), "man": (12, 50)}
        assert Month.objects.filter(month=date(2027, 1, 1)).count() == 1


def said_nothing(_month: int) -> bool:
    return all(one.base == 0 and not one.groups.exists() for one in Month.objects.all())


@pytest.mark.parametrize(
    "numbers",
    [{"woman": 9}, {"woman": 5, "man": 4}, {"woman": 19}, {"woman": 19, "man": 4}, {"woman": 4}],
)
def test_a_small_base_and_a_group_that_would_be_everybody_are_not_said(
    month: Any, numbers: dict[str, int]
) -> None:
    with month(1):
        give(**numbers)
    with month(2):
        freeze()
        assert said_nothing(1)


def test_a_share_is_said_above_twenty_alone(month: Any) -> None:
    with month(1):
        give(woman=10, man=10)
    with month(2):
        freeze()
        assert said(1) == {"woman": (10, None), "man": (10, None)}


@pytest.mark.parametrize(("more", "then"), [(1, 10), (4, 10), (5, 15), (7, 17)])
def test_a_figure_moves_by_a_group_or_not_at_all(month: Any, more: int, then: int) -> None:
    with month(1):
        give(woman=10, man=30)
    with month(2):
        freeze()
        give(woman=more)
    with month(3):
        freeze()
        assert said(2)["woman"][0] == then


def test_erasing_changes_no_figure_that_was_said(month: Any) -> None:
    with month(1):
        persons = give(woman=12, man=30)
        for person in persons:
            people.confirm(person)
    with month(2):
        freeze()
        before = said(1)
        for person in persons[:9]:
            privacy.delete_profile(person)
        assert said(1) == before
    with month(3):
        freeze()
        assert (said(1), set(said(2))) == (before, {"man"})


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO figures_month (id, tenant_id, category, month, base, frozen_at)"
        " VALUES (gen_random_uuid(), app_tenant(), 'x', '2027-01-01', 9, app_now())",
        "UPDATE figures_month SET base = 1",
        "DELETE FROM figures_group",
        "TRUNCATE figures_group",
    ],
)
def test_the_application_writes_no_figure(acme: Tenant, statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_asks_for_less_than_the_least_or_for_an_earlier_month(month: Any) -> None:
    with month(1):
        give(woman=4, man=30)
    with month(3):
        with connection.cursor() as cursor:
            cursor.execute("SELECT figures_freeze(%s, 'Europe/Copenhagen', 1, 1)", [GENDER])
        assert said(2) == {"man": (30, 100)}
    with month(2), connection.cursor() as cursor:
        cursor.execute("SELECT figures_freeze(%s, 'Europe/Copenhagen', 1, 1)", [GENDER])
        assert cursor.fetchone() == (False,)


def test_another_tenant_is_not_counted(month: Any, borealis: Tenant) -> None:
    with month(1):
        give(woman=12, man=12)
    with month(2):
        freeze()
        with at_home(borealis):
            assert not Month.objects.exists()


def test_the_page_is_for_those_to_whom_the_notice_shows_figures(
    acme: Tenant, browse: Any, month: Any
) -> None:
    rita, olga = make_staff("Rita", "recruiter"), make_staff("Olga", "privacy_officer")
    with month(1):
        give(woman=49, man=71, other=3)
    with month(2):
        freeze()
    assert browse(acme, rita).get("/figures/").status_code == 403
    client = browse(acme, olga)
    client.cookies["language"] = "en"
    page = client.get("/figures/").content.decode()
    assert "41 %, n=120" in page
    assert "Neither, or both" not in page


def test_who_objects_to_being_counted_or_is_restricted_is_not(month: Any) -> None:
    with month(1):
        women = give(woman=30)
        for person in women[:4]:
            privacy.object_to(person, "statistics")
        for person in women[4:7]:
            privacy.restrict(person)
    with month(2):
        freeze()
        assert said(1) == {"woman": (23, 100)}
