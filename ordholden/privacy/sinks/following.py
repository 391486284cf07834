"""What follows an erasure: every sink is asked, looked at again, and then the receipt is complete.

    close ──► follow_up (task, and every ten minutes) ──► look_again (task) ──► complete
                 a sink fails: tried again                 something is left: an alarm, from the top

Everything that is still to be done is a row; no task carries it. So a program that is killed
anywhere, a full disk, or a queue that was lost go on with the next turn.
"""

import errno
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import Task, task
from ordholden.people.use import storing
from ordholden.privacy.models import ErasureAnswer, ErasureCourse
from ordholden.privacy.sinks.registry import SINKS
from ordholden.reading import actions as reading

logger = logging.getLogger(__name__)
AT_A_TIME = 200  # erasures in one turn
WITHIN = timedelta(hours=1)  # our own sinks are empty by then (bar 26)
ASKED_WITHIN = timedelta(days=7)  # a processor without a declared time has been asked by then
State = ErasureAnswer.State
_FULL = (errno.ENOSPC, errno.EDQUOT)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def settle_down() -> None:
    """Something was erased in this transaction: ask the sinks once it has committed."""
    _soon(follow_up)


@task
def follow_up() -> None:
    """Ask every sink that has not answered yet, of the erasures of the tenant in scope."""
    with storing():
        found = list(_open(State.WAITING)[:AT_A_TIME])
        for answer in ErasureAnswer.objects.filter(course__in=found, state=State.WAITING):
            _ask(answer)
        _raise_late()
        if len(found) == AT_A_TIME:
            _soon(follow_up)
        if _answered().exists():
            _soon(look_again)


@task
def look_again() -> None:
    """Look again where every sink has answered, and say of what is empty that it is complete."""
    with storing():
        found = list(_answered().select_for_update(skip_locked=True)[:AT_A_TIME])
        told = ErasureAnswer.objects.filter(course__in=found, state=State.DONE)
        faults = _left([one for one in told if one.things])
        for course in found:
            _complete(course) if course.pk not in faults else _reopen(course, faults[course.pk])
        if len(found) == AT_A_TIME:
            _soon(look_again)


def go_on() -> None:
    """Both steps here and now, for somebody who waits."""
    follow_up()
    look_again()


@transaction.atomic
def confirm(answer: ErasureAnswer) -> None:
    """Somebody has asked a processor, and it has said that it erased what it had (GDPR art. 19)."""
    answer = ErasureAnswer.objects.select_for_update().get(pk=answer.pk)
    if answer.state != State.ASKS:
        raise NotPossible(_("This has been noted already."))
    answer.state, answer.why, answer.answered_at = State.DONE, "processor_confirmed", clock.now()
    answer.removed, answer.retained = answer.retained, 0
    answer.save()
    _soon(look_again)


def unfinished() -> "QuerySet[ErasureCourse]":
    """Erasures that are not complete, the oldest first."""
    return ErasureCourse.objects.open().order_by("begun_at", "pk")


def overdue() -> "QuerySet[ErasureCourse]":
    """Those of them that somebody has to look into."""
    return unfinished().filter(alarmed_at__isnull=False)


# ------------------------------------------------------------------ one sink
def _ask(answer: ErasureAnswer) -> None:
    """Have a sink take away what it has, and write down what it says."""
    sink = SINKS[answer.sink]
    try:
        with transaction.atomic():
            sink.remove(answer.things)
            left = 0 if sink.empties_itself else sink.left(answer.things)
            why = "" if not left else "still_there"
    except Exception as fault:  # whatever a storage raises: the others go on, and it is said
        left, why = len(answer.things), _code(fault)
        logger.warning("sink %s of an erasure: %s", answer.sink, why)
    if sink.counted:  # the others counted as they went
        answer.removed = max(0, len(answer.things) - left)
    answer.retained, answer.why, answer.tries = left, why, answer.tries + 1
    answer.state = State.WAITING if left or why else State.DONE
    answer.answered_at = clock.now()
    answer.save()


def _code(fault: Exception) -> str:
    number = getattr(fault, "errno", None)
    if number in _FULL:
        return "disk_full"
    return "no_access" if number in _CLOSED else "failed"


# ------------------------------------------------------------------ looking again
def _left(told: list[ErasureAnswer]) -> dict[Any, list[ErasureAnswer]]:
    """Erasure -> answers that were too good. A sink is asked about all at once: mostly, it is
    empty, and only if it is not, about each."""
    found: dict[Any, list[ErasureAnswer]] = {}
    for name, sink in SINKS.items():
        theirs = [one for one in told if one.sink == name]
        if theirs and sink.left([thing for one in theirs for thing in one.things]):
            for one in theirs:
                if left := sink.left(one.things):
                    one.retained = left
                    found.setdefault(one.course_id, []).append(one)
    return found


def _complete(course: ErasureCourse) -> None:
    """Forget the keys; a receipt that waits for a processor's word alone is not closed yet."""
    answers = course.answers.all()
    answers.update(things=[])
    if not answers.filter(state=State.ASKS).exists():
        course.closed_at, course.alarmed_at = clock.now(), None
        course.save(update_fields=["closed_at", "alarmed_at"])


def _reopen(course: ErasureCourse, answers: Iterable[ErasureAnswer]) -> None:
    for one in answers:
        one.state, one.why, one.removed = State.WAITING, "still_there", 0
        one.save()
    _alarm([course])


# ------------------------------------------------------------------ what is late
def _raise_late() -> None:
    now, waits = clock.now(), _has(State.WAITING)
    quiet = ErasureCourse.objects.open().filter(alarmed_at=None)
    late = quiet.filter(waits, begun_at__lt=now - WITHIN) | quiet.filter(
        _has(State.ASKS), begun_at__lt=now - ASKED_WITHIN
    )
    _alarm(list(late))


def _alarm(courses: list[ErasureCourse]) -> None:
    new = [one for one in courses if one.alarmed_at is None]
    if new:
        ErasureCourse.objects.filter(pk__in=[one.pk for one in new]).update(alarmed_at=clock.now())
        reading.note_erasures(len(new))


# ------------------------------------------------------------------ which ones
def _has(state: str) -> Exists:
    return Exists(ErasureAnswer.objects.filter(course=OuterRef("pk"), state=state))


def _open(state: str) -> "QuerySet[ErasureCourse]":
    """Erasures with an answer in this state, locked: two workers never ask for the same one."""
    rows = ErasureCourse.objects.open().filter(_has(state)).order_by("begun_at", "pk")
    return rows.select_for_update(skip_locked=True)


def _answered() -> "QuerySet[ErasureCourse]":
    """Every sink of ours has answered, and something is still to be looked at or to be closed."""
    keys = Exists(ErasureAnswer.objects.filter(course=OuterRef("pk")).exclude(things=[]))
    rows = (
        ErasureCourse.objects.open().filter(~_has(State.WAITING)).filter(keys | ~_has(State.ASKS))
    )
    return rows.order_by("begun_at", "pk")


def _soon(what: Task[[], None]) -> None:
    """Queue a turn, unless one waits already: a night's sweep would queue hundreds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name = %s"
            " AND status = 'todo' AND tenant_id = app_tenant())",
            [what.name],
        )
        if not cursor.fetchone()[0]:
            what.later()
