"""The sinks of the rooms from privacy down: rows, files, queue, sign-ins, letters."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection

from ordholden.accounts import emails as letters
from ordholden.accounts.models import Letter, SignIn, User
from ordholden.kit import files
from ordholden.kit.models import MailboxMessage
from ordholden.people.models import Person
from ordholden.privacy import stores
from ordholden.privacy.datamap import holding
from ordholden.privacy.sinks.registry import OBJECTS, ROWS, Found, Sink, register
from ordholden.tenants.scope import required

REACHED_BY = frozenset({"person.email", "person.phone", "mailing.email"})
# Every column that can hold a key of a person, as PostgreSQL's catalogue has it: our declarations
# have made the erasure, and cannot be its witness.
KEYS = """
SELECT c.relname, a.attname, a.atttypid = 'uuid[]'::regtype
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND a.atttypid IN ('uuid'::regtype, 'uuid[]'::regtype) AND a.attnum > 0 AND NOT a.attisdropped
  AND a.attname <> 'tenant_id' AND has_column_privilege(c.oid, a.attnum, 'SELECT')
ORDER BY 1, 2
"""


def _rows_left(things: Sequence[str]) -> int:
    """Rows anywhere that still name one of these persons."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        named: dict[str, list[str]] = {}
        for table, column, several in cursor.fetchall():
            test = f'"{column}" IN (SELECT id FROM gone)'  # noqa: S608  names of the catalogue
            if several:
                test = f'EXISTS (SELECT FROM unnest("{column}") AS one JOIN gone ON gone.id = one)'
            named.setdefault(table, []).append(test)
        asked = " UNION ALL ".join(
            f'SELECT count(*) FROM "{table}" WHERE {" OR ".join(tests)}'  # noqa: S608
            for table, tests in named.items()
        )
        cursor.execute(
            "WITH gone AS MATERIALIZED (SELECT unnest(%s::uuid[]) AS id)"  # noqa: S608
            f" SELECT sum(count) FROM ({asked}) AS each",
            [list(things)],
        )
        return int(cursor.fetchone()[0] or 0)


def _place(name: str) -> str:
    return files.place_of(required().pk, name)


def _remove_objects(things: Sequence[str]) -> None:
    for name in things:
        files.storage().delete(_place(name))


def _objects_left(things: Sequence[str]) -> int:
    return sum(files.storage().exists(_place(name)) for name in things)


def _queued(persons: Sequence[UUID]) -> list[Found]:
    keys = [str(key) for key in persons]
    return [Found("queue", tuple(keys), removed=stores.forget_tasks(keys))]


def _forget_tasks(things: Sequence[str]) -> None:
    stores.forget_tasks(things)


def _sessions(persons: Sequence[UUID]) -> list[Found]:
    keys = SignIn.objects.filter(person_id__in=persons).exclude(session_key="")
    return [Found("sessions", tuple(keys.values_list("session_key", flat=True)))]


def _forget_sessions(things: Sequence[str]) -> None:
    Session.objects.filter(session_key__in=things).delete()


def _sessions_left(things: Sequence[str]) -> int:
    return Session.objects.filter(session_key__in=things).count()


def _letters(persons: Sequence[UUID]) -> list[Found]:
    """Sealed letters that wait: those that name the person, and those that bear their address."""
    addresses = set(Person.objects.filter(pk__in=persons).values_list("email", flat=True))
    addresses |= set(User.objects.filter(person_id__in=persons).values_list("email", flat=True))
    named = Letter.objects.filter(person_id__in=persons).values_list("pk", flat=True)
    keys = [*named, *letters.addressed_to(addresses - {""})]
    return [Found("letters", tuple(str(key) for key in keys))]


def _forget_letters(things: Sequence[str]) -> None:
    Letter.objects.filter(pk__in=things).delete()


def _letters_left(things: Sequence[str]) -> int:
    return Letter.objects.filter(pk__in=things).count()


def addresses_of(persons: Sequence[UUID]) -> set[str]:
    """Where these persons can be reached: e-mail addresses and telephone numbers."""
    own = Person.objects.filter(pk__in=persons).values_list("email", "phone")
    signing_in = User.objects.filter(person_id__in=persons).values_list("email", flat=True)
    return {text for row in own for text in row if text} | set(signing_in)


def same_address(addresses: Collection[str]) -> list[Found]:
    """Rows that bear an address of somebody whose rows have gone: records of their own.

    Asked before the erasure commits, so that no address has to be kept for it.
    """
    asked = [
        f'SELECT count(*) FROM {table.table} WHERE "{column}" = ANY(%(said)s)'  # noqa: S608
        for table in holding()
        if table.model is not MailboxMessage  # the demo's world outside
        for column, one in table.holds.personal.items()
        if (one.category in REACHED_BY or column == table.holds.address_column)
        and stores.is_text(table, column)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sum(count) FROM ({' UNION ALL '.join(asked)}) AS each",  # noqa: S608
            {"said": sorted(addresses)},
        )
        there = int(cursor.fetchone()[0] or 0)
    return [Found("addresses", retained=there, why="same_address" if there else "")]


register(Sink(ROWS, _rows_left, counted=False))
register(Sink(OBJECTS, _objects_left, _remove_objects))
register(Sink("queue", stores.queued, _forget_tasks, _queued, counted=False))
register(Sink("sessions", _sessions_left, _forget_sessions, _sessions, inside=True))
register(Sink("letters", _letters_left, _forget_letters, _letters, inside=True))
