"""What a person chose for their CV, done again after a restore."""

from uuid import UUID

from ordholden.journal.entries import Entry
from ordholden.journal.kinds import Kind
from ordholden.privacy.redoing import does_again
from ordholden.sourcing import listing
from ordholden.sourcing.models import Visibility


@does_again(Kind.STOP_DISCLOSURE, Visibility._meta.db_table)
def _choose(entry: Entry, rows: list[UUID]) -> int:
    """Offline, out, or online again: as it was chosen last."""
    state = Visibility.State(entry.how["state"])
    changed = 0
    for row in Visibility.objects.filter(pk__in=rows).exclude(state=state).select_related("person"):
        row.state, row.chosen_at = state, entry.on or row.chosen_at
        row.save(update_fields=["state", "chosen_at"])
        listing.follow(row.person)
        changed += 1
    return changed
