"""A second, short reading of a policy file: who is still there after which night.

Shares no code with the product. It reads the TOML, remembers what happened to whom and when, and
says what a sweep, and what a restore, must leave of persons, values, consents and sign-ins.
"""

import tomllib
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.model.lengths import later

ALIVE = ("pending", "active")
Rule = dict[str, Any]


@dataclass
class Answer:
    """One consent of a person, or of an address whose person is gone."""

    number: int
    state: str
    given: datetime
    last_used: datetime
    ended: datetime | None = None
    stopped: datetime | None = None
    expires: date | None = None


@dataclass
class Somebody:
    """A person as the notice's reader imagines one. "kept": a shell around what a case holds."""

    state: str
    told: int  # the version of the notice they were last told of
    moments: dict[str, datetime]
    values: dict[str, datetime] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    sign_ins: list[datetime] = field(default_factory=list)
    objected: set[str] = field(default_factory=set)
    held: dict[str, date] = field(default_factory=dict)  # value -> last day of its hold
    owed: dict[str, str] = field(default_factory=dict)  # held value -> consent taken back


class World:
    def __init__(self, text: str) -> None:
        self.versions = [tomllib.loads(text)]
        self.people: dict[str, Somebody] = {}
        self.loose: list[tuple[str, Answer]] = []
        self.zone = ZoneInfo(self.versions[0]["policy"]["timezone"])
        self.numbers = 0
        self.log: list[tuple[Any, ...]] = []  # decisions since the backup
        self.saved: Any = None

    @property
    def policy(self) -> dict[str, Any]:
        return self.versions[-1]

    def join(self, who: str, at: datetime) -> None:
        clocks = ("collected", "last_activity", "last_login", "last_contact")
        told = len(self.versions) - 1
        self.people[who] = Somebody("pending", told, dict.fromkeys(clocks, at))

    def confirm(self, who: str) -> None:
        one = self.people[who]
        one.moments.setdefault("confirmed", one.moments["collected"])
        one.state = "active" if one.state == "pending" else one.state

    def sign_in(self, who: str, at: datetime) -> None:
        self.people[who].sign_ins.append(at)
        self.move(who, at, "last_login", "last_activity")

    def save(self, who: str, category: str, at: datetime) -> None:
        one = self.people[who]
        if one.values.get(category, at) != at:
            self.log.append(("_drop", who, category))  # what was there before was wrong
        if one.values.get(category) != at:
            one.owed.pop(category, None)
        one.values[category] = at
        self.move(who, at, "last_activity")

    def move(self, who: str, at: datetime, *clocks: str) -> None:
        self.people[who].moments.update(dict.fromkeys(clocks, at))

    def give(self, who: str, consent: str, at: datetime) -> None:
        asked, answers = self.policy["consent"][consent], self.people[who].answers
        expires = later(self.day(at), asked["expires"], self.policy) if "expires" in asked else None
        self.numbers += 1
        number = answers[consent].number if consent in answers else self.numbers
        answers[consent] = Answer(number, "given", at, at, expires=expires)

    def use(self, who: str, consent: str, at: datetime) -> bool:
        """A mail that rests on a consent: whether it may go."""
        one = self.people[who]
        answer = one.answers.get(consent)
        if one.state != "active" or answer is None or answer.state != "given":
            return False
        answer.last_used = at
        return True

    def may(self, who: str, purpose: str) -> bool:
        return self.people[who].state == "active" and purpose not in self.people[who].objected

    def withdraw(self, who: str, consent: str, at: datetime) -> bool:
        """They take a yes back; what rested on nothing else goes. False: there was none."""
        one = self.people[who]
        answer = one.answers.get(consent)
        if answer is None or answer.state != "given":
            return False
        self.log.append(("withdraw", who, consent, at))
        answer.state, answer.ended = "withdrawn", at
        if consent in self._mail_consents():
            answer.stopped = at
        if self.policy["consent"][consent]["withdraw"]["erase"] == "sole_basis":
            for category in self._resting_on(consent) & one.values.keys():
                if category in one.held:
                    one.owed[category] = consent
                else:
                    del one.values[category]
        return True

    def restrict(self, who: str) -> None:
        self.log.append(("restrict", who))
        self.people[who].state = "restricted"

    def lift(self, who: str) -> None:
        one = self.people[who]
        if one.state == "restricted":
            self.log.append(("lift", who))
            one.state = "active" if "confirmed" in one.moments else "pending"

    def object_to(self, who: str, purpose: str, stands: bool) -> None:
        self.log.append(("object_to", who, purpose, stands))
        self.people[who].objected -= {purpose}
        self.people[who].objected |= {purpose} if stands else set()

    def leave(self, who: str, at: datetime) -> None:
        self.log.append(("leave", who, at))
        for name, answer in self.people[who].answers.items():
            if answer.ended is None:
                answer.state, answer.ended = "withdrawn", at
                if name in self._mail_consents():
                    answer.stopped = answer.stopped or at
        self._erase(who, at, set())

    def hold(self, who: str, category: str, until: date) -> None:
        self.log.append(("hold", who, category, until))
        if category in self.people[who].values:
            self.people[who].held[category] = until

    def release(self, who: str, category: str) -> None:
        self.log.append(("release", who, category))
        self.people[who].held.pop(category, None)

    def backup(self) -> None:
        self.saved, self.log = deepcopy((self.versions, self.people, self.loose)), []

    def restore(self) -> None:
        """As it was, and then everything again that was decided since, for whoever was there."""
        self.versions, self.people, self.loose = deepcopy(self.saved)
        log, self.log = self.log, []
        for verb, who, *rest in log:
            if who in self.people or not who:
                getattr(self, verb)(who, *rest)
        self.log = log

    def _drop(self, who: str, category: str) -> None:
        if category not in self.people[who].held and self.people[who].state != "restricted":
            self.people[who].values.pop(category, None)

    def _forget_sign_in(self, who: str, at: datetime) -> None:
        left = [moment for moment in self.people[who].sign_ins if moment != at]
        self.people[who].sign_ins = left

    def _forget_answer(self, _nobody: str, number: int) -> None:
        for one in self.people.values():
            one.answers = {name: a for name, a in one.answers.items() if a.number != number}
        self.loose = [(name, a) for name, a in self.loose if a.number != number]

    def publish(self, text: str) -> None:
        self.versions.append(tomllib.loads(text))

    def tell(self, who: str) -> None:
        self.people[who].told = len(self.versions) - 1

    def sweep(self, at: datetime) -> None:
        today = self.day(at)
        answers = [item for one in self.people.values() for item in one.answers.items()]
        for _, answer in answers + self.loose:
            if answer.state == "given" and answer.expires and answer.expires <= today:
                answer.state, answer.ended = "ended", at
        for who, one in list(self.people.items()):
            for category in [name for name, until in one.held.items() if until < today]:
                self.release(who, category)
            for category in one.owed.keys() - one.held.keys():
                answer = one.answers.get(one.owed.pop(category))
                if answer and answer.state == "withdrawn":
                    self._go(who, category)
            if one.state == "kept" and not one.held:
                self._erase(who, at, set())
        for number in [len(self.versions) - 1, *range(len(self.versions) - 1)]:
            for rule in self.versions[number]["retain"]:
                self._keep(rule, number, today, at)
        asked = {name for one in self.policy["collect"] for name in one["fields"]}
        for who, name in [(who, name) for who, one in self.people.items() for name in one.values]:
            if name not in asked and name not in self.people[who].held:
                self._go(who, name)

    def _keep(self, rule: Rule, number: int, today: date, at: datetime) -> None:
        policy, newest = self.versions[number], number == len(self.versions) - 1
        alive = {who: one for who, one in self.people.items() if one.state in ALIVE}
        bound = {who: one for who, one in alive.items() if newest or one.told <= number}
        records = {word for word in rule["what"] if "." not in word}
        if "candidate" not in rule["who"]:
            return
        for who, one in list(bound.items()):
            if not self._applies(rule, one) or rule["stages"][-1]["do"] != "erase":
                continue
            if "person" in records and self._over(rule, number, one.moments, today):
                self._erase(who, at, set(rule["what"]))
                continue
            for name, collected in list(one.values.items()):
                named = name in rule["what"] or name.partition(".")[0] in records
                moments = {**one.moments, "collected": collected}
                if named and name not in one.held and self._over(rule, number, moments, today):
                    self._go(who, name)
        for who, one in bound.items() if "sign_in" in records else ():
            for moment in set(one.sign_ins):
                if self._over(rule, number, {"signed_in": moment}, today):
                    self.log.append(("_forget_sign_in", who, moment))
                    self._forget_sign_in(who, moment)
        concerned = [item for one in bound.values() for item in one.answers.items()]
        concerned += self.loose if newest else []
        for name, answer in concerned:
            stop = later(self.day(answer.last_used), rule["stages"][0]["after"], policy)
            mails = "mailing" in records and name in self._mail_consents(policy)
            if mails and answer.stopped is None and stop <= today:
                answer.stopped = at
                if answer.state == "given":
                    answer.state, answer.ended = "ended", at
            ended = {"consent_ended": answer.ended} if answer.ended else {}
            if "consent" in records and self._over(rule, number, ended, today):
                self.log.append(("_forget_answer", "", answer.number))
                self._forget_answer("", answer.number)

    def _applies(self, rule: Rule, one: Somebody) -> bool:
        """The conditions this reading knows; a rule with any other is not read at all."""
        answer = one.answers.get(rule.get("consent", ""))
        stands = answer is not None and answer.state == "given"
        return set(rule.get("only", [])) <= {"with_consent" if stands else "without_consent"}

    def _over(self, rule: Rule, number: int, moments: dict[str, datetime], today: date) -> bool:
        """Whether a rule's last stage is due, with its cap and backstop."""
        policy, step, words = self.versions[number], rule["stages"][-1], rule["anchor"]
        way, listed = ("latest", [words]) if isinstance(words, str) else next(iter(words.items()))
        starts = [moments[word] for word in listed if word in moments]
        if way == "all" and len(starts) < len(listed):
            starts = []
        starts = starts and [min(starts) if way == "earliest" else max(starts)]
        ends = [later(self.day(start), step["after"], policy) for start in starts]
        for bound in (rule.get("cap", {}), {} if starts else rule.get("backstop", {})):
            if bound.get("anchor") in moments:
                ends.append(later(self.day(moments[bound["anchor"]]), bound["after"], policy))
        return min(ends, default=date.max) <= today

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _mail_consents(self, policy: dict[str, Any] | None = None) -> set[str]:
        mails = (policy or self.policy)["mail"].values()
        return {one["consent"] for one in mails if "consent" in one}

    def _resting_on(self, consent: str) -> set[str]:
        rests, elsewhere = set(), set()
        for one in self.policy["collect"]:
            bases = [b for p in one["purposes"] for b in self.policy["purpose"][p]["bases"]]
            alone = bool(bases) and all(basis.get("consent") == consent for basis in bases)
            (rests if alone else elsewhere).update(one["fields"])
        return rests - elsewhere

    def _go(self, who: str, category: str) -> None:
        self.log.append(("_drop", who, category))
        self.people[who].values.pop(category, None)

    def _erase(self, who: str, at: datetime, along: set[str]) -> None:
        """A person goes; proof of what they agreed to stays behind, and permissions to mail."""
        self.log.append(("_erase", who, at, along))
        one = self.people.pop(who)
        for name, answer in one.answers.items():
            beside = name in self._mail_consents() and "mailing" not in along
            if answer.state == "given" and not beside:
                answer.state, answer.ended = "ended", at
            self.loose.append((name, answer))
        if one.held:
            values = {name: day for name, day in one.values.items() if name in one.held}
            self.people[who] = Somebody("kept", one.told, one.moments, values, held=one.held)
