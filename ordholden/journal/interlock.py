"""Is this the database that the journal was written beside? Asked before anything is served.

A mark that the journal has and the database has not means that the database was put back: what
was decided since must be done again first. Only decisions missing, and every mark there, means
that the program was killed between writing down and committing: the start does those again.
"""

from dataclasses import dataclass
from uuid import UUID

from ordholden.journal import marks
from ordholden.journal.chain import Damaged, Head
from ordholden.journal.entries import Entry
from ordholden.journal.kinds import MarkKind
from ordholden.journal.models import Applied, Mark
from ordholden.journal.recording import journal
from ordholden.kit.database.faults import CannotStart
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for

REPLAY = "bin/ordholden journal replay"
# Written with nothing lost when they are the last thing in the journal and only there.
_HARMLESS = (
    *(MarkKind.STARTED, MarkKind.DAY, MarkKind.BACKED_UP, MarkKind.VERIFIED),
    *(MarkKind.CLEAN, MarkKind.NOT_CLEAN),
)


class Restored(CannotStart):
    """The database was put back to an earlier state, and the journal has not been replayed."""

    def __init__(self, missing: int) -> None:
        super().__init__(
            f"This database was restored: {missing} entries of the journal are newer than it."
            " What people decided since must be done again before anything is served. Run"
            f" {REPLAY}"
        )


@dataclass(frozen=True)
class Found:
    """What the journal has and the database has not."""

    head: Head
    entries: int
    marks: tuple[Entry, ...]
    decisions: tuple[Entry, ...]
    begins_after: int  # number of the newest entry that has been let go
    restored: bool


def look() -> Found:
    """Compare journal and database, whole. Changes nothing.

    Raises Damaged, with the place, for a journal that is missing, shorter than the database says,
    altered, or another database's.
    """
    known = _known()
    missing: list[Entry] = []
    taken_back: set[UUID] = set()
    head, count, first, known_to = Head(), 0, journal().anchor(), 0
    for entry in journal().entries():
        head, count = Head(entry.seq, entry.hash), count + 1
        there = known.pop(entry.seq, None)
        if there and there != (entry.event, entry.hash):
            raise Damaged(
                f"The journal in {journal().folder} is not this database's: entry {entry.seq} is"
                " another than the one that was carried out. Correct JOURNAL, or put the right"
                " journal back."
            )
        known_to = entry.seq if there else known_to
        if entry.takes_back:
            taken_back.add(entry.takes_back)
        elif not there:
            missing.append(entry)
    _refuse_shorter(max(known, default=0), head, first)
    # What a tenant knew went with it, when it was removed.
    here = {None, *Tenant.objects.values_list("pk", flat=True)}
    missing = [e for e in missing if e.event not in taken_back and e.tenant in here]
    own = tuple(entry for entry in missing if entry.tenant is None)
    return Found(
        head=head,
        entries=count,
        marks=own,
        decisions=tuple(entry for entry in missing if entry.is_decision),
        begins_after=first.seq,
        restored=_is_restored([entry for entry in missing if entry.seq > known_to], head),
    )


def _known() -> dict[int, tuple[UUID, str]]:
    """Number -> key and hash of every entry that the database says it knows."""
    known = {seq: (key, said) for key, seq, said in Mark.objects.values_list("id", "seq", "hash")}
    for tenant in Tenant.objects.lean():
        with working_for(tenant):
            rows = Applied.objects.values_list("id", "seq", "hash")
            known.update({seq: (key, said) for key, seq, said in rows})
    return known


def _refuse_shorter(newest: int, head: Head, first: Head) -> None:
    """Whether the database knows an entry that the journal should still have, and has not."""
    if newest <= max(first.seq, 0):
        return
    segments = journal().segments()
    if not segments:
        raise Damaged(
            f"The journal is missing: {journal().folder} holds no entry, and the database knows"
            f" {newest}. Put it back or correct JOURNAL. If it is lost for good:"
            " bin/ordholden journal renew"
        )
    raise Damaged(
        f"The journal was cut off: {segments[-1]} ends at entry {head.seq}, and the database"
        f" knows entry {newest}. Put the whole journal back. If it is lost for good, move what is"
        " left away: bin/ordholden journal renew"
    )


def _is_restored(newer: list[Entry], head: Head) -> bool:
    """Whether a mark is among the entries newer than anything the database knows.

    One that is older, or stands last and alone, is of a program that was killed while it left it.
    """
    own = [entry for entry in newer if entry.tenant is None]
    if len(newer) == 1 and own and own[0].seq == head.seq and own[0].kind in _HARMLESS:
        return False
    return bool(own)


def refuse_restored() -> None:
    """Raise Restored unless the database knows the journal's newest mark. Cheap: for commands."""
    head = journal().head().seq
    for entry in journal().newest_first():
        if entry.tenant is not None:
            continue
        if Mark.objects.filter(pk=entry.event).exists():
            return
        if entry.seq != head or entry.kind not in _HARMLESS:
            if look().restored:
                raise Restored(head - (marks.newest() or 0))
            return


def begin() -> tuple[Entry, ...]:
    """Look before serving: the decisions that a killed program left to be done again.

    Raises Restored for a restored database, Damaged for a journal that is not whole.
    """
    found = look()
    if found.restored:
        raise Restored(len(found.marks) + len(found.decisions))
    for entry in found.marks:
        marks.remember(entry)
    return found.decisions


def renew() -> int:
    """Begin a new journal where the database's knowledge ends; for one that is lost for good.

    Older backups can then not be restored any more. Returns the number it begins after. Raises
    CannotStart while there still are entries.
    """
    if journal().segments():
        raise CannotStart(
            f"{journal().folder} holds entries. Move them away first, if they cannot be mended."
        )
    known = _known()
    newest = max(known, default=0)
    if newest:
        journal().set_anchor(Head(newest, known[newest][1]))
    marks.mark(MarkKind.RENEWED)
    return newest
