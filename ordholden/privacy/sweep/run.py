"""One run of the sweep for the tenant in scope."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from ordholden.kit import clock
from ordholden.kit.queue import task
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.privacy import erasure, holds, leaving, lifeline, limits, resting
from ordholden.privacy.dead import erase_dead, forget_statistics
from ordholden.privacy.models import (
    Consent,
    Erasure,
    Notice,
    PurposeReview,
    SweepCount,
    SweepRun,
)
from ordholden.privacy.sweep import acting
from ordholden.privacy.sweep.finding import BATCH, Probe, find, probes
from ordholden.privacy.sweep.targets import kept_targets, targets
from ordholden.tenants import scope

Progress = Callable[["Done"], None]


@dataclass(frozen=True)
class Done:
    """What one stage of one rule did (or, in a dry run, would do) to one record set."""

    rule: str
    stage: int
    do: str
    record: str
    rows: int


@storing()
def sweep(*, dry_run: bool = False, progress: Progress | None = None) -> list[Done]:
    """Do everything that is due today for the tenant in scope; safe to repeat.

    dry_run: count only (up to one batch a query) and change nothing. Batches of 500 rows, each
    re-checked under lock, so that a moved anchor is seen (JT-54, JC-53, WW-78, AB-34).
    """
    tenant = scope.required()
    policy = tenant.policy
    today = clock.today(policy.timezone)
    done: dict[tuple[str, int, str, str], int] = {}
    for one in _steps(policy, today, dry_run=dry_run):
        key = (one.rule, one.stage, one.do, one.record)
        done[key] = done.get(key, 0) + one.rows
        if progress:
            progress(one)
    found = [Done(*key, rows) for key, rows in done.items()]
    if not dry_run:
        _record(policy, today, found)
    return found


@task
def nightly() -> None:
    """The sweep of the tenant in scope, as the schedule calls it."""
    sweep()


def _steps(policy: Policy, today: date, *, dry_run: bool) -> Iterator[Done]:
    if not dry_run:
        _expire_consents(today)
        holds.lapse(policy, today)
        limits.open_again()
        yield from _left_over()
        for record, rows in resting.erase_released():
            yield Done("hold", 0, "erase", record, rows)
    filled = _Filled()
    for probe in _all_probes(policy, today):
        if filled.has_rows(probe.target.table.table):
            yield from _exhaust(probe, dry_run=dry_run)
    if not dry_run:
        yield from _silences(policy, today)
    for rule, rows in forget_statistics(policy, today, dry_run=dry_run):
        yield Done(rule, 0, "anonymise", "statistics", rows)
    for category, rows in erase_dead(policy, dry_run=dry_run):
        yield Done("dead_purpose", 0, "erase", category, rows)


class _Filled:
    """Which tables the tenant has rows in: of the others none of their rules need be asked.

    What is written while the sweep runs is of today, and due on no day before tomorrow's.
    """

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    def has_rows(self, table: str) -> bool:
        """Whether there was a row when first asked."""
        if table not in self._known:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608  a name of ours
                self._known[table] = bool(cursor.fetchone()[0])
        return self._known[table]


def _all_probes(policy: Policy, today: date) -> Iterator[Probe]:
    for version, told in _versions(policy):
        for rule in version.document.retain:
            for target in targets(version, rule, told=told):
                for probe in probes(version, target, today):
                    if acting.possible(target, probe.stage):
                        yield probe
    yield from _kept_probes(policy, today)


def _kept_probes(policy: Policy, today: date) -> Iterator[Probe]:
    for target in kept_targets(policy):
        for probe in probes(policy, target, today):
            if probe.do in ("erase", "anonymise"):
                yield probe


def _versions(policy: Policy) -> Iterator[tuple[Policy, tuple[str, ...]]]:
    """The policy in force for everybody, and earlier ones for those not told of a newer.

    A longer period counts from when the person was told: until then whatever comes first does.
    """
    yield policy, ()
    waiting = set(
        Person.objects.exclude(notified_policy__in=["", policy.id])
        .order_by("notified_policy")
        .values_list("notified_policy", flat=True)
        .distinct()
    )
    if not waiting:
        return
    bound: list[str] = []
    for notice in Notice.objects.exclude(policy_id=policy.id).order_by("number"):
        # A version binds those who were told of it, or of an earlier one, and of none since.
        if notice.policy_id in waiting:
            bound.append(notice.policy_id)
        if bound:
            yield notice.policy, tuple(bound)


def _exhaust(probe: Probe, *, dry_run: bool) -> Iterator[Done]:
    """Act on batch after batch until nothing is due any more."""
    rule = probe.target.rule
    record = probe.target.table.holds.record
    if dry_run:
        rows = len(find(probe))
        if rows:
            yield Done(rule.id, probe.stage, probe.do, record, rows)
        return
    while True:
        with transaction.atomic():
            keys = find(probe, lock=True)
            rows = acting.act(probe, keys) if keys else 0
        if keys:
            yield Done(rule.id, probe.stage, probe.do, record, rows)
        if len(keys) < BATCH or not rows:
            return


def _left_over() -> Iterator[Done]:
    """What a hold kept when everything around it went, and keeps no more."""
    for key in holds.left_over():
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=key)
            words = [word for one in lifeline.kept_by_law(person) for word in one.what]
            if words:
                erasure.reduce_person(key, words, reason=Erasure.Reason.RULE, rule="hold")
                holds.forget_alone(key)
            else:
                erasure.erase_persons([key], reason=Erasure.Reason.RULE, rule="hold")
        yield Done("hold", 0, "erase", "person", 1)


def _silences(policy: Policy, today: date) -> Iterator[Done]:
    for review in acting.silent_reviews(policy, today):
        with transaction.atomic():
            review.answer = PurposeReview.Answer.SILENCE
            review.answered_at = clock.now()
            review.save(update_fields=["answer", "answered_at"])
            leaving.let_go(review.person, reason=Erasure.Reason.NOT_NEEDED, rule=review.rule)
        yield Done(review.rule, 0, "review", "person", 1)


def _expire_consents(today: date) -> None:
    """Consents whose own time has run out stop being valid (their proof keeps its period)."""
    Consent.objects.standing().filter(expires_on__lte=today).update(
        state=Consent.State.ENDED, ended_at=clock.now()
    )


def _record(policy: Policy, today: date, found: list[Done]) -> None:
    run = SweepRun.objects.create(day=today, policy_id=policy.id, finished_at=clock.now())
    SweepCount.objects.bulk_create(
        SweepCount(
            run=run, rule=one.rule, stage=one.stage, do=one.do, record=one.record, rows=one.rows
        )
        for one in found
        if one.rows
    )
