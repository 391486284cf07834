"""Values given for statistics alone: put in here, come out as frozen figures (`figures`, JI-29).

The application's role cannot read the table, so there is nothing here that could return a value.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection
from uuid_utils.compat import uuid7

from ordholden.kit.clock import now
from ordholden.people.models import Person


def give(person: Person, category: str, value: str) -> None:
    """Keep a value for statistics; an earlier one of the same category is replaced."""
    # By hand: Django asks to read back what it has written, and there is no reading here.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_statisticvalue (id, person_id, category, value, collected_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [uuid7(), person.pk, category, value, now()],
        )


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
