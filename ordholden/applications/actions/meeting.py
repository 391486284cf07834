"""Interviews: proposing times, agreeing on one, calling it off, reminding."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.applications import emails
from ordholden.applications.actions.talking import (
    collects,
    happened,
    require_running,
    require_wanted,
)
from ordholden.applications.models import Application, Event, Interview
from ordholden.applications.models.meetings import INTERVIEW
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import task
from ordholden.people import actions as people
from ordholden.policy import Policy
from ordholden.tenants import scope
from ordholden.tenants.turns import take_turns

MOST_TIMES = 5
MODULE = "interviews"
# Letters of the day before: whoever agreed later than this ahead has just been told.
AHEAD = timedelta(hours=24)
State = Interview.State


def holds_interviews(policy: Policy) -> bool:
    """Whether the notice speaks of interviews: then times are proposed and agreed on here."""
    return MODULE in policy.modules and collects(policy, INTERVIEW)


@transaction.atomic
def propose(
    application: Application, times: Sequence[datetime], *, minutes: int, place: str, by: User
) -> Interview:
    """Propose up to five times for an interview; the candidate is told (JT-13, JC-22).

    Raises NotPossible for no time, too many, or one that is past.
    """
    require_wanted(application)
    if application.closed_at or not holds_interviews(scope.required().policy):
        raise NotPossible(_("No interview can be proposed here."))
    chosen = sorted(set(times))
    if not 0 < len(chosen) <= MOST_TIMES:
        raise NotPossible(_("Propose between one and five times."))
    if chosen[0] <= clock.now():
        raise NotPossible(_("A time that is past cannot be proposed."))
    for earlier in application.interviews.filter(state=State.PROPOSED):
        _close(earlier, State.CANCELLED)
    made = Interview.objects.create(
        person_id=application.person_id,
        application=application,
        times=chosen,
        minutes=minutes,
        place=place,
        by=by,
    )
    happened(application, Event.What.INVITED, by)
    people.touch(application.person, people.Event.ONE_TO_ONE)
    emails.interview.later(made.pk, "proposed")
    return made


@transaction.atomic
def take_time(interview: Interview, number: int) -> Interview:
    """The candidate takes one of the times. Raises NotPossible for one that is gone or past."""
    take_turns("interviews", str(interview.by_id))
    interview = _mine(interview)
    if interview.state != State.PROPOSED:
        raise NotPossible(_("This invitation has been answered or called off already."))
    if not 0 <= number < len(interview.times):
        raise NotPossible(_("This time was not proposed."))
    starts = interview.times[number]
    if starts <= clock.now() or not is_free(interview, starts):
        raise NotPossible(_("This time is gone. Choose another, or say that none fits."))
    interview.starts_at = starts
    if starts - clock.now() <= AHEAD:
        interview.reminded_at = clock.now()  # the letter that says it is agreed says it
    _close(interview, State.AGREED)
    happened(interview.application, Event.What.AGREED, None)
    people.touch(interview.application.person, people.Event.ANSWER)
    emails.interview.later(interview.pk, "agreed")
    return interview


def is_free(interview: Interview, starts: datetime) -> bool:
    """Whether whoever proposed a time has agreed on no other interview then."""
    if interview.by_id is None:
        return True
    ends = starts + timedelta(minutes=interview.minutes)
    agreed = Interview.objects.filter(
        by=interview.by_id, state=State.AGREED, starts_at__lt=ends
    ).exclude(pk=interview.pk)
    return not any(
        (one.ends_at or starts) > starts
        for one in agreed.filter(starts_at__gt=starts - timedelta(days=1))
    )


@transaction.atomic
def no_time_fits(interview: Interview, answer: str) -> Interview:
    """The candidate cannot at any of the times, and may say when instead."""
    interview = _mine(interview)
    if interview.state != State.PROPOSED:
        raise NotPossible(_("This invitation has been answered or called off already."))
    interview.answer = answer
    _close(interview, State.DECLINED)
    happened(interview.application, Event.What.NO_TIME, None)
    people.touch(interview.application.person, people.Event.ANSWER)
    return interview


@transaction.atomic
def call_off(interview: Interview, *, by: User | None) -> Interview:
    """Call an interview off; the candidate is told. by: nobody, when the candidate does it."""
    interview = _mine(interview)
    if not interview.is_open:
        raise NotPossible(_("This interview is off already."))
    _close(interview, State.CANCELLED)
    happened(interview.application, Event.What.CALLED_OFF, by)
    if by is not None:
        emails.interview.later(interview.pk, "cancelled")
    return interview


@task
def remind() -> int:
    """Remind candidates of what they agreed on, about a day ahead. Returns how many."""
    now, reminded = clock.now(), 0
    soon = Interview.objects.filter(
        state=State.AGREED,
        reminded_at=None,
        starts_at__gt=now,
        starts_at__lte=now + AHEAD,
        application__state=Application.State.SENT,
        application__closed_at=None,
    )
    for interview in soon.select_for_update(of=("self",)):
        interview.reminded_at = now
        interview.save(update_fields=["reminded_at"])
        emails.interview.later(interview.pk, "tomorrow")
        reminded += 1
    return reminded


def _mine(interview: Interview) -> Interview:
    found = Interview.objects.select_for_update(of=("self",)).select_related("application__person")
    interview = found.get(pk=interview.pk)
    require_running(interview.application)
    return interview


def _close(interview: Interview, state: State) -> None:
    interview.state = state
    interview.version += 1
    interview.save()
