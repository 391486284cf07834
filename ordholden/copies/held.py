"""Every row that is about one person, read from the declarations: what a copy shows of it, and
what it does not show and why (GDPR art. 15(4)).

The same walk over the same declarations as erasing makes (`privacy.erasure`), so that what is
shown, withheld, erased and kept are one set.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from ordholden.copies.answers import Answers
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, MENTIONED, PersonalColumn, Source
from ordholden.privacy.datamap import Declared, holding
from ordholden.reading.models import Reading

# Keys of the account: whoever reads them gets in.
ACCOUNT_KEY = "person.account"


@dataclass(frozen=True)
class Withheld:
    """Something that is held and not shown. why: "account_key", "others", "statistics"."""

    table: str
    category: str
    why: str


@dataclass(frozen=True)
class Row:
    """One row about the person: what it says, and the answers for each category in it."""

    table: Declared
    key: Any
    category: str  # the one category of a row that holds one value, else ""
    values: dict[str, Any]
    why: list[dict[str, Any]]
    collected: date | None
    withheld: tuple[Withheld, ...] = ()


@dataclass
class _Reader:
    """Reads one table."""

    table: Declared
    answers: Answers
    zone: ZoneInfo
    named: list[str] = field(init=False)
    facts: list[str] = field(init=False)
    clocks: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        holds = self.table.holds
        self.named = [name for name in holds.personal if name in _readable(self.table.table)]
        self.facts = [name for name in _facts(self.table) if name not in holds.personal]
        # Moments that stand in the row itself; the others are the person's own.
        self.clocks = {
            word: column for word, column in holds.anchors.items() if column in holds.columns
        }

    def rows(self, person: UUID) -> Iterator[Row]:
        table = self.table
        extra = [*self.clocks.values()]
        if table.holds.category_column:
            extra.append(table.holds.category_column)
        columns = list(dict.fromkeys([table.key, *self.named, *self.facts, *extra]))
        listed = ", ".join(f't."{name}"' for name in columns)
        reach = table.reach_person()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {listed} FROM {table.table} t{''.join(reach.joins)}"  # noqa: S608
                f" WHERE {reach.column} = %s ORDER BY t.{table.key}",
                [person],
            )
            found = cursor.fetchall()
        for row in found:
            yield self._row(dict(zip(columns, row, strict=True)))

    def _row(self, found: dict[str, Any]) -> Row:
        holds = self.table.holds
        events = {
            word: day
            for word, column in self.clocks.items()
            if (day := self._day(found[column])) is not None
        }
        own = str(found[holds.category_column]) if holds.category_column else ""
        shown: dict[str, Any] = {}
        withheld: list[Withheld] = []
        why: dict[str, dict[str, Any]] = {}
        for name in self.named:
            column = holds.personal[name]
            category = column.category or own
            # A row that names its category holds a value, sealed in another column or not.
            if found[name] in (None, "", [], b"") and not own:
                continue
            reason = self._hidden(name, column, category)
            if reason:
                withheld.append(Withheld(self.table.table, category, reason))
                continue
            shown[name] = plain(found[name])
            why[category] = self.answers.why(category, events, column.source)
        facts = {name: plain(found[name]) for name in self.facts if found[name] not in (None, "")}
        if withheld and own:
            facts = {}
        if not why:
            of_record = self.answers.of_record(holds.record)
            why[of_record] = self.answers.why(of_record, events, Source.SYSTEM)
        return Row(
            self.table,
            found[self.table.key],
            own,
            shown | facts,
            [why[category] for category in why],
            events.get("collected") or events.get("logged"),
            tuple(withheld),
        )

    def _hidden(self, name: str, column: PersonalColumn, category: str) -> str:
        """Why a column is not shown to the person, or ""."""
        if self.table.holds.people.get(name) in (AUTHORED, MENTIONED):
            return "others"
        if self.answers.is_others(category):
            return "others"
        if category == ACCOUNT_KEY and (column.encrypted or not _is_moment(self.table, name)):
            return "account_key"
        return ""

    def _day(self, value: object) -> date | None:
        if isinstance(value, datetime):
            return clock.local_date(value, self.zone)
        return value if isinstance(value, date) else None


@cache
def _readable(table: str) -> frozenset[str]:
    """The columns that this program may read; what is sealed is asked for elsewhere (`own`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND has_column_privilege(attrelid, attnum, 'SELECT')",
            [table],
        )
        return frozenset(name for (name,) in cursor.fetchall())


def _facts(table: Declared) -> list[str]:
    """Columns that say when and how, without keys: what the form of a row shows, too."""
    return [
        str(one.column)
        for one in (table.model._meta.fields if table.model else ())
        if one.editable and not one.primary_key and not one.is_relation
        if one.column in table.holds.columns and one.get_internal_type() != "BinaryField"
    ]


def _is_moment(table: Declared, name: str) -> bool:
    return table.model is not None and any(
        one.column == name and one.get_internal_type() == "DateTimeField"
        for one in table.model._meta.fields
    )


def about(person: Person, answers: Answers) -> Iterator[Row]:
    """Every row of every declared table that is about this person, one at a time."""
    zone = ZoneInfo(answers.policy.timezone)
    for table in holding():
        # The log of readings names several persons in a row: it is told line by line (`parts`).
        if table.holds.subject != "" and table.model is not Reading:
            yield from _Reader(table, answers, zone).rows(person.pk)


def plain(value: object) -> Any:
    """A value as JSON can say it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if isinstance(value, bool | int | float | dict) else str(value)
