"""Finding what is due: a small walk along the index of an anchor, never over what is stored."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from ordholden.policy import Period, Policy, cutoff, due
from ordholden.policy.document.retention import Review, Several
from ordholden.privacy import stores
from ordholden.privacy.datamap import Reach
from ordholden.privacy.sweep.targets import Reached, Target

BATCH = 100  # one short transaction each: visitors wait for nobody's locks
ASKING = 99  # the number of the stage that a question at an interval counts as
REMINDING = 98  # and of the letter that asks, some time before the end, whether to stay
BESIDE = {ASKING: "review", REMINDING: "ask"}


@dataclass(frozen=True)
class Probe:
    """One query for due rows: a target and the test its anchors must pass."""

    target: Target
    stage: int
    tests: tuple[str, ...]
    values: tuple[Any, ...]
    order: str
    asked_since: date | None = None  # reviews come again: only those not asked since this day
    counted_from: str = ""  # the moment the rule counts from, where that is not `order`

    @property
    def do(self) -> str:
        """The action; questions stand beside the stages."""
        return BESIDE.get(self.stage) or self.target.rule.stages[self.stage].do

    def sql(self, *, limit: int = BATCH) -> tuple[str, list[Any]]:
        """The query for the keys of due rows, oldest first."""
        where, values = self._where()
        sql = (
            f"SELECT t.{self.target.table.key} {self._from()}"
            f" WHERE {' AND '.join(where)} ORDER BY {self.order} LIMIT {limit}"
        )
        return sql, values

    def counting(self, bounds: list[Any]) -> tuple[str, list[Any]]:
        """The query for how many rows lie before each of the rising `bounds` of the anchor."""
        where, values = self._where()
        values[0] = bounds[-1]
        sql = (
            f"SELECT width_bucket({self.order}, %s) AS week, count(*) {self._from()}"
            f" WHERE {' AND '.join(where)} GROUP BY week"
        )
        return sql, [bounds, *values]

    def _from(self) -> str:
        return f"FROM {self.target.table.table} t{''.join(self.target.joins)}"

    def _where(self) -> tuple[list[str], list[Any]]:
        target = self.target
        where = [*self.tests, *target.where]
        values: list[Any] = list(self.values)
        if target.how is not Reached.MARKS:  # a hold keeps a record, it prolongs no use of it
            where.append(stores.spared(target.table, "t"))
        category = target.table.holds.category_column
        if category:
            where.append(f"t.{category} = ANY(%s)")
            values.append(list(target.categories))
        if target.how in (Reached.PERSON, Reached.COLUMNS):
            # A restriction that somebody asked for stops erasure too: it holds them (art. 18).
            where.append("t.state IN ('pending', 'active', 'restricted')")
        if target.how is Reached.KEPT:
            where.append("t.state = 'kept'")
        if target.how is Reached.COLUMNS:
            where.append(f"({' OR '.join(f'''t.{c} <> '' ''' for c in target.columns)})")
        if self.asked_since:
            where.append(
                "NOT EXISTS (SELECT FROM privacy_purposereview q WHERE q.person_id = t.id"
                " AND q.rule = %s AND (q.asked_on >= %s OR q.answered_at IS NULL))"
            )
            values += [target.rule.id, self.asked_since]
        elif not _ends(target, self.stage):
            where.append(
                "NOT EXISTS (SELECT FROM privacy_acted a"
                f" WHERE a.row = t.{target.table.key} AND a.rule = %s AND a.stage = %s"
                # What began anew since is due anew: a step is taken once for each beginning.
                f" AND a.at >= {self.counted_from or self.order})"
            )
            values += [target.rule.id, self.stage]
        return where, values


def _ends(target: Target, stage: int) -> bool:
    """Whether acting makes the row itself disappear, so that it cannot be found twice."""
    ending = stage not in BESIDE and target.rule.stages[stage].do in ("erase", "anonymise")
    return ending and target.how is not Reached.MARKS


def probes(policy: Policy, target: Target, today: date) -> list[Probe]:
    """The queries that together find everything a rule makes due in one table by `today`."""
    rule, zone = target.rule, ZoneInfo(policy.timezone)
    found = []
    if rule.review and target.how is Reached.PERSON:
        found.append(_asking(policy, target, rule.review, today))
    if not set(rule.anchors) <= target.anchors.keys():
        return found
    for stage, step in enumerate(rule.stages):
        last = stage == len(rule.stages) - 1
        before = _Before(cutoff(step.after, today, policy.year_end), zone)
        probe = _main(target, stage, before)
        if step.do == "review" and rule.review:
            since = cutoff(rule.review.every, today, policy.year_end)
            probe = replace(probe, asked_since=since)
        found.append(probe)
        if not last:
            continue
        if rule.cap:
            found.append(_bound(policy, target, stage, rule.cap.anchor, rule.cap.after, today))
        if rule.backstop:
            bound = _bound(policy, target, stage, rule.backstop.anchor, rule.backstop.after, today)
            tests = (*bound.tests, _waiting(target), *_no_work_running(target))
            found.append(Probe(target, stage, tests, bound.values, bound.order))
    if rule.ask and target.how is Reached.PERSON:
        # Last, so that nobody is asked who goes today.
        by = due(today, rule.ask.before, policy.year_end)
        before = _Before(cutoff(rule.stages[-1].after, by, policy.year_end), zone)
        ending = [_main(target, len(rule.stages) - 1, before)]
        if rule.cap:
            ending.append(_bound(policy, target, 0, rule.cap.anchor, rule.cap.after, by))
        found += [replace(probe, stage=REMINDING) for probe in ending]
    return found


def _no_work_running(target: Target) -> tuple[str, ...]:
    """A backstop is for an end nobody noted, never for somebody who still works here (X-17)."""
    ended = target.anchors.get("employment_ended")
    if ended is None:
        return ()
    works = ended.column.replace("employment_ended_on", "has_employment")
    return (f"NOT ({works} AND {ended.column} IS NULL)",)


def _waiting(target: Target) -> str:
    """That the rule cannot count yet: for "all" one missing event is enough, as in `dues`."""
    anchor = target.rule.anchor
    missing = [f"{target.anchors[word].column} IS NULL" for word in target.rule.anchors]
    every = not isinstance(anchor, str) and anchor.way == "all"
    return f"({(' OR ' if every else ' AND ').join(missing)})"


def _asking(policy: Policy, target: Target, review: Review, today: date) -> Probe:
    """Whom to ask about: known for an interval, and not asked about since."""
    since = cutoff(review.every, today, policy.year_end)
    reach = target.anchors["collected"]
    value = _Before(since, ZoneInfo(policy.timezone)).value(reach)
    test = (f"{reach.column} < %s",)
    return Probe(target, ASKING, test, (value,), reach.column, asked_since=since)


@dataclass(frozen=True)
class _Before:
    """A cutoff: anchors on an earlier local day are due."""

    day: date
    zone: ZoneInfo

    def value(self, reach: Reach) -> date | datetime:
        """What the column is compared with: the day, or the moment it begins there."""
        if reach.dated:
            return self.day
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=self.zone).astimezone(
            UTC
        )


def _main(target: Target, stage: int, before: _Before) -> Probe:
    anchor = target.rule.anchor
    if isinstance(anchor, str):
        reach = target.anchors[anchor]
        return Probe(target, stage, (f"{reach.column} < %s",), (before.value(reach),), reach.column)
    return _several(target, stage, anchor, before)


def _several(target: Target, stage: int, anchor: Several, before: _Before) -> Probe:
    """Several anchors, each with its own comparison so that each may use its own index."""
    reaches = [target.anchors[word] for word in anchor.words]
    early = [f"{r.column} < %s" for r in reaches]
    values = tuple(before.value(r) for r in reaches)
    order = reaches[0].column
    several = ", ".join(reach.column for reach in reaches)
    start = f"{'LEAST' if anchor.way == 'earliest' else 'GREATEST'}({several})"
    match anchor.way:
        case "all":
            tests = tuple(early)
        case "earliest":
            tests = (f"({' OR '.join(early)})",)
        case _:
            each = tuple(
                f"({r.column} IS NULL OR {e})" for r, e in zip(reaches, early, strict=True)
            )
            some = f"({' OR '.join(f'{r.column} IS NOT NULL' for r in reaches)})"
            tests = (*each, some)
    return Probe(target, stage, tests, values, order, counted_from=start)


def _bound(
    policy: Policy, target: Target, stage: int, word: str, after: Period, today: date
) -> Probe:
    reach = target.anchors[word]
    before = _Before(cutoff(after, today, policy.year_end), ZoneInfo(policy.timezone))
    return Probe(target, stage, (f"{reach.column} < %s",), (before.value(reach),), reach.column)


def find(probe: Probe, *, limit: int = BATCH, lock: bool = False) -> list[Any]:
    """Keys of due rows, at most `limit`. With `lock`, rows another worker holds are passed over."""
    sql, values = probe.sql(limit=limit)
    # Rows that are written once cannot change under us, and cannot be locked either.
    if lock and not stores.is_written_once(probe.target.table):
        sql += " FOR UPDATE OF t SKIP LOCKED"
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]
