"""Whether an event surely comes: which anchors every record of a kind has, and which run on."""

from collections.abc import Iterable
from dataclasses import dataclass

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Moment, Retain
from ordholden.policy.vocabulary import ANCHORS

# Records on which an anchor is there from the first day. Anchors that are not named here and
# are `sure` in the vocabulary are there on every record of a person.
_ONLY_ON: dict[str, frozenset[str]] = {
    "signed_in": frozenset({"sign_in"}),
    "application_created": frozenset({"application"}),
    "application_sent": frozenset({"application"}),
    "invoice_issued": frozenset({"billing"}),
    "order_placed": frozenset({"billing", "agreement", "job_ad"}),
    "last_message": frozenset({"case", "message", "request", "review_case", "agreement"}),
    "logged": frozenset(
        {
            *("consent", "access_log", "security_log", "mail_log", "disclosure_log", "notice_log"),
            *("erasure_log", "breach", "cv_view", "mailing_use", "visit", "visit_counts"),
            *("sign_in", "request", "cookie", "suppression", "backup", "export"),
        }
    ),
    "cookie_set": frozenset({"cookie"}),
    "backup_taken": frozenset({"backup"}),
    "export_made": frozenset({"export"}),
    "review_published": frozenset({"review", "review_case"}),
    "consent_last_used": frozenset({"consent", "mailing", "mailing_use"}),
    "consent_given": frozenset({"mailing", "mailing_use"}),
}
_OF_A_PERSON = frozenset({"last_activity", "last_contact", "last_login", "last_saved"})
_IMPERSONAL = frozenset({"visit", "visit_counts", "cookie", "backup", "erasure_log", "breach"})
_WITHOUT_ACCOUNT = frozenset(
    {"subscriber", "referee", "next_of_kin", "enquirer", "visitor", "supplier_contact", "partner"}
)
# Events that end something running: until then the record is live, and that is said.
_RUNNING: dict[str, str] = {
    "employment_ended": "an employment",
    "ad_ended": "an active ad",
    "left_staff": "work for the tenant itself",
    "consent_ended": "a standing consent",
    "relation_ended": "an open subscription",
    "agreement_fulfilled": "an open subscription",
}


@dataclass(frozen=True)
class Assurance:
    """That an end surely comes: so long after which event; live: what keeps it until then."""

    after: str
    days: int
    anchor: str
    live: str = ""


def assured(
    policy: Policy,
    rule: Retain,
    number: int | None,
    record: str,
    kind: str,
    conditions: frozenset[str],
) -> Assurance | None:
    """How stage `number` of a rule surely comes, by anchor, cap, backstop or review; or None."""
    place = _Place(policy, record, kind, conditions)
    if number is not None:
        start = place.start(rule)
        if start is not None:
            step = rule.stages[number]
            return Assurance(
                str(step.after), step.after.days + start.days, start.anchor, start.live
            )
        if number == len(rule.stages) - 1:
            for moment in (rule.cap, rule.backstop):
                if moment and place.comes(moment):
                    return Assurance(str(moment.after), moment.after.days, moment.anchor)
    if rule.review:
        every, answer = rule.review.every, rule.review.answer_within
        return Assurance(f"{every} and {answer}", every.days + answer.days, "collected")
    return None


@dataclass(frozen=True)
class _Place:
    """One kind of person's record in given circumstances."""

    policy: Policy
    record: str
    kind: str
    conditions: frozenset[str]

    def comes(self, moment: Moment) -> bool:
        """Whether the event of a cap or backstop is there from the first day."""
        return self._sure(moment.anchor)

    def start(self, rule: Retain, among: frozenset[str] = frozenset()) -> Assurance | None:
        """The event a rule counts from, if it surely comes; `among`: rules being asked already."""
        found = [self._event(rule, word, among) for word in rule.anchors]
        known = [one for one in found if one is not None]
        combined_all = not isinstance(rule.anchor, str) and rule.anchor.way == "all"
        if not known or (combined_all and len(known) < len(found)):
            return None
        return max(known, key=lambda one: (bool(one.live), one.days))

    def _event(self, rule: Retain, word: str, among: frozenset[str]) -> Assurance | None:
        if self._sure(word):
            return Assurance("", 0, word)
        live = self._running(word)
        if live:
            return Assurance("", 0, word, live)
        made_by = ANCHORS[word].made_by
        return self._made(rule, made_by, word, among) if made_by else None

    def _sure(self, word: str) -> bool:
        if not ANCHORS[word].sure:
            return word == "employment_started" and self.kind == "employee"
        if word in _ONLY_ON:
            sent = word != "application_sent" or "draft" not in self.conditions
            return self.record in _ONLY_ON[word] and sent
        if word not in _OF_A_PERSON:
            return True
        if self.kind == "visitor" or self.record in _IMPERSONAL:
            return False
        no_account = self.kind in _WITHOUT_ACCOUNT or "without_account" in self.conditions
        return not (word == "last_login" and no_account)

    def _running(self, word: str) -> str:
        """What runs on until the event, or "" when nothing does."""
        employed = self.kind == "employee" or "ever_employed" in self.conditions
        runs = {
            "employment_ended": employed,
            "ad_ended": self.record == "job_ad" and "draft" not in self.conditions,
            "left_staff": self.kind == "staff",
            "consent_ended": self.record in ("consent", "mailing", "mailing_use"),
            "relation_ended": "with_subscription" in self.conditions,
            "agreement_fulfilled": "with_subscription" in self.conditions,
        }
        return _RUNNING[word] if runs.get(word) else ""

    def _made(
        self, rule: Retain, action: str, word: str, among: frozenset[str]
    ) -> Assurance | None:
        """An event the program itself brings about, by another rule that surely acts."""
        for other in self._doing(action, rule, among):
            start = self.start(other, among | {rule.id, other.id})
            if start is None:
                continue
            step = next(one for one in other.stages if one.do == action)
            return Assurance("", start.days + step.after.days, word, start.live)
        return None

    def _doing(self, action: str, rule: Retain, among: frozenset[str]) -> Iterable[Retain]:
        for other in self.policy.document.retain:
            same = not rule.consent or not other.consent or rule.consent == other.consent
            if other.id in among or other.id == rule.id or self.kind not in other.who or not same:
                continue
            mailing = any(one.startswith("mailing.") for one in self.policy.reach(other))
            if mailing and any(step.do == action for step in other.stages):
                yield other
