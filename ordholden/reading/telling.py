"""Asking the log: what one's own page, the officer's report and the copy for the person show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from ordholden.accounts.models import Membership, User
from ordholden.people.models import Person
from ordholden.reading.models import Action, Reading

# A list names its persons in an array, which no index helps to search; so lists older than the
# person are left out, and the index of lists is walked from its newest end.
OF_PERSON = """
    (SELECT id, at, action, actor_role, purpose, fields, actor_id FROM reading_log
     WHERE subject_id = %(person)s::uuid AND at < %(before)s::timestamptz
     ORDER BY at DESC, id LIMIT %(most)s)
    UNION ALL
    (SELECT id, at, action, actor_role, purpose, fields, actor_id FROM reading_log
     WHERE listed AND at < %(before)s::timestamptz AND at >= %(since)s::timestamptz
       AND subjects @> ARRAY[%(person)s::uuid] ORDER BY at DESC, id LIMIT %(most)s)
    ORDER BY at DESC, id LIMIT %(most)s
"""


@dataclass(frozen=True)
class Seen:
    """One time somebody saw something of a person. No employee's name; `firm` is where they work,
    if that is not the tenant."""

    at: datetime
    action: str
    role: str
    purpose: str
    fields: tuple[str, ...]
    firm: str = ""


# Rooms above say where readers sit who are not the tenant's own people: account -> name of a firm.
FIRMS: list[Callable[[set[UUID]], dict[UUID, str]]] = []


@dataclass(frozen=True)
class Read:
    """What one employee read in a time, in one role for one purpose: numbers of lines."""

    user_id: UUID | None
    role: str
    purpose: str
    cards: int
    documents: int
    revealed: int
    lists: int
    persons: int


def seen_of(person: Person, before: datetime, most: int = 25) -> list[Seen]:
    """Who saw what of a person, the newest first, before a moment.

    most: 25 fill a page; the copy that the person takes along asks for all.
    """
    values: dict[str, str | int] = {
        "person": str(person.pk),
        "before": before.isoformat(),
        "since": person.collected_at.isoformat(),
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(OF_PERSON, values)
        found = cursor.fetchall()
    firms = _firms({row[-1] for row in found if row[-1]})
    return [
        Seen(at, action, role, purpose, tuple(fields), firms.get(actor, ""))
        for _id, at, action, role, purpose, fields, actor in found
    ]


def _firms(users: set[UUID]) -> dict[UUID, str]:
    named: dict[UUID, str] = {}
    for firms in FIRMS if users else ():
        named |= firms(users)
    return named


def read_between(first: datetime, last: datetime) -> list[Read]:
    """What each employee read from one moment until before another; the most first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT actor_id, actor_role, purpose,
                   count(*) FILTER (WHERE action = 'view'),
                   count(*) FILTER (WHERE object_table NOT IN ('people_person', 'people_detail')),
                   count(*) FILTER (WHERE action = 'reveal'),
                   count(*) FILTER (WHERE listed),
                   coalesce(sum(persons), 0)
            FROM reading_log WHERE at >= %s AND at < %s
            GROUP BY actor_id, actor_role, purpose ORDER BY 8 DESC, 1, 2, 3
            """,
            [first, last],
        )
        return [Read(*row) for row in cursor.fetchall()]


def lines_of(user_id: UUID, first: datetime, last: datetime, most: int = 500) -> list[Reading]:
    """An employee's lines in a time, the newest first."""
    found = Reading.objects.filter(actor_id=user_id, at__gte=first, at__lt=last)
    return list(found.order_by("-at", "id")[:most])


def names_of(users: set[UUID]) -> dict[UUID, str]:
    """The tenant's own people by account."""
    rows = User.objects.filter(pk__in=users).values_list("pk", "person__name")
    return dict(rows)


def role_name(role: str) -> str:
    """A role as a page says it."""
    return str(Membership.Role(role).label) if role in Membership.Role.values else role


def action_name(action: str) -> str:
    """What was done, as a page says it."""
    return str(Action(action).label)
