"""Ordholden and the interpreter side by side: everything is done to both, then compared."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from ordholden.accounts.tests.make import make_staff
from ordholden.copies import contents
from ordholden.journal import interlock, recording
from ordholden.kit import mail
from ordholden.people import actions as people
from ordholden.people import use
from ordholden.people.models import Detail, Person
from ordholden.policy import compile_policy
from ordholden.privacy import actions as privacy
from ordholden.privacy import gate, limits, replay
from ordholden.privacy.models import Consent, Hold, Limit
from ordholden.privacy.sweep import acting
from ordholden.tenants import clock
from ordholden.tenants.actions import add
from ordholden.tenants.scope import at_home
from tests.model.firms import firm
from tests.model.interpreter import World

CONSENTS = ("later_jobs", "job_mail", "newsletter")
PURPOSES = ("answers", "security")
CATEGORIES = ("profile.skills", "profile.wishes", "own.shoe_size", "own.hobby")


class Cut(Exception):
    """The program was killed here."""


class Pair:
    """One business, run twice. Every verb is done to Ordholden and to the interpreter."""

    def __init__(self, seed: int, at: datetime) -> None:
        self.at = at
        self.keys: dict[str, UUID] = {}
        self.joined = 0
        self.saved: transaction.Atomic | None = None
        with clock.travel(at):
            self.tenant = add(firm(seed), ["acme.localhost"])
            with at_home(self.tenant):
                self.officer = make_staff("Olga", "privacy_officer", second_factor=False)
        self.world = World(firm(seed))

    def known(self) -> list[str]:
        """Whom something may happen to: everybody but those of whom a case keeps something."""
        return sorted(who for who, one in self.world.people.items() if one.state != "kept")

    # -------------------------------------------------------------- verbs
    def join(self) -> None:
        self.joined += 1
        who = f"p{self.joined}"
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
            self.world.move(who, self.at, "last_contact")
        elif event == people.Event.FROM_SUBJECT:
            self.world.move(who, self.at, "last_contact", "last_activity")

    def process(self, who: str, *, closes: bool) -> None:
        with self._now():
            (people.close_process if closes else people.open_process)(self._person(who))
        if closes:
            self.world.move(who, self.at, "process_closed")
        else:
            self.world.people[who].moments.pop("process_closed", None)

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
        if self.world.people[who].state == "restricted":
            return
        with self._now():
            privacy.restrict(self._person(who))
        self.world.restrict(who)

    def lift(self, who: str) -> None:
        """The officer ends it, they have been told, and it opens again."""
        if self.world.people[who].state == "restricted":
            with self._now():
                standing = Limit.objects.standing().filter(person_id=self.keys[who])
                standing.restrictions().update(outcome=Limit.Outcome.LIFTED, told_at=self.at)
                limits.open_again()
            self.world.lift(who)

    def object_to(self, who: str, purpose: str) -> None:
        if purpose not in self.world.people[who].objected:
            with self._now():
                privacy.object_to(self._person(who), purpose)
            self.world.object_to(who, purpose, stands=True)

    def take_back(self, who: str, purpose: str) -> None:
        if purpose in self.world.people[who].objected:
            with self._now():
                standing = Limit.objects.standing().filter(purpose=purpose)
                privacy.take_back(standing.get(person_id=self.keys[who]))
            self.world.object_to(who, purpose, stands=False)

    def hold(self, who: str, category: str) -> None:
        """A case needs one value, if it is there and nothing holds it yet."""
        one = self.world.people[who]
        if category not in one.values or category in one.held:
            return
        with self._now():
            row = Detail.objects.get(person_id=self.keys[who], category=category)
            hold = privacy.set_hold("people_detail", row.pk, reason="dispute", by=self.officer)
        self.world.hold(who, category, hold.until)

    def release(self, who: str, category: str) -> None:
        if category in self.world.people[who].held:
            with self._now():
                row = Detail.objects.get(person_id=self.keys[who], category=category)
                hold = Hold.objects.get(row=row.pk, ended_at=None)
                privacy.release_hold(hold, by=self.officer)
            self.world.release(who, category)

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

    def export(self, who: str) -> None:
        """The copy they ask for has every value and every consent that is held, and no other."""
        with self._now():
            found = contents.everything(contents.begin(self._person(who), "da"))
        one = self.world.people[who]
        held = {held["category"] for held in found["held"] if held["category"] in CATEGORIES}
        assert held == one.values.keys(), who
        assert {event["consent"] for event in found["consents"]} == one.answers.keys(), who

    def backup(self) -> None:
        """From here on a restore is possible; a new backup takes the place of the one before."""
        self.close()
        self.saved = transaction.atomic()
        self.saved.__enter__()
        recording._open.entries.clear()
        self.wait(0, 1)  # what is decided in the same instant is older than the backup
        self.world.backup()

    def restore(self) -> None:
        """The database is put back, and what was decided since is done again."""
        if self.saved is None:
            return
        transaction.set_rollback(True)
        self.close()
        self.saved = transaction.atomic()
        self.saved.__enter__()
        recording._open.entries.clear()
        self.tenant.refresh_from_db()
        self.wait(0, 1)
        with clock.travel(self.at):
            replay.redo(interlock.look().decisions)
        self.world.restore()
        self.sweep()

    def close(self) -> None:
        """No restore any more."""
        if self.saved is not None:
            self.saved.__exit__(None, None, None)
            self.saved = None

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
            recording.settle()  # what was written down and not carried out is taken back
            self.compare()
        else:
            self.world.sweep(self.at)

    # -------------------------------------------------------------- comparing
    def compare(self) -> None:
        """Both know the same persons, values, consents and sign-ins."""
        with self._now():
            product, model = self._product(), self._model()
        both = {who: (product.get(who), model.get(who)) for who in product | model}
        differ = {who: two for who, two in both.items() if two[0] != two[1]}
        assert not differ, (self.at, differ)

    def _product(self) -> dict[str, Any]:
        names = {key: who for who, key in self.keys.items()}
        found: dict[str, Any] = {
            names[one.pk]: (one.state, set(), {}, one.sign_ins.count(), set())
            for one in Person.objects.filter(pk__in=names)
        }
        for key, category in Detail.objects.values_list("person_id", "category"):
            found[names[key]][1].add(category)
        for purpose, key in self._found():
            if key in names:
                found[names[key]][4].add(purpose)
        loose: Counter[tuple[str, str]] = Counter()
        for row in Consent.objects.all():
            if row.person_id:
                found[names[row.person_id]][2][row.consent] = row.state
            else:
                loose[row.consent, row.state] += 1
        return {**found, "loose": loose}

    def _found(self) -> Iterator[tuple[str, UUID]]:
        for purpose in PURPOSES:
            with gate.purpose(purpose):
                for key in gate.allowed(Person.objects.all()).values_list("pk", flat=True):
                    yield purpose, key

    def _model(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            who: (
                one.state,
                set(one.values),
                {name: answer.state for name, answer in one.answers.items()},
                len(one.sign_ins),
                {purpose for purpose in PURPOSES if self.world.may(who, purpose)},
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
