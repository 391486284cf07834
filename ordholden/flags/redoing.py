"""Taking words out of a text, done again after a restore."""

from uuid import UUID

from ordholden.flags import actions
from ordholden.journal.entries import Entry
from ordholden.journal.kinds import Kind
from ordholden.privacy.redoing import does_again


@does_again(Kind.TAKE_OUT)
def _take_out(entry: Entry, rows: list[UUID]) -> int:
    """The words that came back go once more."""
    return actions.blank(entry.table, entry.how["column"], entry.how["kind"], rows)
