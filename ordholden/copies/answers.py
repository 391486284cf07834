"""Why something about a person is held, where it came from, and the exact day it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ordholden.people.models import Person
from ordholden.policy import Policy, dues
from ordholden.policy.declarations import Source
from ordholden.policy.document import Collect
from ordholden.policy.vocabulary import CATEGORIES, RECORDS
from ordholden.privacy import lifeline, words
from ordholden.privacy.models import Consent
from ordholden.tenants import scope


@dataclass
class Answers:
    """The answers about one person, by one policy. The same question is worked out once."""

    person: Person
    policy: Policy
    standing: frozenset[str]
    clocks: dict[str, date]
    _why: dict[object, dict[str, Any]] = field(default_factory=dict, repr=False)

    def why(
        self, category: str, events: Mapping[str, date], source: Source = Source.SUBJECT
    ) -> dict[str, Any]:
        """Category, source, purposes, bases, who sees it, rule and day, for a row's own clocks."""
        key = (category, tuple(sorted(events.items())), source)
        if key not in self._why:
            self._why[key] = self._worked_out(category, events, source)
        return self._why[key]

    def is_others(self, category: str) -> bool:
        """Whether a category is about a third person and did not come from this one (art. 15(4)):
        what a referee says is withheld, whom somebody named as their next of kin is not."""
        known = CATEGORIES.get(category)
        if known is None or not known.about_others:
            return False
        return str(Source.SUBJECT) not in self._sources(category)

    def _sources(self, category: str) -> list[str]:
        return sorted({str(one.source) for one in self._entries(category)})

    def _entries(self, category: str) -> list[Collect]:
        return [
            one
            for one in self.policy.document.collect
            if one.who in self.person.kinds and category in self.policy.means(one.fields)
        ]

    def of_record(self, record: str) -> str:
        """The category that stands for a whole record set: a row without any lives with it."""
        own = self.policy.means([record])
        return "person.name" if "person.name" in own else min(own)

    def _worked_out(
        self, category: str, events: Mapping[str, date], source: Source
    ) -> dict[str, Any]:
        entries = self._entries(category)
        purposes = tuple(dict.fromkeys(p for one in entries for p in one.purposes))
        rule, day, waits = self._end(category, events)
        return {
            "category": category,
            "name": words.category(category),
            "source": self._sources(category) or [str(source)],
            "purposes": words.purposes(self.policy, purposes),
            "bases": lifeline.bases_of(self.policy, self.person, purposes),
            "seen_by": words.seen_by(self.policy, category),
            "rule": rule,
            "erased_on": day and day.isoformat(),
            "waits_for": waits,
        }

    def _end(self, category: str, events: Mapping[str, date]) -> tuple[str, date | None, list[str]]:
        happened = {**self.clocks, **events}
        if not RECORDS[self.policy.record_of(category)].evidence:
            rule, stages = lifeline.decide(
                self.policy, self.person, category, happened, self.standing
            )
            day = lifeline.erased_on(self.policy, stages, category)
            waits = list(stages[0].waits_for) if stages and day is None else []
            return (rule.id if rule else ""), day, waits
        # Evidence outlives the person: only a rule about itself ends it.
        found = [
            (day, rule.id)
            for rule in self.policy.rules_for(category)
            if lifeline.applies(self.person, rule, self.standing)
            if (
                day := lifeline.erased_on(
                    self.policy, dues(rule, happened, self.policy.year_end), category
                )
            )
        ]
        day, rule_id = min(found, default=(None, ""))
        return rule_id, day, []


def about(person: Person) -> Answers:
    """Answers about a person of the tenant in scope, as things stand now."""
    standing = frozenset(
        Consent.objects.standing().filter(person=person).values_list("consent", flat=True)
    )
    return Answers(person, scope.required().policy, standing, lifeline.anchors(person))
