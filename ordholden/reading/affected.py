"""Whom an intrusion reached: exactly the persons, and kinds of data, that the log says were read.

By reader, session, address, channel, request and time; the persons that were erased since are
counted, not named. What no log can show stands in `CANNOT_SHOW` and in every answer (S-96).
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import SignIn

CANNOT_SHOW = (
    _(
        "What was read past the program: a copy of the database or its backups, of the disk, of the"
        " machine's memory. Sealed values and documents cannot be read from a copy without the"
        " keys."
    ),
    _("What became of it afterwards: photographs of a screen, files passed on."),
    _(
        "Names and addresses that a page showed are in the log; those that a program with the"
        " application's own database password asked for are not: sealed values and documents are."
    ),
    _("Days before the log was kept, or whose time is over."),
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which readings are meant: all that is given must hold; last is not included."""

    first: datetime
    last: datetime
    actor: UUID | None = None
    session: UUID | None = None
    ip: str = ""
    channel: str = ""
    request: UUID | None = None


@dataclass(frozen=True)
class Affected:
    """persons: person -> category -> how often. erased: readings of persons who are gone."""

    persons: dict[UUID, dict[str, int]] = field(repr=False)
    readings: int
    erased: int


def affected(asked: Asked) -> Affected:
    """Everybody whom these readings were about. Two queries."""
    where, values = _where(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT count(*), coalesce(sum(CASE WHEN listed THEN persons - cardinality(subjects)
                                     WHEN subject_id IS NULL THEN 1 ELSE 0 END), 0)
            FROM reading_log WHERE {where}
            """,  # noqa: S608  the conditions are ours, the values are not in them
            values,
        )
        readings, erased = cursor.fetchone()
        cursor.execute(
            f"""
            SELECT person, category, count(*) FROM (
                SELECT CASE WHEN listed THEN subjects ELSE ARRAY[subject_id] END AS everybody,
                       fields
                FROM reading_log WHERE {where}
            ) AS hit, unnest(everybody) AS person, unnest(fields) AS category
            WHERE person IS NOT NULL GROUP BY person, category
            """,  # noqa: S608
            values,
        )
        persons: dict[UUID, dict[str, int]] = {}
        for person, category, count in cursor.fetchall():
            persons.setdefault(person, {})[category] = int(count)
    return Affected(persons, int(readings), int(erased))


def _where(asked: Asked) -> tuple[str, list[Any]]:
    parts = ["at >= %s AND at < %s"]
    chosen: list[Any] = [asked.first, asked.last]
    found: list[tuple[str, Any]] = [
        ("actor_id", asked.actor),
        ("session_id", asked.session),
        ("channel", asked.channel),
        ("request_id", asked.request),
    ]
    for column, value in found:
        if value:
            parts.append(f"{column} = %s")
            chosen.append(value)
    if asked.ip:
        # The address is kept with the sign-in, and only where the notice says so.
        sign_ins = SignIn.objects.filter(ip=asked.ip).values_list("pk", flat=True)
        parts.append("session_id = ANY(%s)")
        chosen.append(list(sign_ins))
    return " AND ".join(parts), chosen
