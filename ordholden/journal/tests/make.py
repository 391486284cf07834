"""Journals of tests: a folder of their own, and entries about rows that are nowhere."""

from datetime import UTC, datetime
from pathlib import Path

from uuid_utils.compat import uuid7

from ordholden.journal.chain import Journal
from ordholden.journal.entries import Entry

MORNING = datetime(2026, 11, 21, 8, tzinfo=UTC)


def draft(at: datetime = MORNING) -> Entry:
    """An erasure of one row."""
    return Entry(
        seq=0,
        event=uuid7(),
        kind="erase",
        at=at,
        on=at,
        prev="",
        tenant=1,
        table="people_person",
        rows=(uuid7(),),
        policy="p",
    )


def filled(folder: Path, *, lines: int = 5) -> Journal:
    """A journal of a few entries of one day."""
    journal = Journal(folder, durable=False)
    for _ in range(lines):
        journal.append([draft()])
    return journal
