"""Who reads too much, tries to, or guesses passwords: an alarm, told at once."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import task
from ordholden.reading import emails
from ordholden.reading.models import Alarm, SecurityLine

HOUR = timedelta(hours=1)
STAFF_TRIES, ALL_TRIES = 10, 20  # failed sign-ins within an hour (S-81)
REFUSALS = 20  # refused readings of one of our own people within an hour


@transaction.atomic
def note_failed_sign_in(user: User | None) -> None:
    """Write down that a sign-in failed. user: one of our own people, if it was their account.

    The address that was tried is not kept: it may be anybody's.
    """
    SecurityLine.objects.create(kind=SecurityLine.Kind.FAILED, user=user)
    lately = SecurityLine.objects.filter(kind=SecurityLine.Kind.FAILED, at__gt=now() - HOUR)
    if user is not None:
        _raise(Alarm.Kind.STAFF, user, lately.filter(user=user).count(), STAFF_TRIES)
    _raise(Alarm.Kind.MANY, None, lately.count(), ALL_TRIES)


@transaction.atomic
def note_refused(user: User) -> None:
    """One of our own people was refused to see somebody; whom is not kept (S-80)."""
    SecurityLine.objects.create(kind=SecurityLine.Kind.REFUSED, user=user)
    lately = SecurityLine.objects.filter(kind=SecurityLine.Kind.REFUSED, at__gt=now() - HOUR)
    _raise(Alarm.Kind.REFUSED, user, lately.filter(user=user).count(), REFUSALS)


def note_erasures(count: int) -> None:
    """Erasures are not complete in time, or something of an erased person was found."""
    if not Alarm.objects.open().filter(kind=Alarm.Kind.ERASURE).exists():
        Alarm.objects.create(kind=Alarm.Kind.ERASURE, count=count)
        tell.later()


def _raise(kind: Alarm.Kind, user: User | None, count: int, most: int) -> None:
    """One alarm an hour for the same thing."""
    if count < most:
        return
    recent = Alarm.objects.filter(kind=kind, user=user, at__gt=now() - HOUR)
    if not recent.exists():
        Alarm.objects.create(kind=kind, user=user, count=count)
        tell.later()


@task
def tell() -> None:
    """Write to the privacy officer about alarms nobody has been told of. Every few minutes."""
    for alarm in Alarm.objects.select_for_update().filter(told_at=None).order_by("at"):
        emails.alarm(alarm)
        alarm.told_at = now()
        alarm.save(update_fields=["told_at"])


@transaction.atomic
def look_into(alarm: Alarm, *, by: User) -> None:
    """Somebody has looked into it; who was stopped may read again. Never one's own alarm."""
    alarm = Alarm.objects.select_for_update().get(pk=alarm.pk)
    if alarm.user_id == by.pk:
        raise NotPossible(_("Somebody else has to look into this."))
    if alarm.looked_at is None:
        alarm.looked_at, alarm.looked_by = now(), by
        alarm.save(update_fields=["looked_at", "looked_by"])
