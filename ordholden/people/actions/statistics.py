"""Values given for statistics alone: put in here, and come out as numbers of large groups (JI-29).

The application's role cannot read the table, so there is nothing here that could return a value.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from uuid_utils.compat import uuid7

from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.tenants.scope import required


@dataclass(frozen=True)
class Group:
    """Persons with one value. `percent` is of the groups shown, rounded to whole numbers."""

    value: str
    persons: int
    percent: int


@dataclass(frozen=True)
class Counts:
    """Groups large enough to be shown, and how many persons they are together."""

    category: str
    base: int
    groups: tuple[Group, ...]


def give(person: Person, category: str, value: str) -> None:
    """Keep a value for statistics; an earlier one of the same category is replaced."""
    # By hand: Django asks to read back what it has written, and there is no reading here.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_statisticvalue (id, person_id, category, value, collected_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [uuid7(), person.pk, category, value, now()],
        )


def counts(category: str) -> Counts:
    """How many gave which value, for the tenant in scope; small groups are left out.

    The smallest group and base come from the policy, and are never under 5 and 10. The base
    counts only the groups shown, so that a hidden one cannot be found by subtraction.
    """
    least = required().policy.document.statistics
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value, persons FROM statistics_counts(%s, %s, %s)",
            [category, least.min_cell, least.min_base],
        )
        rows = cursor.fetchall()
    base = sum(persons for _, persons in rows)
    groups = tuple(Group(value, n, round(100 * n / base)) for value, n in rows)
    return Counts(category, base, groups)


def given(person: Person) -> list[str]:
    """The categories that somebody gave a value in. Which value, nobody can read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statistics_given(%s)", [person.pk])
        return [category for (category,) in cursor.fetchall()]


def forget(person: Person, category: str | None = None) -> int:
    """Remove what somebody gave for statistics, of one category or all. Returns how many."""
    return _call("SELECT statistics_forget(%s, %s)", person.pk, category)


def forget_before(category: str, moment: datetime) -> int:
    """Remove values of a category given before a moment. Returns how many."""
    return _call("SELECT statistics_forget_before(%s, %s)", category, moment)


def _call(query: str, *values: UUID | str | datetime | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        (count,) = cursor.fetchone()
    return int(count)
