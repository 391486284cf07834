"""Ordholden and the interpreter side by side: everything is done to both, then compared."""

from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ordholden.kit import mail
from ordholden.people import actions as people
from ordholden.people import use
from ordholden.people.models import Detail, Person
from ordholden.policy import compile_policy
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent
from ordholden.privacy.sweep import acting
from ordholden.tenants import clock
from ordholden.tenants.actions import add
from ordholden.tenants.scope import at_home
from tests.model.firms import firm
from tests.model.interpreter import World

CONSENTS = ("later_jobs", "job_mail", "newsletter")
CATEGORIES = ("profile.skills", "profile.wishes", "own.shoe_size", "own.hobby")


class Cut(Exception):
    """The program was killed here."""


class Pair:
    """One business, run twice. Every verb is done to Ordholden and to the interpreter."""

    def __init__(self, seed: int, at: datetime) -> None:
        self.at = at
        self.keys: dict[str, UUID] = {}
        with clock.travel(at):
            self.tenant = add(firm(seed), ["acme.localhost"])
        self.world = World(firm(seed))

    # -------------------------------------------------------------- verbs
    def join(self) -> None:
        who = f"p{len(self.keys)}"
        with self._now():
            person = people.register(name=who, email=f"{who}@example.org")
            self.keys[who] = person.pk
        self.world.join(who, self.at)

    def confirm(self, who: str) -> None:
        with self._now():
            people.confirm(self._person(who))
        self.world.confirm(who)

    def sign_in(self, who: str) -> None:
        from ordholden.accounts.models import SignIn

        with self._now():
            person = self._person(who)
            SignIn.objects.create(person=person)
            people.touch(person, people.Event.SIGN_IN)
        self.world.sign_in(who, self.at)

    def save(self, who: str, category: str) -> None:
        with self._now():
            person = self._person(who)
            people.save_detail(person, category, f"{self.at.timestamp():.0f}")
            people.touch(person, people.Event.SAVE)
        self.world.save(who, category, self.at)

    def touch(self, who: str, event: str) -> None:
        """Contact of the one kind or the other, or something that must move nothing."""
        with self._now():
            people.touch(self._person(who), event)
        if event == people.Event.ONE_TO_ONE:
            self.world.contact(who, self.at)
        elif event == people.Event.FROM_SUBJECT:
            self.world.write_in(who, self.at)

    def process(self, who: str, *, closes: bool) -> None:
        with self._now():
            (people.close_process if closes else people.open_process)(self._person(who))
        if closes:
            self.world.close_process(who, self.at)
        else:
            self.world.open_process(who)

    def give(self, who: str, consent: str) -> None:
        with self._now():
            privacy.give_consent(consent, person=self._person(who), locale="da", confirmed=True)
        self.world.give(who, consent, self.at)

    def withdraw(self, who: str, consent: str) -> None:
        if not self.world.withdraw(who, consent, self.at):
            return
        with self._now():
            row = Consent.objects.get(person_id=self.keys[who], consent=consent)
            privacy.withdraw_consent(row, locale="da")

    def mail(self, who: str, consent: str) -> None:
        """A mail of the class that rests on the consent: it goes from both or from neither."""
        with self._now():
            person = self._person(who)
            line = mail.send(
                to=person.email,
                template="privacy/email/due_soon",
                context={"name": person.name, "url": "https://example.org/"},
                mail_class=consent,
                locale="da",
                subject_person=person.pk,
                unsubscribe_url="https://example.org/stop",
            )
        assert (line.outcome == "sent") is self.world.use(who, consent, self.at), line.reason

    def restrict(self, who: str) -> None:
        with self._now():
            people.restrict(self._person(who))
        self.world.restrict(who)

    def lift(self, who: str) -> None:
        if self.world.people[who].state == "restricted":
            with self._now():
                people.lift_restriction(self._person(who))
            self.world.lift(who)

    def leave(self, who: str) -> None:
        with self._now():
            privacy.delete_profile(self._person(who))
        self.world.leave(who, self.at)

    def publish(self, seed: int) -> None:
        policy = compile_policy(firm(seed))
        if policy.id == self.tenant.policy_id:
            return
        with self._now():
            privacy.publish(policy, why="The figures alone have changed.")
        self.tenant.refresh_from_db()
        self.world.publish(firm(seed))

    def tell(self, who: str) -> None:
        with self._now():
            people.note_told(self._person(who), self.tenant.policy_id)
        self.world.tell(who)

    def wait(self, days: int, hours: int) -> None:
        self.at += timedelta(days=days, hours=hours)

    def sweep(self) -> None:
        with self._now(storing=False):
            privacy.sweep()
        self.world.sweep(self.at)
        self.compare()

    def crash(self, patch: Any, after: int) -> None:
        """The night's work is killed at its `after`th batch: nobody is half gone."""
        act, done = acting.act, iter(range(after))

        def cut(*given: Any) -> int:
            if next(done, None) is None:
                raise Cut
            return act(*given)

        try:
            with patch.context() as place, self._now(storing=False):
                place.setattr(acting, "act", cut)
                privacy.sweep()
        except Cut:
            self.compare()
        else:
            self.world.sweep(self.at)

    # -------------------------------------------------------------- comparing
    def compare(self) -> None:
        """Both know the same persons, values, consents and sign-ins."""
        with self._now():
            assert self._product() == self._model(), self.at

    def _product(self) -> dict[str, Any]:
        names = {key: who for who, key in self.keys.items()}
        found: dict[str, Any] = {
            names[one.pk]: (one.state, set(), {}, one.sign_ins.count())
            for one in Person.objects.all()
        }
        for key, category in Detail.objects.values_list("person_id", "category"):
            found[names[key]][1].add(category)
        loose: Counter[tuple[str, str]] = Counter()
        for row in Consent.objects.all():
            if row.person_id:
                found[names[row.person_id]][2][row.consent] = row.state
            else:
                loose[row.consent, row.state] += 1
        return {**found, "loose": loose}

    def _model(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            who: (
                one.state,
                set(one.values),
                {name: answer.state for name, answer in one.answers.items()},
                len(one.sign_ins),
            )
            for who, one in self.world.people.items()
        }
        return {**found, "loose": Counter((n, a.state) for n, a in self.world.loose)}

    def _person(self, who: str) -> Person:
        return Person.objects.get(pk=self.keys[who])

    def _now(self, *, storing: bool = True) -> Any:
        return _Now(self, use.storing() if storing else nullcontext())


class _Now:
    """The business at work at the pair's moment, where restricted persons are seen too."""

    def __init__(self, pair: Pair, seeing: AbstractContextManager[None]) -> None:
        self.around = (clock.travel(pair.at), at_home(pair.tenant), seeing)

    def __enter__(self) -> None:
        for one in self.around:
            one.__enter__()

    def __exit__(self, *what: Any) -> None:
        for one in reversed(self.around):
            one.__exit__(*what)
