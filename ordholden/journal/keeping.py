"""What happens to the journal every night: a mark, and days that no backup can need are let go."""

from datetime import date, timedelta

from django.conf import settings

from ordholden.journal.kinds import MarkKind
from ordholden.journal.marks import mark
from ordholden.journal.models import Applied
from ordholden.journal.recording import journal
from ordholden.kit import clock
from ordholden.tenants.ledgers import let_go
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for

MARGIN = 7  # days that an entry outlives the last backup that could need it


def kept_for() -> timedelta:
    """How long an entry is kept: as long as backups are, and a week."""
    return timedelta(days=settings.BACKUP_DAYS + MARGIN)


def pass_day() -> int:
    """Leave the day's mark, and let go of what is older than any backup. Returns days let go."""
    mark(MarkKind.DAY)
    first = first_day()
    gone = journal().expire(first)
    for tenant in Tenant.objects.lean().order_by("pk"):
        with working_for(tenant):
            old = Applied.objects.filter(at__date__lt=first).values_list("pk", flat=True)
            let_go(Applied, list(old))
    return gone


def first_day() -> date:
    """The oldest day (UTC) whose entries are still kept tonight."""
    return clock.everywhere().date() - kept_for() + timedelta(days=1)
