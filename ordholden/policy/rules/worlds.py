"""The circumstances a record can be in: which conditions stand together.

A rule that holds only for somebody “never employed” says nothing about the others. For each
record and kind of person the possible circumstances are spelled out, so that each can be asked:
who ends this?
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Retain

_AXES: tuple[tuple[str, ...], ...] = (
    ("never_employed", "ever_employed"),
    ("with_account", "without_account"),
    ("not_hired", "hired"),
    (
        *("case_support", "case_payment", "case_erasure", "case_exclusion"),
        *("case_complaint", "case_dispute"),
    ),
    ("with_subscription", ""),
    ("unsolicited", ""),
    ("draft", ""),
    ("pending", ""),
)
_BY_CONSENT = frozenset({"consent", "mailing", "mailing_use"})
_ALWAYS_EMPLOYED = frozenset({"employee"})


@dataclass(frozen=True)
class World:
    """Conditions that stand together. consent: which consent a row of the ledger is about."""

    conditions: frozenset[str] = frozenset()
    consent: str = ""

    def holds(self, rule: Retain, record: str) -> bool:
        """Whether a rule speaks of a record in these circumstances."""
        if record in _BY_CONSENT and rule.consent and self.consent not in ("", rule.consent):
            return False
        return all(_about(word, rule) in self.conditions for word in rule.only)

    @property
    def said(self) -> str:
        """The circumstances in words, "" when there is but one."""
        words = sorted(word.replace(":", " ").replace("_", " ") for word in self.conditions)
        return ", ".join([*words, *([f"consent {self.consent}"] if self.consent else [])])


def worlds(policy: Policy, record: str, kind: str, rules: Iterable[Retain]) -> Iterator[World]:
    """The circumstances that these rules tell apart, for one record of one kind of person."""
    rules = tuple(rules)
    words = {_about(word, rule) for rule in rules for word in rule.only}
    axes = [_axis(axis, record, kind) for axis in _AXES if words & set(axis)]
    if record == "application" and _sent_only(rules) and not words & {"draft"}:
        axes.append(_axis(("draft", ""), record, kind))
    named = sorted({rule.consent for rule in rules if rule.consent and _mentions_consent(rule)})
    axes += [(f"with_consent:{one}", f"without_consent:{one}") for one in named]
    for chosen in product(*axes):
        for consent in _consents(policy, record, kind, rules):
            yield World(frozenset(chosen) - {""}, consent)


def _axis(axis: tuple[str, ...], record: str, kind: str) -> tuple[str, ...]:
    if "ever_employed" in axis and kind in _ALWAYS_EMPLOYED:
        return ("ever_employed",)
    if "ever_employed" in axis and kind != "candidate":
        return ("never_employed",)
    if "case_support" in axis and record != "case":
        return ("",)
    if "draft" in axis and record not in ("application", "profile", "job_ad", "review"):
        return ("",)
    return axis


def _consents(policy: Policy, record: str, kind: str, rules: tuple[Retain, ...]) -> list[str]:
    """Which consents a row of this record can be about; [""] when no rule tells them apart."""
    if record not in _BY_CONSENT or not any(rule.consent for rule in rules):
        return [""]
    if record == "consent":
        return [name for name, one in policy.consents().items() if one.who == kind] or [""]
    asked = {
        name
        for one in policy.document.mail.values()
        for name in (one.consent, one.tracking_consent if record == "mailing_use" else None)
        if name and kind in policy.purposes()[one.purpose].who
    }
    if record == "mailing_use":
        asked -= {one.consent for one in policy.document.mail.values() if one.tracking_consent}
    return sorted(asked) or [""]


def _about(word: str, rule: Retain) -> str:
    """A condition on a consent is about the one the rule names."""
    return f"{word}:{rule.consent}" if word in ("with_consent", "without_consent") else word


def _mentions_consent(rule: Retain) -> bool:
    return any(word in ("with_consent", "without_consent") for word in rule.only)


def _sent_only(rules: tuple[Retain, ...]) -> bool:
    return any("application_sent" in rule.anchors for rule in rules)
