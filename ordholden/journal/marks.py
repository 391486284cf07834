"""Marks: signs of the program's own life, in the journal and in the database alike."""

from django.db import transaction
from uuid_utils.compat import uuid7

from ordholden.journal.entries import Entry
from ordholden.journal.kinds import MarkKind
from ordholden.journal.models import Mark
from ordholden.journal.recording import journal
from ordholden.kit import clock


def mark(kind: MarkKind, *, backup: str = "", rows: int | None = None, size: int = 0) -> Mark:
    """Leave a mark: of a start, of the judge with the number of words it planted, or of a backup
    with its file's name, rows and bytes."""
    entry = write(kind, backup=backup, rows=rows, size=size)
    return remember(entry)


def write(kind: MarkKind, *, backup: str = "", rows: int | None = None, size: int = 0) -> Entry:
    """The journal's half of a mark; without the other half the database counts as restored."""
    said = {"backup": backup, "rows": rows, "bytes": size or None}
    draft = Entry(
        seq=0,
        event=uuid7(),
        kind=MarkKind(kind),
        at=clock.everywhere(),
        prev="",
        how={name: value for name, value in said.items() if value not in ("", None)},
    )
    (entry,) = journal().append([draft])
    return entry


def remember(entry: Entry) -> Mark:
    """The database's half of a mark. Done twice, it is one."""
    with transaction.atomic():
        made, _new = Mark.objects.get_or_create(
            id=entry.event,
            defaults={
                "seq": entry.seq,
                "hash": entry.hash,
                "kind": entry.kind,
                "at": entry.at,
                "backup": entry.how.get("backup", ""),
                "rows": entry.how.get("rows"),
                "bytes": entry.how.get("bytes"),
            },
        )
    return made


def newest() -> int | None:
    """The number of the newest mark that the database knows."""
    return Mark.objects.order_by("-seq").values_list("seq", flat=True).first()


def latest(*kinds: MarkKind) -> Mark | None:
    """The newest mark of these kinds that the database knows."""
    return Mark.objects.filter(kind__in=kinds).order_by("-seq").first()
