"""Figures for the privacy officer: what falls due, what was kept, what is planned."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet, Sum

from ordholden.journal import actions as journal
from ordholden.journal.models import Mark
from ordholden.kit import clock
from ordholden.policy import Policy, leaves
from ordholden.policy.leaves import planned_leaves
from ordholden.policy.rules import bounds
from ordholden.privacy import words
from ordholden.privacy.models import SweepCount, SweepRun
from ordholden.privacy.sweep import acting
from ordholden.privacy.sweep.finding import Probe, probes
from ordholden.privacy.sweep.targets import targets
from ordholden.tenants import scope

DAYS = 90
ENDING = ("erase", "anonymise", "strip")


@dataclass(frozen=True)
class Bucket:
    """A week, and how many records rules make due in it."""

    first: date
    last: date
    rows: int


@dataclass(frozen=True)
class Kept:
    """When a rule last ran, and what it has done: the evidence beside a promise."""

    rule: str
    day: date
    rows: int  # in that run
    total: int


def due_soon(days: int = DAYS) -> list[Bucket]:
    """What rules will erase in the coming days, week by week; what is overdue is in the first."""
    policy = scope.required().policy
    today = clock.today(policy.timezone)
    starts = [today + timedelta(days=7 * week) for week in range(-(-days // 7))]
    rows = [0] * len(starts)
    for probe in _ending(policy, today):
        for week, count in _by_week(policy, probe, starts):
            rows[week] += count
    return [
        Bucket(first, first + timedelta(days=6), count)
        for first, count in zip(starts, rows, strict=True)
    ]


def _ending(policy: Policy, today: date) -> list[Probe]:
    return [
        probe
        for rule in policy.document.retain
        for target in targets(policy, rule)
        for probe in probes(policy, target, today)
        if probe.do in ENDING
        and acting.possible(target, probe.stage)
        and isinstance(rule.anchor, str)
    ]


def _by_week(policy: Policy, probe: Probe, starts: list[date]) -> list[tuple[int, int]]:
    """Rows of one query by the week they fall due in: one walk, not one for each week."""
    bounds = [_cutoff(policy, probe, day + timedelta(days=6)) for day in starts]
    sql, values = probe.counting(bounds)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(int(week), int(count)) for week, count in cursor.fetchall() if week < len(starts)]


def _cutoff(policy: Policy, probe: Probe, day: date) -> object:
    again = probes(policy, probe.target, day)
    same = [one for one in again if one.stage == probe.stage and one.order == probe.order]
    return same[0].values[0]


def kept() -> dict[str, Kept]:
    """Rule -> its latest run with what it did then, and all it ever did (counts of runs)."""
    runs = list(SweepRun.objects.order_by("-day", "-started_at")[:1])
    if not runs:
        return {}
    now = dict(_sums(SweepCount.objects.filter(run=runs[0])))
    ever = dict(_sums(SweepCount.objects.all()))
    return {
        rule: Kept(rule, runs[0].day, now.get(rule, 0), ever.get(rule, 0))
        for rule in _swept(scope.required().policy)
    }


@lru_cache(maxsize=64)
def _swept(policy: Policy) -> tuple[str, ...]:
    """Rules that reach something this program holds. Worked out once for each policy."""
    return tuple(
        rule.id
        for rule in policy.document.retain
        if any(
            acting.possible(target, stage)
            for target in targets(policy, rule)
            for stage in range(len(rule.stages))
        )
    )


@lru_cache(maxsize=64)
def planned_entries(policy: Policy) -> frozenset[str]:
    """Entries of a policy that something is still missing for. Worked out once for each."""
    return leaves.planned_rules(policy)


def _sums(counts: "QuerySet[SweepCount]") -> list[tuple[str, int]]:
    return list(counts.values_list("rule").annotate(Sum("rows")))


@dataclass(frozen=True)
class Safety:
    """What a restore could not undo, and what there is to restore: of the whole installation."""

    entries: int  # number of the journal's newest entry
    backup: Mark | None
    verified: Mark | None
    judged: Mark | None  # the judge's latest verdict; None where it has never looked
    late: bool  # whether backups are made, and the newest is over two days old


def judged() -> Mark | None:
    """The latest verdict on whether an erased person is really nowhere in this installation."""
    return journal.latest(journal.MarkKind.CLEAN, journal.MarkKind.NOT_CLEAN)


def safety() -> Safety:
    """The journal's head, the newest backup and when one was last restored for a trial."""
    backup = journal.latest(journal.MarkKind.BACKED_UP)
    return Safety(
        entries=journal.journal().head().seq,
        backup=backup,
        verified=journal.latest(journal.MarkKind.VERIFIED),
        judged=judged(),
        late=backup is not None and clock.everywhere() - backup.at > timedelta(days=2),
    )


@dataclass(frozen=True)
class Planned:
    """Promises of the notice that nothing in the program keeps yet, by what will keep them."""

    leaves: int
    by: tuple[tuple[str, int], ...]


def planned() -> Planned:
    """Leaves of the policy in force whose enforcer is not built yet: the list that may shrink."""
    found = _planned(scope.required().policy)
    return Planned(found.leaves, tuple((words.coming(later), count) for later, count in found.by))


@lru_cache(maxsize=64)
def _planned(policy: Policy) -> Planned:
    found, waiting = planned_leaves(policy), leaves.planned()
    counts: dict[str, int] = {}
    for leaf in found:
        for later in {waiting[key] for key in leaf.keys if key in waiting}:
            counts[later] = counts.get(later, 0) + 1
    return Planned(len(found), tuple(sorted(counts.items(), key=lambda one: -one[1])))


@dataclass(frozen=True)
class Longest:
    """How long a kind of record about a kind of person can live at most, in words."""

    record: str
    who: str
    limit: str


def bounds_table() -> list[Longest]:
    """For each record and kind of person, the longest anything can live by time alone."""
    return [
        Longest(words.about(one.record), words.person_kind(one.who), words.length(one.after))
        for one in bounds(scope.required().policy)
    ]
