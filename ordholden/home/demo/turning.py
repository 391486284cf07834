"""Turning the demo's clock: every night in between in which something falls due is lived through.

The clock only goes forwards, because what has been erased stays erased. A turn that takes longer
than a page may take goes on as a task, a piece at a time, so that one can watch.
"""

from datetime import date, datetime, time, timedelta
from time import monotonic
from uuid import UUID
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import Membership
from ordholden.home.models import Turn
from ordholden.kit import clock, mailbox
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import task
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.privacy.sweep import Done
from ordholden.tenants import scope
from ordholden.tenants.actions import turn_clock

AT_MOST = 20  # years ahead of the wall clock
PIECE = 2.0  # seconds that one piece of a turn may take
STRIDE = 32  # days looked ahead at most, when nothing is due
AT_NIGHT = time(3, 0)
AT_WORK = timedelta(days=60)  # how often the tenant's own people are taken to have signed in
STEPS = {
    "day": relativedelta(days=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
    "years": relativedelta(years=2),
}


class _Found(Exception):
    """Something is due: no need to look on."""


def today() -> date:
    """The day it is for the tenant in scope."""
    return clock.today(scope.required().policy.timezone)


@transaction.atomic
def turn_to(day: date) -> Turn:
    """Begin to turn the clock to a later day, and go as far as a page may take.

    Raises NotPossible for a day that is not later, for one too far off, and while a turn runs.
    """
    now = today()
    if day <= now:
        raise NotPossible(_("The clock goes forwards only: what is erased stays erased."))
    ahead = timedelta(seconds=scope.required().clock_offset)
    if day > now - ahead + relativedelta(years=AT_MOST):
        raise NotPossible(_("That is further ahead than this demo goes."))
    if running() is not None:
        raise NotPossible(_("The clock is being turned already. Let it arrive first."))
    turn = Turn.objects.create(from_day=now, to_day=day, reached=now)
    _go(turn)
    return turn


def running() -> Turn | None:
    """The turn that has not arrived yet."""
    return Turn.objects.filter(finished=False).first()


@transaction.atomic
def go_on(turn_id: UUID) -> None:
    """One more piece of a turn. Done twice at once, the second waits."""
    turn = Turn.objects.select_for_update().get(pk=turn_id)
    if not turn.finished:
        _go(turn)


@task
def carry_on(turn_id: UUID) -> None:
    """The next piece of a turn, in the background."""
    go_on(turn_id)


def _go(turn: Turn) -> None:
    enough = monotonic() + PIECE
    came_to_work = date.min
    while turn.reached < turn.to_day and monotonic() < enough:
        day = _next(turn.reached, turn.to_day, enough)
        with clock.travel(_night(day)):
            if day - came_to_work > AT_WORK:
                _own_people_sign_in()
                came_to_work = day
            done = privacy.sweep()
        turn.reached = day
        turn.sweeps += 1
        turn.rows += sum(one.rows for one in done)
    turn.finished = turn.reached >= turn.to_day
    turn.save()
    _set_clock(turn.reached)
    if turn.finished:
        with clock.travel(_night(turn.reached)):
            mailbox.forget_old_messages()
    else:
        carry_on.later(turn.pk)


def _next(reached: date, last: date, enough: float) -> date:
    """The next day on which something is due; the last one if nothing is until then.

    When there has been enough of looking, the last day that was found free.
    """
    free, step = reached, 1
    while True:
        day = min(free + timedelta(days=step), last)
        if _is_due(day):
            break
        if day == last or monotonic() > enough:
            return day
        free, step = day, min(step * 2, STRIDE)
    while (day - free).days > 1:
        middle = free + (day - free) // 2
        if _is_due(middle):
            day = middle
        else:
            free = middle
    return day


def _is_due(day: date) -> bool:
    def found(one: Done) -> None:
        raise _Found

    with clock.travel(_night(day)):
        try:
            privacy.sweep(dry_run=True, progress=found)
        except _Found:
            return True
    return False


def _night(day: date) -> datetime:
    return datetime.combine(day, AT_NIGHT, ZoneInfo(scope.required().policy.timezone))


def _own_people_sign_in() -> None:
    """They come to work while time passes; a demo without staff would end in two years."""
    rows = Membership.objects.running(today()).select_related("user__person")
    for person in {row.user.person_id: row.user.person for row in rows}.values():
        people.touch(person, people.Event.SIGN_IN)


def _set_clock(day: date) -> None:
    tenant = scope.required()
    zone = ZoneInfo(tenant.policy.timezone)
    now = clock.now().astimezone(zone)
    then = datetime.combine(day, now.time(), zone)
    turn_clock(tenant, tenant.clock_offset + round((then - now).total_seconds()))
