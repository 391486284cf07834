"""Numbers about recruitments, for people: made of counts, for a purpose the notice names.

Whole months that have closed, of candidates who do not object to being counted; a group smaller
than the notice allows is not shown, nor what would give it away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Min, QuerySet

from ordholden.applications.asking import SOURCE
from ordholden.applications.models import Answer, Application, Event, Stage
from ordholden.figures.actions import questions
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import gate

MONTHS = 12
WAY = (
    *(Stage.Kind.RECEIVED, Stage.Kind.SHORTLIST, Stage.Kind.INTERVIEW),
    *(Stage.Kind.OFFER, Stage.Kind.HIRED),
)
NEWS = (Stage.Kind.SHORTLIST, Stage.Kind.INTERVIEW, Stage.Kind.OFFER, *Stage.ENDS)
K = TypeVar("K")


@dataclass(frozen=True)
class Numbers:
    """What is shown. A count is None where it is too small; a duration is in days."""

    since: date
    until: date
    way: dict[str, int | None]
    sources: dict[str, int | None]
    ads: list[tuple[str, int | None]]
    answered: float | None
    hired: float | None


def purpose_of(policy: Policy) -> str:
    """The purpose for which candidates are counted; "" where the notice names none."""
    asked_for = set(questions(policy).values())
    for key, one in policy.document.purpose.items():
        if one.output == "aggregate" and "candidate" in one.who and key not in asked_for:
            return key
    return ""


def count(policy: Policy) -> Numbers | None:
    """The last twelve closed months. None where too few applied to show anything."""
    least = policy.document.statistics
    since, until = _months(policy)
    with gate.purpose(purpose_of(policy)):
        persons = gate.allowed(Person.objects.all())
        found = Application.objects.sent().filter(
            person__in=persons,
            sent_at__gte=_begins(policy, since),
            sent_at__lt=_begins(policy, until),
        )
        if found.count() < least.min_base:
            return None
        return Numbers(
            since=since,
            until=until - timedelta(days=1),
            way=_way(found, least.min_cell),
            sources=few(_sources(found), least.min_cell),
            ads=list(few(_ads(found), least.min_cell).items()),
            answered=_days(found, NEWS, least.min_cell),
            hired=_days(found, (Stage.Kind.HIRED,), least.min_cell),
        )


def few(groups: Mapping[K, int], least: int) -> dict[K, int | None]:
    """Counts of groups that share one total: small ones are hidden, and when that is only one,
    the next smallest with it, because the total would tell it."""
    hidden = {key for key, number in groups.items() if 0 < number < least}
    if len(hidden) == 1:
        others = sorted((n, str(key), key) for key, n in groups.items() if key not in hidden and n)
        hidden |= {key for _n, _name, key in others[:1]}
    return {key: None if key in hidden else number for key, number in groups.items()}


def _months(policy: Policy) -> tuple[date, date]:
    this = clock.today(policy.timezone).replace(day=1)
    return this - relativedelta(months=MONTHS), this


def _begins(policy: Policy, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(policy.timezone))


def _way(found: "QuerySet[Application]", least: int) -> dict[str, int | None]:
    """How many came how far. Steps lie in each other, so a small step between two is told by
    neither: it is hidden alone, and so is a step that all but a few have taken."""
    reached = dict(
        Event.objects.filter(application__in=found, stage__in=WAY)
        .values_list("stage")
        .annotate(n=Count("application", distinct=True))
    )
    shown: dict[str, int | None] = {}
    before = 0
    for kind in WAY:
        number = int(reached.get(kind, 0))
        small = 0 < number < least or 0 < before - number < least
        shown[kind] = None if small else number
        before = before if small else number
    return shown


def _sources(found: "QuerySet[Application]") -> dict[str, int]:
    said = Answer.objects.filter(application__in=found, category=SOURCE)
    return dict(said.values_list("value").annotate(n=Count("application", distinct=True)))


def _ads(found: "QuerySet[Application]") -> dict[str, int]:
    return dict(found.values_list("title").annotate(n=Count("pk")).order_by("-n", "title"))


def _days(found: "QuerySet[Application]", kinds: Sequence[str], least: int) -> float | None:
    """The median of days from sending to the first of these stages, where enough came there."""
    first = (
        Event.objects.filter(application__in=found, stage__in=kinds)
        .values("application_id", "application__sent_at")
        .annotate(at=Min("at"))
    )
    days = [(one["at"] - one["application__sent_at"]) / timedelta(days=1) for one in first]
    return round(median(days), 1) if len(days) >= least else None
