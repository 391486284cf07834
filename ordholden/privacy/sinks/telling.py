"""What the sinks answered, in words: for a receipt, for the officer, for the terminal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.privacy.models import ErasureAnswer, ErasureCourse
from ordholden.privacy.sinks.outside import PROCESSOR
from ordholden.tenants import scope

WHERE = {
    "database": gettext_lazy("Rows of the database"),
    "files": gettext_lazy("Files"),
    "queue": gettext_lazy("Work that was queued"),
    "sessions": gettext_lazy("Signed-in devices"),
    "letters": gettext_lazy("Letters not sent yet"),
    "exports": gettext_lazy("Copies made for you"),
    "addresses": gettext_lazy("The same address elsewhere"),
    "backups": gettext_lazy("Backups"),
}
WHY = {
    "still_there": gettext_lazy("something is still there; it is tried again"),
    "disk_full": gettext_lazy("the disk is full; it is tried again"),
    "no_access": gettext_lazy("the storage cannot be written; it is tried again"),
    "failed": gettext_lazy("the storage gave no answer; it is tried again"),
    "backups_end": gettext_lazy("encrypted; they end by themselves, and a restore erases again"),
    "our_machines": gettext_lazy("worked on our own machines: it went with rows and files"),
    "nothing_given": gettext_lazy("got nothing through this program"),
    "ask_processor": gettext_lazy("has to be asked to erase"),
    "processor_erases": gettext_lazy("erases by itself, as agreed"),
    "processor_confirmed": gettext_lazy("has confirmed that it is erased"),
    "same_address": gettext_lazy("belongs to records of their own: a proof, or another profile"),
}
TOGETHER = ("", "our_machines", "nothing_given")


@dataclass(frozen=True)
class Told:
    """One line: where, how much went and stays, why, and the last day. key: of the answer."""

    where: str
    counts: str
    why: str
    until: date | None
    state: str
    key: UUID


def told(course: ErasureCourse) -> list[Told]:
    """A line for each sink that had something; those that answer the same nothing share one."""
    answers = sorted(course.answers.all(), key=_order)
    policy = scope.required().policy
    lines = [_line([one], policy) for one in answers if not _is_empty(one)]
    for why in TOGETHER:
        if same := [one for one in answers if _is_empty(one) and one.why == why]:
            lines.append(_line(same, policy))
    return lines


def _is_empty(one: ErasureAnswer) -> bool:
    none = not one.removed and not one.retained
    return none and one.state == ErasureAnswer.State.DONE and one.why in TOGETHER


def _order(answer: ErasureAnswer) -> tuple[int, str]:
    known = list(WHERE)
    place = known.index(answer.sink) if answer.sink in known else len(known)
    return place, answer.sink


def _line(same: list[ErasureAnswer], policy: Policy) -> Told:
    one = same[0]
    return Told(
        where=words.listed(list(dict.fromkeys(where(each.sink, policy) for each in same))),
        counts="" if one.why in TOGETHER[1:] else _counts(one),
        why=str(WHY.get(one.why, "")),
        until=one.until,
        state=one.state,
        key=one.pk,
    )


def where(sink: str, policy: Policy) -> str:
    """A sink in words: a processor by its name, or by what it does for us."""
    if not sink.startswith(PROCESSOR):
        return str(WHERE.get(sink, sink))
    found = next((r for r in policy.recipients() if PROCESSOR + r.id == sink), None)
    if found is None:
        return sink.removeprefix(PROCESSOR)
    said = words.listed([words.service(key) for key in found.services])
    return found.name or words.capital(said)


def _counts(one: ErasureAnswer) -> str:
    said = []
    if one.removed:
        said.append(_("%(count)s removed") % {"count": one.removed})
    if one.retained:
        said.append(_("%(count)s left") % {"count": one.retained})
    if not said and not one.answered_at:
        return _("not looked at yet")
    return ", ".join(said) or _("nothing there")


def summed(courses: Iterable[ErasureCourse]) -> dict[str, int]:
    """How many answers of these are still waited for, by sink and reason. For the terminal."""
    found: dict[str, int] = {}
    for course in courses:
        for one in course.answers.all():
            if one.state != ErasureAnswer.State.DONE:
                said = f"{one.sink}: {one.why or 'not asked yet'}"
                found[said] = found.get(said, 0) + 1
    return found
