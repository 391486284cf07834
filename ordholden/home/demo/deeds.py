"""What people of the demo do, each by the product's own action."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.db import connection

from ordholden.accounts import actions as accounts
from ordholden.candidates import asking
from ordholden.candidates.actions import profile, sign_up
from ordholden.home.demo.answers import ANSWERS, Somebody
from ordholden.home.demo.history import Life
from ordholden.kit import clock, worker
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent
from ordholden.tenants import scope

RECENT = timedelta(days=30)  # letters of these days lie in the mailbox
SIGN_INS_SHOWN = timedelta(days=170)
BROWSERS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) Safari/605.1",
    "Mozilla/5.0 (Windows NT 10.0) Firefox/132.0",
)
# Numbers that could be real people's, and what is given as a file, nobody in the demo gives.
NEVER = frozenset(
    {"employment.national_id", "person.national_id", asking.ACCOUNT, asking.MAIL_ADDRESS}
)

COMPANY = (
    "company.name",
    "company.contact",
    "company_contact.position",
    "company_contact.correspondence",
)


@dataclass
class Stage:
    """What the tenant's policy asks of a kind of person, and who of us can answer it."""

    policy: Policy
    end: datetime
    random: Random
    fields: dict[tuple[str, str], list[asking.Asked]] = field(default_factory=dict)

    def asked(self, kind: str, stage: str) -> list[asking.Asked]:
        """The fields of a kind of person at a stage that somebody here can answer."""
        known = self.fields.get((kind, stage))
        if known is None:
            found = asking.asked(
                self.policy, kinds=[kind], stages=[stage], sources=("subject", "staff")
            )
            known = [one for one in found if self._answerable(one)]
            self.fields[kind, stage] = known
        return known

    def _answerable(self, one: asking.Asked) -> bool:
        return (
            not one.consent
            and one.category not in NEVER
            and (one.category in ANSWERS or one.is_contact)
            and not asking.is_file(self.policy, one.category)
            and not asking.is_statistic(self.policy, one.category)
        )

    def answers(
        self, who: Somebody, kind: str, stage: str, *, at_most: int = 99
    ) -> dict[str, str | list[str]]:
        """What somebody answers: everything that is required, and some of the rest."""
        given: dict[str, str | list[str]] = {}
        asked = self.asked(kind, stage)
        optional = [one for one in asked if not one.required]
        chosen = self.random.sample(optional, min(at_most, len(optional)))
        for one in asked:
            if one.required or one in chosen:
                given[one.category] = self._answer(who, one, brief=at_most < 99)
        return {category: answer for category, answer in given.items() if answer}

    def _answer(self, who: Somebody, one: asking.Asked, *, brief: bool) -> str | list[str]:
        own = {"person.name": who.name, "person.email": who.email}
        if one.category in own:
            return own[one.category]
        if one.category == "person.phone":
            return who.country.telephone(who.random)
        answer = ANSWERS[one.category](who)
        if isinstance(answer, list) and not one.has_several:
            return "\n".join(answer)
        if isinstance(answer, list) and brief:
            return answer[:1]
        return [answer] if isinstance(answer, str) and one.has_several else answer


def registers(
    stage: Stage, life: Life, who: Somebody, consents: Sequence[str], password: str = ""
) -> None:
    """Somebody signs up, and says yes to some of what they are asked."""
    values = stage.answers(who, "candidate", "sign_up", at_most=99 if password else 1)
    locale = "en" if who.random.random() < 0.06 else stage.policy.locale
    answers = sign_up.Answers(values=values, consents=consents, password=password)
    life.person = sign_up.sign_up(answers, locale=locale)
    post(stage.end)


def post(end: datetime) -> None:
    """Letters of the last month are sent; older ones would have been forgotten by now."""
    if clock.now() > end - RECENT:
        worker.drain()
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE tenant_id = app_tenant()")
        cursor.execute("DELETE FROM accounts_letter")


def confirms(life: Life) -> None:
    """They click the link in the letter."""
    EmailAddress.objects.filter(user_id=life.here.user.pk).update(verified=True)
    accounts.address_confirmed(life.here)


def tells_more(stage: Stage, life: Life, who: Somebody, kind: str, at: str, several: int) -> None:
    """They fill in more of their profile."""
    values = stage.answers(who, kind, at, at_most=several)
    contact = {"person.name", "person.email"}
    profile.save(life.here, {k: v for k, v in values.items() if k not in contact}, {})


def signs_in(stage: Stage, life: Life) -> None:
    """They sign in; what is older than sign-ins are kept, only moves the clocks."""
    person = life.here
    if clock.now() < stage.end - SIGN_INS_SHOWN:
        people.touch(person, people.Event.SIGN_IN)
    else:
        number = stage.random.randint(2, 250)
        row = accounts.note_sign_in(
            person,
            ip=f"{stage.random.choice(('203.0.113', '198.51.100', '192.0.2'))}.{number}",
            user_agent=stage.random.choice(BROWSERS),
            session_key="",
            method=stage.random.choice(("password", "password", "code")),
        )
        accounts.end_sign_ins(person, only=row.pk)
    _hears_of_the_notice(person)


def _hears_of_the_notice(person: Person) -> None:
    """Whoever signs in after the notice has changed, sees the new one."""
    policy_id = scope.required().policy_id
    if person.notified_policy != policy_id:
        privacy.show_notice(person=person, locale=person.locale, place="sign_in")
        people.note_told(person, policy_id)


def writes(life: Life) -> None:
    """They write to us, which is contact."""
    people.touch(life.here, people.Event.FROM_SUBJECT)


def is_called(life: Life) -> None:
    """One of us turns to them alone, which is contact."""
    people.touch(life.here, people.Event.ONE_TO_ONE)


def uses_consents(life: Life, consents: Collection[str]) -> None:
    """A mail goes out that rests on their yes."""
    for row in Consent.objects.standing().filter(person=life.here, consent__in=consents):
        privacy.use_consent(row)


def withdraws(life: Life, consent: str) -> None:
    """They take a consent back."""
    row = Consent.objects.filter(person=life.here, consent=consent, state="given").first()
    if row is not None:
        privacy.withdraw_consent(row, locale=life.here.locale)


def becomes(stage: Stage, life: Life, who: Somebody, kind: str, *, account: bool) -> None:
    """Somebody gets to be known to us in another way than by signing up."""
    phone = who.country.telephone(who.random)
    person = people.register(name=who.name, email=who.email, phone=phone, kind=kind)
    life.person = person
    if account:
        accounts.open_account(person, who.email, confirmed=True)
    else:
        people.confirm(person)
    for category in COMPANY:
        if people.is_collected(person, category):
            answer = ANSWERS[category](who)
            people.save_detail(person, category, answer if isinstance(answer, str) else answer[0])


def starts_work(stage: Stage, life: Life, who: Somebody, on: date) -> None:
    """They are hired, and give what work needs."""
    people.start_employment(life.here, on=on)
    people.close_process(life.here)
    for at in ("hired", "employed"):
        values = stage.answers(who, "employee", at, at_most=3)
        contact = ("person.name", "person.email", "person.phone")
        profile.store(life.here, {k: v for k, v in values.items() if k not in contact}, {})
