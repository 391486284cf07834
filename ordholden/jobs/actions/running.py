"""From draft to end: publishing, pausing, renewing, and ending by hand or by the last day."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.jobs import law
from ordholden.jobs.actions.indexing import index
from ordholden.jobs.actions.writing import Refused
from ordholden.jobs.drafts import said_by
from ordholden.jobs.models import AdContact, AdEvent, JobAd
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import task
from ordholden.tenants import scope

LONGEST = timedelta(days=366)
State, What = JobAd.State, AdEvent.What


@transaction.atomic
def publish(ad: JobAd, *, by: User | None) -> JobAd:
    """From now on everybody may read it, until its last day at most (WW-40).

    Raises Refused for what the law in force does not let an ad ask, NotPossible for an ad that
    is out already, has ended, or has no last day ahead.
    """
    ad = _locked(ad)
    if ad.state not in (State.DRAFT, State.PAUSED):
        raise NotPossible(_("Only a draft or a paused ad can be published."))
    if faults := law.faults(scope.required().policy, said_by(ad)):
        raise Refused(faults)
    _check_last_day(ad.deadline)
    if ad.state == State.DRAFT or ad.published_at is None:
        ad.published_at = clock.now()
    return _now(ad, State.PUBLISHED, What.PUBLISHED, by)


@transaction.atomic
def pause(ad: JobAd, *, by: User | None) -> JobAd:
    """Nobody finds it until it is published again. Raises NotPossible unless it is published."""
    ad = _locked(ad)
    if ad.state != State.PUBLISHED:
        raise NotPossible(_("Only a published ad can be paused."))
    return _now(ad, State.PAUSED, What.PAUSED, by)


@transaction.atomic
def renew(ad: JobAd, *, until: date, by: User | None) -> JobAd:
    """Publish it once more, as new, with another last day; also when it has ended.

    Raises NotPossible for a draft and for a last day that is past or more than a year away,
    Refused for what the law in force does not let an ad ask.
    """
    ad = _locked(ad)
    if ad.state == State.DRAFT:
        raise NotPossible(_("A draft is published, not renewed."))
    if faults := law.faults(scope.required().policy, said_by(ad)):
        raise Refused(faults)
    _check_last_day(until)
    ad.deadline, ad.published_at = until, clock.now()
    ad.ended_at = ad.hidden_at = None
    AdContact.objects.filter(ad=ad).update(hidden_at=None)
    return _now(ad, State.PUBLISHED, What.RENEWED, by)


@transaction.atomic
def end(ad: JobAd, *, by: User | None) -> JobAd:
    """It is gone at once from list, search, feeds and map, its contact with it (WW-83, S-49).

    Raises NotPossible for a draft, which nobody has seen, and for one that has ended.
    """
    ad = _locked(ad)
    if ad.state not in (State.PUBLISHED, State.PAUSED):
        raise NotPossible(_("Only an ad that was published can be ended."))
    return _end(ad, What.ENDED, by)


@task
def end_overdue() -> int:
    """End every ad whose last day has passed. Nobody found it any more since midnight."""
    keys = list(JobAd.objects.overdue().values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            ad = JobAd.objects.select_for_update().filter(pk=key).overdue().first()
            if ad is not None:
                _end(ad, What.RAN_OUT, None)
    return len(keys)


def _end(ad: JobAd, what: AdEvent.What, by: User | None) -> JobAd:
    ad.ended_at = ad.hidden_at = clock.now()
    AdContact.objects.filter(ad=ad).update(hidden_at=ad.hidden_at)
    return _now(ad, State.ENDED, what, by)


def _now(ad: JobAd, state: JobAd.State, what: AdEvent.What, by: User | None) -> JobAd:
    ad.state = state
    ad.version += 1
    ad.save()
    index(ad)
    AdEvent.objects.create(ad=ad, what=what, by=by)
    return ad


def _locked(ad: JobAd) -> JobAd:
    return JobAd.objects.select_for_update().get(pk=ad.pk)


def _check_last_day(deadline: date | None) -> None:
    today = clock.today(scope.required().policy.timezone)
    if deadline is None:
        raise NotPossible(_("An ad needs a last day to apply: then it ends by itself."))
    if deadline < today:
        raise NotPossible(_("The last day to apply is past."))
    if deadline > today + LONGEST:
        raise NotPossible(_("The last day to apply is more than a year away."))
