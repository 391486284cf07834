"""What the turns of the clock did, night by night, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from ordholden.policy import Policy
from ordholden.policy.notice.keeping import stage as sentence
from ordholden.policy.notice.runs import plain_text
from ordholden.privacy import words
from ordholden.privacy.models import SweepCount
from ordholden.privacy.sweep.finding import ASKING
from ordholden.tenants import scope


@dataclass(frozen=True)
class Entry:
    """What one rule did in one night."""

    rule: str
    what: str
    action: str
    rows: int


@dataclass(frozen=True)
class Night:
    """One night and what its sweep did."""

    day: date
    entries: tuple[Entry, ...]

    @property
    def rows(self) -> int:
        """How many records it reached."""
        return sum(one.rows for one in self.entries)


def nights(since: date) -> "QuerySet[SweepCount]":
    """The counts of every night after a day, the latest first."""
    return (
        SweepCount.objects.filter(run__day__gt=since, rows__gt=0)
        .select_related("run")
        .order_by("-run__day", "rule", "stage", "record")
    )


def told(counts: list[SweepCount]) -> Iterator[Night]:
    """Counts in words, gathered by night."""
    policy = scope.required().policy
    for day, rows in groupby(counts, key=lambda one: one.run.day):
        yield Night(day, tuple(_entry(policy, one) for one in rows))


def _entry(policy: Policy, one: SweepCount) -> Entry:
    return Entry(_rule(policy, one), words.about(one.record), words.action(one.do), one.rows)


def _rule(policy: Policy, one: SweepCount) -> str:
    """The rule as the notice says it; its name, when the notice has it no more."""
    rule = next((rule for rule in policy.document.retain if rule.id == one.rule), None)
    if rule is None:
        return one.rule
    number = 0 if one.stage == ASKING or one.stage >= len(rule.stages) else one.stage
    speaker = words.speaker()
    what = words.listed([words.about(word) for word in rule.what[:3]])
    text = plain_text(sentence(speaker, rule, number))
    return f"{what}: {text[:1].lower()}{text[1:]}"
