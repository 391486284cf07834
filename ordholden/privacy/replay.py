"""After a restore: what the journal says was decided since is done again, in its order.

Only rows that were there before the decision are touched, so that a key somebody uses again
erases nobody else. Decisions are carried out as of the moment they were made, a few hundred in a
transaction, each with the note that the database knows it: a replay that is interrupted goes on
where it was. How a kind of decision is done again stands in `redoing`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection

from ordholden.accounts import actions as accounts
from ordholden.journal import actions as journal
from ordholden.journal import interlock, marks
from ordholden.journal.entries import Entry
from ordholden.journal.kinds import Kind, MarkKind
from ordholden.journal.models import Applied
from ordholden.kit import clock, files, mailbox
from ordholden.kit.database.faults import CannotStart
from ordholden.people.use import storing
from ordholden.privacy import redoing
from ordholden.privacy.datamap import Declared, declared
from ordholden.privacy.models import Erasure
from ordholden.privacy.sweep import sweep
from ordholden.tenants import actions as tenants
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

TOGETHER = 500  # decisions in one transaction
CREATED = ("collected", "logged", "signed_in")  # anchors that say when a row was first stored
Progress = Callable[[int], None]
# What else has a time that has passed since: rooms above add theirs when the program starts.
AFTER_RESTORE: list[Callable[[], object]] = [accounts.forget_expired, mailbox.forget_old_messages]


@dataclass
class Replayed:
    """What a replay did: decisions, those that found nothing (any more), rows, files, sweeps."""

    decisions: int = 0
    rows: int = 0
    swept: int = 0
    files: int = 0


def replay(*, progress: Progress | None = None) -> Replayed:
    """Bring a restored database to what people have decided since, and let it be served.

    Afterwards the sweep of the lost days is repeated and files that no row knows go. Safe to
    repeat. Raises Damaged for a journal that is not whole, CannotStart for a database older
    than the journal reaches.
    """
    found = interlock.look()
    _refuse_older(found)
    done = redo(found.decisions, progress=progress)
    if found.restored:
        for tenant in Tenant.objects.lean().order_by("pk"):
            with at_home(tenant), storing():
                Session.objects.all().delete()  # who had signed out, or lost a device, stays out
                done.swept += sum(one.rows for one in sweep())
                for tidy in AFTER_RESTORE:
                    tidy()
                done.files += files.forget_unknown()
    for entry in found.marks:
        marks.remember(entry)
    if found.restored:
        journal.mark(MarkKind.REPLAYED, rows=done.decisions)
    return done


def _refuse_older(found: interlock.Found) -> None:
    newest = marks.newest()
    if found.begins_after and found.restored and (newest is None or newest < found.begins_after):
        raise CannotStart(
            f"This database is older than the journal reaches: it knows entry {newest or 0}, and"
            f" entries up to {found.begins_after} have been let go. What people decided in"
            " between cannot be done again. Restore a newer backup."
        )


def redo(entries: Iterable[Entry], *, progress: Progress | None = None) -> Replayed:
    """Carry these decisions out again, each tenant's in their order."""
    done = Replayed()
    redoing.refuse_unknown(entries := list(entries))
    ordered = sorted(entries, key=lambda entry: (entry.tenant or 0, entry.seq))
    for number, theirs in groupby(ordered, key=lambda entry: entry.tenant):
        tenant = Tenant.objects.lean().get(pk=number)
        for batch in _batches(_without_leaving(tenant, list(theirs))):
            with at_home(tenant), journal.again(), storing():
                done.rows += _carry_out(batch)
            done.decisions += len(batch)
            if progress:
                progress(len(batch))
    return done


def _without_leaving(tenant: Tenant, entries: list[Entry]) -> list[Entry]:
    """These entries; none when the tenant has left since: then it leaves again, whole."""
    left = [entry for entry in entries if entry.kind == Kind.LEAVE]
    if not any(entry.on and tenant.created_at < entry.on for entry in left):
        return [entry for entry in entries if entry.kind != Kind.LEAVE]
    with journal.again():
        tenants.remove(tenant)
    return []


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Up to TOGETHER entries, no row in two kinds of decision: their order then does not matter."""
    batch: list[Entry] = []
    seen: dict[tuple[str, UUID], str] = {}
    for entry in entries:
        kind = _alike(entry)
        clash = any(seen.get((entry.table, row), kind) != kind for row in entry.rows)
        if clash or len(batch) >= TOGETHER:
            yield batch
            batch, seen = [], {}
        batch.append(entry)
        seen.update({(entry.table, row): kind for row in entry.rows})
    if batch:
        yield batch


def _alike(entry: Entry) -> str:
    """What entries must have in common to be carried out together."""
    # What somebody asked to be erased ended what they had agreed to before, in its own entry;
    # a rule's erasure ends it now, and how long its proof is kept counts from that moment.
    whenever = entry.kind == Kind.ERASE and entry.how.get("reason") != Erasure.Reason.RULE
    moment = None if whenever or entry.on is None else entry.on.isoformat()
    return json.dumps([entry.kind, entry.table, entry.how, moment], sort_keys=True)


def _carry_out(batch: Sequence[Entry]) -> int:
    """One transaction's worth. What another program has committed meanwhile is left to it."""
    ours = _claim(batch)
    groups: dict[str, list[Entry]] = {}
    for entry in batch:
        if entry.event in ours:
            groups.setdefault(_alike(entry), []).append(entry)
    rows = 0
    # Whoever goes goes last: what was decided about their records and consents was before that.
    for group in sorted(groups.values(), key=lambda group: group[0].kind == Kind.ERASE):
        latest = group[-1]
        if there := _standing(group):
            with clock.travel(latest.on or clock.now()):
                rows += redoing.do(latest, there)
    return rows


def _claim(batch: Sequence[Entry]) -> set[UUID]:
    """Note that the database knows these entries. Waits for whoever is committing one of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Applied._meta.db_table} (id, seq, hash, at)"  # noqa: S608
            " SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::timestamptz[])"
            " ON CONFLICT DO NOTHING RETURNING id",
            [
                [entry.event for entry in batch],
                [entry.seq for entry in batch],
                [entry.hash for entry in batch],
                [entry.at for entry in batch],
            ],
        )
        return {key for (key,) in cursor.fetchall()}


def _standing(group: Sequence[Entry]) -> list[UUID]:
    """Rows of these entries that are there, and were before the decision."""
    table = declared()[group[0].table]
    pairs = [(row, entry.on) for entry in group for row in entry.rows]
    created, joins = _created(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT t.{table.key} FROM {table.table} t {joins}"  # noqa: S608
            f" JOIN unnest(%s::uuid[], %s::timestamptz[]) AS decided (row, moment)"
            f" ON decided.row = t.{table.key} WHERE {created} < decided.moment",
            [[row for row, _on in pairs], [on for _row, on in pairs]],
        )
        return [key for (key,) in cursor.fetchall()]


def _created(table: Declared) -> tuple[str, str]:
    """SQL for the moment a row was first stored, and the joins it needs: its own or its person's.

    Raises CannotStart for a table that says neither: nothing in it may be touched blindly.
    """
    holds = table.holds
    for word in CREATED:
        if path := holds.anchors.get(word):
            reach = table.reach(path)
            return reach.column, " ".join(reach.joins)
    if holds.subject == "":
        raise CannotStart(f"{table.table} does not say when a row was stored: no replay there.")
    reach = table.reach_person()
    join = f" LEFT JOIN people_person whose ON whose.id = {reach.column}"
    return "whose.collected_at", " ".join((*reach.joins, join))
