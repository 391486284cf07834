"""What rooms above do with the journal: `from ordholden.journal import actions as journal`."""

from ordholden.journal.kinds import Kind, MarkKind
from ordholden.journal.marks import latest, mark
from ordholden.journal.recording import again, journal, record

__all__ = ["Kind", "MarkKind", "again", "journal", "latest", "mark", "record"]
