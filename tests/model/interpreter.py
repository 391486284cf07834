"""A second, short reading of a policy file: who is still there after which night.

Shares no code with the product. It reads the TOML, remembers what happened to whom and when, and
says what a sweep must leave of persons, the values of their profiles, consents and sign-ins.
"""

import tomllib
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

    state: str
    given: datetime
    last_used: datetime
    ended: datetime | None = None
    stopped: datetime | None = None
    expires: date | None = None


@dataclass
class Somebody:
    """A person as the notice's reader imagines one."""

    state: str
    told: int  # the version of the notice they were last told of
    moments: dict[str, datetime]
    values: dict[str, datetime] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    sign_ins: list[datetime] = field(default_factory=list)


class World:
    """Everything one business knows."""

    def __init__(self, text: str) -> None:
        self.versions = [tomllib.loads(text)]
        self.people: dict[str, Somebody] = {}
        self.loose: list[tuple[str, Answer]] = []
        self.zone = ZoneInfo(self.versions[0]["policy"]["timezone"])

    @property
    def policy(self) -> dict[str, Any]:
        """The version in force."""
        return self.versions[-1]

    def join(self, who: str, at: datetime) -> None:
        """Somebody signs up."""
        clocks = ("collected", "last_activity", "last_login", "last_contact")
        told = len(self.versions) - 1
        self.people[who] = Somebody("pending", told, dict.fromkeys(clocks, at))

    def confirm(self, who: str) -> None:
        """The address is theirs."""
        one = self.people[who]
        one.moments.setdefault("confirmed", one.moments["collected"])
        if one.state == "pending":
            one.state = "active"

    def sign_in(self, who: str, at: datetime) -> None:
        """They sign in: a login is an activity."""
        self.people[who].sign_ins.append(at)
        self._move(who, at, "last_login", "last_activity")

    def save(self, who: str, category: str, at: datetime) -> None:
        """They write something in their profile."""
        self.people[who].values[category] = at
        self._move(who, at, "last_activity")

    def contact(self, who: str, at: datetime) -> None:
        """One of the staff turns to this one person."""
        self._move(who, at, "last_contact")

    def write_in(self, who: str, at: datetime) -> None:
        """They write to the business."""
        self._move(who, at, "last_contact", "last_activity")

    def close_process(self, who: str, at: datetime) -> None:
        """The recruitment they took part in is over."""
        self.people[who].moments["process_closed"] = at

    def open_process(self, who: str) -> None:
        """Another has begun."""
        self.people[who].moments.pop("process_closed", None)

    def give(self, who: str, consent: str, at: datetime) -> None:
        """They say yes."""
        asked = self.policy["consent"][consent]
        expires = later(self.day(at), asked["expires"], self.policy) if "expires" in asked else None
        self.people[who].answers[consent] = Answer("given", at, at, expires=expires)

    def use(self, who: str, consent: str, at: datetime) -> bool:
        """A mail that rests on a consent: whether it may go."""
        one = self.people[who]
        answer = one.answers.get(consent)
        if one.state != "active" or answer is None or answer.state != "given":
            return False
        answer.last_used = at
        return True

    def withdraw(self, who: str, consent: str, at: datetime) -> bool:
        """They take a yes back; what rested on nothing else goes. False: there was none."""
        one = self.people[who]
        answer = one.answers.get(consent)
        if answer is None or answer.state != "given":
            return False
        answer.state, answer.ended = "withdrawn", at
        if consent in self._mail_consents():
            answer.stopped = at
        if self.policy["consent"][consent]["withdraw"]["erase"] == "sole_basis":
            for category in self._resting_on(consent):
                one.values.pop(category, None)
        return True

    def restrict(self, who: str) -> None:
        """Nothing but storage from now on."""
        self.people[who].state = "restricted"

    def lift(self, who: str) -> None:
        """Used as before."""
        one = self.people[who]
        if one.state == "restricted":
            one.state = "active" if "confirmed" in one.moments else "pending"

    def leave(self, who: str, at: datetime) -> None:
        """They delete their profile: every yes is taken back with it."""
        for name, answer in self.people[who].answers.items():
            if answer.ended is None:
                answer.state, answer.ended = "withdrawn", at
                if name in self._mail_consents():
                    answer.stopped = answer.stopped or at
        self._erase(who, at, set())

    def publish(self, text: str) -> None:
        """Another version is in force; whoever was not told is bound by the older ones too."""
        self.versions.append(tomllib.loads(text))

    def tell(self, who: str) -> None:
        """They were told of the version in force."""
        self.people[who].told = len(self.versions) - 1

    def sweep(self, at: datetime) -> None:
        """Everything that is due on this day."""
        today = self.day(at)
        for answer in self._all_answers():
            if answer.state == "given" and answer.expires and answer.expires <= today:
                answer.state, answer.ended = "ended", at
        for number in [len(self.versions) - 1, *range(len(self.versions) - 1)]:
            for rule in self.versions[number]["retain"]:
                self._keep(rule, number, today, at)
        held = self._held()
        for one in self.people.values():
            one.values = {name: day for name, day in one.values.items() if name in held}

    def _keep(self, rule: Rule, number: int, today: date, at: datetime) -> None:
        if "candidate" not in rule["who"]:
            return
        bound = {
            who: one
            for who, one in self.people.items()
            if one.state in ALIVE and (self._newest(number) or one.told <= number)
        }
        step = rule["stages"][-1]
        records = {word for word in rule["what"] if "." not in word}
        for who, one in list(bound.items()):
            if not self._applies(rule, one) or step["do"] != "erase":
                continue
            end = self._end(rule, number, one.moments)
            if end and end <= today and "person" in records:
                self._erase(who, at, set(rule["what"]))
                continue
            for name, collected in list(one.values.items()):
                named = name in rule["what"] or name.partition(".")[0] in records
                end = self._end(rule, number, {**one.moments, "collected": collected})
                if named and end and end <= today:
                    del one.values[name]
        if "sign_in" in records:
            for one in bound.values():
                one.sign_ins = [
                    moment
                    for moment in one.sign_ins
                    if not self._over(rule, number, {"signed_in": moment}, today)
                ]
        if "mailing" in records:
            self._stop_mails(rule, number, today, at, bound)
        if "consent" in records:
            self._forget_answers(rule, number, today, bound)

    def _applies(self, rule: Rule, one: Somebody) -> bool:
        """The conditions this reading knows; a rule with any other is not read at all."""
        for word in rule.get("only", []):
            answer = one.answers.get(rule.get("consent", ""))
            stands = answer is not None and answer.state == "given"
            if word not in ("with_consent", "without_consent"):
                return False
            if stands is (word == "without_consent"):
                return False
        return True

    def _end(self, rule: Rule, number: int, moments: dict[str, datetime]) -> date | None:
        """The day a rule's last stage is due, with its cap; None while it waits."""
        policy, step = self.versions[number], rule["stages"][-1]
        words = rule["anchor"]
        if isinstance(words, str):
            start = moments.get(words)
            starts = [start] if start else []
        else:
            ((way, listed),) = words.items()
            starts = [moments[word] for word in listed if word in moments]
            if way == "all" and len(starts) < len(listed):
                starts = []
            starts = starts and [min(starts) if way == "earliest" else max(starts)]
        ends = [later(self.day(start), step["after"], policy) for start in starts]
        cap = rule.get("cap", {})
        if cap.get("anchor") in moments:
            ends.append(later(self.day(moments[cap["anchor"]]), cap["after"], policy))
        stop = {} if starts else rule.get("backstop", {})
        if stop.get("anchor") in moments:
            ends.append(later(self.day(moments[stop["anchor"]]), stop["after"], policy))
        return min(ends, default=None)

    def _over(self, rule: Rule, number: int, moments: dict[str, datetime], today: date) -> bool:
        end = self._end(rule, number, moments)
        return end is not None and end <= today

    def _stop_mails(
        self, rule: Rule, number: int, today: date, at: datetime, bound: dict[str, Somebody]
    ) -> None:
        policy = self.versions[number]
        concerned = [item for one in bound.values() for item in one.answers.items()]
        concerned += self.loose if self._newest(number) else []
        for name, answer in concerned:
            if name not in self._mail_consents(policy):
                continue
            after = rule["stages"][0]["after"]
            begun = answer.last_used
            if answer.stopped is None and later(self.day(begun), after, policy) <= today:
                answer.stopped = at
                if answer.state == "given":
                    answer.state, answer.ended = "ended", at

    def _forget_answers(
        self, rule: Rule, number: int, today: date, bound: dict[str, Somebody]
    ) -> None:
        def over(answer: Answer) -> bool:
            return answer.ended is not None and self._over(
                rule, number, {"consent_ended": answer.ended}, today
            )

        for one in bound.values():
            one.answers = {name: a for name, a in one.answers.items() if not over(a)}
        if self._newest(number):
            self.loose = [(name, a) for name, a in self.loose if not over(a)]

    def day(self, at: datetime) -> date:
        """The day of a moment where the business is."""
        return at.astimezone(self.zone).date()

    def _newest(self, number: int) -> bool:
        return number == len(self.versions) - 1

    def _move(self, who: str, at: datetime, *clocks: str) -> None:
        self.people[who].moments.update(dict.fromkeys(clocks, at))

    def _all_answers(self) -> list[Answer]:
        own = [a for one in self.people.values() for a in one.answers.values()]
        return own + [answer for _, answer in self.loose]

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

    def _held(self) -> set[str]:
        return {name for one in self.policy["collect"] for name in one["fields"]}

    def _erase(self, who: str, at: datetime, along: set[str]) -> None:
        """A person goes; proof of what they agreed to stays behind, and permissions to mail."""
        for name, answer in self.people.pop(who).answers.items():
            standing = answer.state == "given"
            if standing and ("mailing" in along or name not in self._mail_consents()):
                answer.state, answer.ended = "ended", at
            self.loose.append((name, answer))
