"""Looking through what is kept: every column somebody writes in, and every file.

Rows that changed since the last look are known by PostgreSQL's own mark of the transaction that
wrote them (`xmin`), so no door can forget to tell. After a restore the marks begin anew, and
everything is looked at once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from ordholden import papers
from ordholden.flags.models import Flag, Looked
from ordholden.kit import clock, files
from ordholden.people.models import Person
from ordholden.policy.telltales import find
from ordholden.privacy import stores
from ordholden.privacy.datamap import Declared, declared, holding
from ordholden.reading import actions as reading
from ordholden.tenants import scope
from ordholden.web.careful import wanted

# Tables with words somebody typed that are not looked through, and why. A new one is looked
# through, or is argued for here.
NOT_LOOKED_THROUGH = {
    "companies_company": "what a firm is called",
    "dialogues_approach": "a company's question to a stranger; their own copy is looked through",
    "dialogues_note": "a firm's own, walled from our own people; by a form that is careful",
    "flags_flag": "the flags themselves: which duty or law, by a form that is careful",
    "jobs_adcontact": "who answers for an ad: a colleague's name and number",
    "jobs_jobad": "a job ad is about a position",
    "jobs_openad": "the words of open ads, for the search",
    "jobs_savedsearch": "a search for jobs: its words are the ads'",
    "kit_mailboxmessage": "the demo's letters, which repeat nothing that was written about anybody",
    "privacy_hold": "the number of a case, by a form that is careful",
    "privacy_limit": "told to the person by an officer, by a form that is careful",
    "projects_keptsearch": "a search for people: its words are those of trades and places",
    "projects_project": "what a vacancy is called, by a form that is careful",
    "reading_grant": "leave for the operator, about nobody",
    "sourcing_listed": "made of a CV's own words, which are looked through where they stand",
}
OLDEST = 2**31 - 1  # transactions that PostgreSQL can tell the age of


@dataclass(frozen=True)
class Place:
    """One column of one row about one person, and what it says. column: "" for its file."""

    table: str
    row: UUID
    column: str
    person: UUID
    text: str


@cache
def looked_through() -> dict[str, tuple[Declared, tuple[str, ...]]]:
    """The tables that are looked through, with the columns somebody writes in."""
    found = {}
    for table in holding():
        columns = tuple(
            name
            for name, one in table.holds.personal.items()
            if one.free_text and not one.encrypted and stores.is_text(table, name)
        )
        if columns and table.table not in NOT_LOOKED_THROUGH:
            found[table.table] = (table, columns)
    return found


def look_through() -> int:
    """Look at every row written since the last time. Returns how many flags there are new."""
    upto, since = _marks()
    new = 0
    for table, columns in looked_through().values():
        for place in _changed(table, columns, since):
            new += flag(place)
        if stores.file_columns(table.model):
            for place in _changed_files(table, since):
                new += flag(place)
    Looked.objects.all().delete()
    Looked.objects.create(upto=upto)
    return new


def flag(place: Place) -> int:
    """Flag what a place says, and let flags go that it no longer deserves. Returns new ones."""
    _stance, kinds = wanted(scope.required().policy)
    told: dict[str, bool] = {}
    for one in find(place.text, kinds):
        told[one.kind] = told.get(one.kind, False) or one.sure
    there = Flag.objects.filter(record_table=place.table, row=place.row, column=place.column)
    there.exclude(kind__in=told).delete()
    known = set(there.values_list("kind", flat=True))
    made = [
        Flag(
            person_id=place.person,
            record_table=place.table,
            row=place.row,
            column=place.column,
            kind=kind,
            sure=sure,
            found_at=clock.now(),
        )
        for kind, sure in told.items()
        if kind not in known
    ]
    Flag.objects.bulk_create(made)
    return len(made)


def place_of(found: Flag) -> Place | None:
    """What a flag speaks of, as it reads now; None when it is gone or cannot be opened."""
    table = declared()[found.record_table]
    if not found.column:
        row = _row(table, found.row)
        text = _words_in(found.person_id, row) if row else None
        if text is None:
            return None
        return Place(found.record_table, found.row, "", found.person_id, text)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{found.column}" FROM {table.table} WHERE {table.key} = %s',  # noqa: S608
            [found.row],
        )
        values = cursor.fetchone()
    if values is None:
        return None
    return Place(found.record_table, found.row, found.column, found.person_id, str(values[0]))


def _marks() -> tuple[int, int]:
    """The mark to remember, and how many transactions old a row may be to be new to us."""
    before = Looked.objects.values_list("upto", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,"
            " pg_current_xact_id()::text::bigint"
        )
        upto, here = cursor.fetchone()
    ago = OLDEST if before is None or before > here else min(here - before, OLDEST)
    return int(upto), int(ago)


def _changed(table: Declared, columns: tuple[str, ...], since: int) -> Iterator[Place]:
    reach = table.reach_person()
    listed = ", ".join(f't."{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{table.key}, {reach.column}, {listed} FROM {table.table} t"  # noqa: S608
            f"{''.join(reach.joins)} WHERE age(t.xmin) <= %s AND {reach.column} IS NOT NULL",
            [since],
        )
        rows = cursor.fetchall()
    for key, person, *texts in rows:
        for column, text in zip(columns, texts, strict=True):
            yield Place(table.table, key, column, person, text or "")


def _changed_files(table: Declared, since: int) -> Iterator[Place]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{table.key}, t.person_id FROM {table.table} t"  # noqa: S608
            " WHERE age(t.xmin) <= %s",
            [since],
        )
        rows = cursor.fetchall()
    for key, person in rows:
        row = _row(table, key)
        text = _words_in(person, row) if row else None
        if text is not None:
            yield Place(table.table, key, "", person, text)


def _row(table: Declared, key: UUID) -> Any:
    assert table.model is not None
    return table.model._default_manager.select_related("file").filter(pk=key).first()


def content_of(person: UUID, row: Any) -> bytes | None:
    """A file as its owner gets it: no human reads it here, and a kind is all that leaves.

    None for somebody without an account: nothing of theirs is handed out without a reader.
    """
    whose = Person.objects.select_related("user").filter(pk=person).first()
    user = getattr(whose, "user", None)
    if user is None:
        return None
    try:
        return reading.open_own(user, row)
    except files.FileGone:
        return None


def _words_in(person: UUID, row: Any) -> str | None:
    content = content_of(person, row)
    if content is None:
        return None
    try:
        return papers.look(content).text
    except papers.Refused:  # kept before files were opened, or of a kind that has no words
        return None
