"""What a candidate decided about an application, done again after a restore."""

from uuid import UUID

from ordholden.applications.actions import applying, ending
from ordholden.applications.models import Application
from ordholden.journal.entries import Entry
from ordholden.journal.kinds import Kind
from ordholden.privacy.redoing import does_again


@does_again(Kind.WITHDRAW, Application._meta.db_table)
def _withdraw(entry: Entry, rows: list[UUID]) -> int:
    """Withdrawn, or to be deleted: once more, unless it is already."""
    done = 0
    for application in Application.objects.filter(pk__in=rows):
        if entry.how.get("delete"):
            ending.delete(application)
            done += 1
        elif application.state == Application.State.SENT:
            applying.withdraw(application)
            done += 1
    return done
