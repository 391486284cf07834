"""When a recruitment is planned to end: what candidates are told until it has."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.applications.models import Recruitment
from ordholden.jobs.models import JobAd
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.tenants import scope

# Until somebody says otherwise, a recruitment is expected to end this long after the last day.
EXPECTED = timedelta(days=60)


def expected_end(ad: JobAd) -> date:
    """The day a recruitment is planned to end while nobody has said one."""
    today = clock.today(scope.required().policy.timezone)
    return max(ad.deadline or today, today) + EXPECTED


@transaction.atomic
def plan_end(ad: JobAd, on: date) -> None:
    """Say when a recruitment is planned to end. Raises NotPossible for a day that is past."""
    if on < clock.today(scope.required().policy.timezone):
        raise NotPossible(_("This day is past. A recruitment ends today or later."))
    Recruitment.objects.update_or_create(ad=ad, defaults={"planned_end": on})
