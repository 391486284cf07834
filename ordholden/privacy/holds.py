"""Which records are held, for everybody who erases: the sweep, a request, a withdrawal.

A hold is on one record and keeps that record alone. Who is due around it goes: the person's row
stays as an empty shell that the record hangs on, until the first sweep after the hold has ended.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy import Policy, due
from ordholden.policy.document.retention import Hold as Rules
from ordholden.privacy import stores, words
from ordholden.privacy.datamap import PERSON, NoSuchPath, declared, holding
from ordholden.privacy.models import Hold
from ordholden.tenants import scope

TABLE = Hold._meta.db_table


def rules() -> Rules:
    """What the policy in force says of holds: reasons, the longest time, who approves."""
    return scope.required().policy.document.hold


def reasons() -> list[str]:
    """The reasons somebody may give; a restriction is one by itself, and has its own door."""
    return [one for one in rules().reasons if one != "restriction"]


def longest() -> date:
    """The last day a hold set or renewed today may keep its record."""
    policy = scope.required().policy
    return due(clock.today(policy.timezone), rules().max, policy.year_end)


def records_of(person: Person) -> list[tuple[str, UUID, str]]:
    """What a hold can name of somebody: table, key and name, the whole person first."""
    found = [(PERSON, person.pk, _("Everything about %(name)s") % {"name": person.name})]
    for table in holding():
        column = table.holds.category_column
        if not column or table.holds.subject != "person":
            continue
        named = next(name for name, one in table.holds.personal.items() if not one.category)
        is_file = bool(stores.file_columns(table.model))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {table.key}, {column}, {named} FROM {table.table}"  # noqa: S608
                f" WHERE person_id = %s ORDER BY {column}, {table.key}",
                [person.pk],
            )
            for row, category, name in cursor.fetchall():
                label = words.about(category)
                found.append((table.table, row, f"{label}: {name}" if is_file else label))
    return found


def name_of(hold: Hold) -> str:
    """What a hold is on, in words: a kind of record, never its content."""
    table = declared()[hold.record_table]
    column = table.holds.category_column
    if table.is_person or not column:
        return words.about(table.holds.record)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM {table.table} WHERE {table.key} = %s",  # noqa: S608
            [hold.row],
        )
        found = cursor.fetchone()
    return words.about(found[0]) if found else words.about(table.holds.record)


def may_be_held(table: str) -> bool:
    """Whether a row of this table can be named by a hold: it is about a person, and has a key."""
    found = declared().get(table)
    return (
        found is not None
        and found in holding()
        and found.table not in (TABLE, "privacy_acted")
        and stores.has_uuid_key(found)
    )


def owner_of(table: str, row: UUID) -> tuple[bool, UUID | None]:
    """Whether the row is there, and the person it is about (None for a mere address)."""
    found = declared()[table]
    try:
        reach = found.reach_person()
    except NoSuchPath:
        return False, None
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {reach.column} FROM {table} t{''.join(reach.joins)} WHERE t.{found.key} = %s",  # noqa: S608
            [row],
        )
        rows = cursor.fetchall()
    return bool(rows), rows[0][0] if rows else None


def held_by_case(persons: Collection[UUID]) -> set[UUID]:
    """Those of these persons whom a case keeps whole, whatever they decide themselves."""
    found = Hold.objects.open().filter(record_table=PERSON, row__in=list(persons))
    return set(found.values_list("row", flat=True))


def held_among(persons: Collection[UUID]) -> set[UUID]:
    """Those of these persons whom no rule may erase: a case keeps them, or their restriction."""
    found = Person.objects.filter(pk__in=list(persons), held=True)
    return set(found.values_list("pk", flat=True))


def around(persons: Collection[UUID]) -> dict[UUID, list[Hold]]:
    """Of these persons, those of whom single records are held, with the holds."""
    found: dict[UUID, list[Hold]] = {}
    rows = Hold.objects.open().filter(person_id__in=list(persons)).exclude(record_table=PERSON)
    for hold in rows.order_by("set_at"):
        found.setdefault(hold.person_id, []).append(hold)  # type: ignore[arg-type]
    return found


def told(hold: Hold) -> tuple[Hold, str, str]:
    """A hold, what it is on and why, in words."""
    return hold, name_of(hold), words.hold_reason(hold.reason)


def told_open(most: int) -> list[tuple[Hold, str, str]]:
    """The holds that lapse first."""
    rows = Hold.objects.open().select_related("person").order_by("until", "pk")
    return [told(hold) for hold in rows[:most]]


def lapse(policy: Policy, today: date) -> int:
    """End the holds nobody renewed in time, or that the policy no longer lets last as long."""
    count = 0
    for hold in Hold.objects.filter(ended_at=None).order_by("until"):
        allowed = due(hold.renewed_on, policy.document.hold.max, policy.year_end)
        if min(hold.until, allowed) < today:
            with transaction.atomic():
                end(hold, Hold.End.LAPSED, None)
            count += 1
    return count


def end(hold: Hold, how: Hold.End, by: User | None) -> None:
    """A hold keeps its record no more."""
    if hold.approved_at:
        journal.record(journal.Kind.RELEASE, hold.record_table, [hold.row], how={"end": str(how)})
    hold.end, hold.ended_at, hold.ended_by = how, clock.now(), by
    hold.save()


def note_alone(persons: Iterable[UUID]) -> None:
    """Everything but the held records of these persons has been erased."""
    Hold.objects.open().filter(person_id__in=list(persons), alone_since=None).update(
        alone_since=clock.now()
    )


def forget_alone(person: UUID) -> None:
    """What the ended holds of a person had left behind is gone."""
    ended = Hold.objects.filter(person_id=person, ended_at__isnull=False)
    ended.update(alone_since=None)


def left_over() -> list[Any]:
    """Persons of whom a hold that has ended left records behind, and whom no other hold keeps."""
    ended = Hold.objects.filter(alone_since__isnull=False, ended_at__isnull=False)
    still = Hold.objects.open().filter(person__isnull=False).values("person_id")
    return list(
        ended.filter(person__isnull=False)
        .exclude(person_id__in=still)
        .order_by("person_id")
        .values_list("person_id", flat=True)
        .distinct()
    )
