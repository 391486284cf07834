"""Writing a decision down before the database carries it out.

    with transaction.atomic():
        record(Kind.RESTRICT, "people_person", [person.pk])
        … the change itself …

The entry is on the disk when `record` returns; that the database knows it is a row of the same
transaction. When the transaction is rolled back, a void follows at the end of the piece of work.
A program killed in between leaves an entry that the next start replays: the person decided it.
"""

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import Error, connection, transaction
from uuid_utils.compat import uuid7

from ordholden.journal.chain import Journal
from ordholden.journal.entries import Entry
from ordholden.journal.kinds import VOID, Kind
from ordholden.journal.models import Applied
from ordholden.kit import clock
from ordholden.kit.payload import pack
from ordholden.tenants import scope
from ordholden.tenants.models import Tenant

logger = logging.getLogger(__name__)


@dataclass
class _Waiting:
    """An entry whose transaction has not ended yet."""

    entry: Entry
    committed: bool = False

    def commit(self) -> None:
        self.committed = True


class _Open(threading.local):
    entries: list[_Waiting]

    def __init__(self) -> None:
        self.entries = []


_open = _Open()
_again: ContextVar[bool] = ContextVar("again", default=False)


def journal() -> Journal:
    """The installation's journal."""
    return _journal(settings.JOURNAL, settings.JOURNAL_DURABLE)


@cache
def _journal(folder: Path, durable: bool) -> Journal:
    return Journal(folder, durable=durable)


def record(
    kind: Kind, table: str, rows: Iterable[UUID], *, how: dict[str, Any] | None = None
) -> UUID | None:
    """Write a decision about rows of the tenant in scope into the journal, now. Its entry's key.

    table: the rows' table in the database. how: what a replay must know besides; ids, codes,
    numbers, dates and lists of them (words of the vocabulary), never a name, an address or a value.
    None when there are no rows, and while a replay does again what is written down already.
    Call it inside the transaction that carries the decision out, before the change. Raises
    NotACode for what may be personal, OSError when the journal's disk is full, RuntimeError
    outside a transaction.
    """
    keys = tuple(dict.fromkeys(UUID(str(row)) for row in rows))
    if not keys or _again.get():
        return None
    return _record(Kind(kind), table, keys, how or {})


def record_leaving(tenant: Tenant) -> None:
    """A whole tenant is removed, in its own scope: a restore must not bring it back."""
    if not _again.get():
        _record(Kind.LEAVE, Tenant._meta.db_table, (), {})


def _record(kind: Kind, table: str, keys: tuple[UUID, ...], how: dict[str, Any]) -> UUID:
    if not connection.in_atomic_block:
        raise RuntimeError("a decision is recorded inside the transaction that carries it out")
    tenant = scope.required()
    draft = Entry(
        seq=0,
        event=uuid7(),
        kind=kind,
        at=clock.everywhere(),
        on=clock.now(),
        prev="",
        tenant=tenant.pk,
        table=table,
        rows=keys,
        policy=tenant.policy_id,
        how={name: pack(value) for name, value in how.items() if value not in ("", [])},
    )
    (entry,) = journal().append([draft])
    waiting = _Waiting(entry)
    _open.entries.append(waiting)
    Applied.objects.create(id=entry.event, seq=entry.seq, hash=entry.hash, at=entry.at)
    transaction.on_commit(waiting.commit)
    return entry.event


@contextmanager
def again() -> Iterator[None]:
    """Inside this block nothing is recorded: it is being done again because it was."""
    token = _again.set(True)
    try:
        yield
    finally:
        _again.reset(token)


def settle() -> None:
    """The piece of work is over: entries whose transaction did not commit are taken back.

    The database is asked once more, since a connection may be lost while it commits. If it does
    not answer, they stay: replaying what was rolled back is the right side to err on.
    """
    waiting, _open.entries = _open.entries, []
    lost = [one.entry for one in waiting if not one.committed]
    if not lost:
        return
    try:
        known = _known(lost)
        take_back([entry for entry in lost if entry.event not in known])
    except (Error, OSError) as fault:
        logger.warning("entries of the journal not taken back: %s", type(fault).__name__)


def take_back(entries: Sequence[Entry]) -> None:
    """Say of entries that they were never carried out."""
    drafts = [
        Entry(
            seq=0,
            event=uuid7(),
            kind=VOID,
            at=clock.everywhere(),
            prev="",
            tenant=entry.tenant,
            how={"event": str(entry.event)},
        )
        for entry in entries
    ]
    if drafts:
        journal().append(drafts)


def _known(entries: list[Entry]) -> set[UUID]:
    found: set[UUID] = set()
    for tenant in Tenant.objects.lean().filter(pk__in={entry.tenant for entry in entries}):
        with scope.working_for(tenant):
            events = [entry.event for entry in entries]
            found |= set(Applied.objects.filter(pk__in=events).values_list("pk", flat=True))
    return found
