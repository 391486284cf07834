"""What a person answered a company, done again after a restore."""

from uuid import UUID

from ordholden.dialogues.models import Dialogue
from ordholden.journal.entries import Entry
from ordholden.journal.kinds import Kind
from ordholden.privacy.redoing import does_again


@does_again(Kind.STOP_DISCLOSURE, Dialogue._meta.db_table)
def _decline(entry: Entry, rows: list[UUID]) -> int:
    """Declined: nobody asks them the same once more (JI-14)."""
    waiting = Dialogue.objects.filter(pk__in=rows, state=Dialogue.State.WAITING)
    return waiting.update(state=Dialogue.State.DECLINED, answered_at=entry.on)
