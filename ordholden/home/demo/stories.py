"""Who the demo's people are and what happens to them: each story plans its events."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from ordholden.home.demo import cvs, deeds
from ordholden.home.demo.answers import Somebody, somebody
from ordholden.home.demo.businesses import Business
from ordholden.home.demo.deeds import Stage
from ordholden.home.demo.history import History, Life
from ordholden.home.demo.names import COUNTRIES
from ordholden.home.demo.trades import Trade
from ordholden.people import actions as people
from ordholden.policy import Period, Policy, cutoff
from ordholden.privacy import actions as privacy

DAY = timedelta(days=1)
QUIET = ("last_activity", "last_login", "last_contact")


class World:
    """One business while its history is being written."""

    def __init__(self, business: Business, policy: Policy, opened: datetime, end: datetime) -> None:
        self.random = Random(business.slug)  # noqa: S311  the same people every time
        self.business, self.policy = business, policy
        self.opened, self.end = opened, end
        self.history = History(end, deeds.post)
        self.stage = Stage(policy, end, self.random)
        self.country = COUNTRIES[policy.document.controller.country]
        self.kinds = {one.who for one in policy.document.collect}
        self.number = 10
        self.quiet_since = self._quiet_since()

    def _quiet_since(self) -> datetime:
        """When somebody must have been heard of last to fall due today."""
        period = Period(3, "years")
        for rule in self.policy.document.retain:
            if "person" not in rule.what or "candidate" not in rule.who or "pending" in rule.only:
                continue
            if rule.anchor in QUIET and rule.stages[0].do == "erase":
                period = rule.stages[0].after
        day = cutoff(period, self.end.date(), self.policy.year_end)
        return self.end - timedelta(days=(self.end.date() - day).days)

    @property
    def patience(self) -> timedelta:
        """How long somebody may be silent before a rule acts."""
        return self.end - self.quiet_since

    def somebody(self, trade: Trade | None = None) -> Somebody:
        """The next person nobody has met yet."""
        self.number += 1
        found = trade or self.random.choice(self.business.trades)
        return somebody(self.random, self.country, found, self.number)

    def between(self, first: datetime, last: datetime) -> datetime:
        """A moment in working hours between two others."""
        if last <= first:
            return last
        moment = first + (last - first) * self.random.random()
        day = moment.replace(hour=self.random.randint(5, 20), minute=self.random.randint(0, 59))
        return min(max(day, first), last)

    def first_day(self, last_heard_of: datetime, longest: timedelta) -> datetime:
        """When somebody came who was heard of last then."""
        return self.between(
            max(self.opened + DAY, last_heard_of - longest), last_heard_of - timedelta(hours=2)
        )

    def consents(self, at: str = "sign_up", share: float = 0.65) -> list[str]:
        """What a candidate says yes to: what is needed, and often the rest."""
        asked = self.policy.consents(who="candidate", at=at)
        return [k for k, one in asked.items() if one.needed or self.random.random() < share]


def candidate(
    world: World,
    last: datetime,
    *,
    comes: datetime | None = None,
    consents: list[str] | None = None,
) -> tuple[Life, Somebody]:
    """Signs up, confirms, fills in a profile, comes back now and then, and last at `last`."""
    life, who, history = Life(), world.somebody(), world.history
    yes = world.consents() if consents is None else consents
    came = comes or world.first_day(last, world.patience * 1.6)
    history.at(came, lambda: deeds.registers(world.stage, life, who, yes), life)
    confirmed = min(came + timedelta(minutes=world.random.randint(2, 90)), last)
    history.at(confirmed, lambda: deeds.confirms(life), life)
    told = min(confirmed + timedelta(minutes=20), last)
    several = world.random.randint(1, 3)
    history.at(
        told,
        lambda: deeds.tells_more(world.stage, life, who, "candidate", "profile", several),
        life,
    )
    history.at(told, lambda: cvs.writes(life, who), life)
    comes_back(world, life, told, last, yes)
    return life, who


def comes_back(
    world: World, life: Life, first: datetime, last: datetime, consents: list[str]
) -> None:
    """Is heard of often enough not to be forgotten, until `last`."""
    history, gap = world.history, world.patience * 0.8
    moment = first
    while last - moment > gap:
        moment = world.between(moment + gap * 0.6, moment + gap)
        history.at(moment, lambda: _heard_of(world, life, consents), life)
    history.at(last, lambda: _heard_of(world, life, consents), life)


def _heard_of(world: World, life: Life, consents: list[str]) -> None:
    deeds.signs_in(world.stage, life)
    deeds.writes(life)
    if consents and world.random.random() < 0.7:
        deeds.uses_consents(life, consents)


# ------------------------------------------------------------------ how it goes on
def active(world: World) -> None:
    """Heard of lately, or not so lately."""
    candidate(world, world.between(world.quiet_since + 90 * DAY, world.end - timedelta(hours=3)))


def silent_long_ago(world: World) -> None:
    """Fell silent, and is gone since."""
    candidate(world, world.between(world.opened + 30 * DAY, world.quiet_since - 12 * DAY))


def silent_until_this_week(world: World) -> None:
    """Went in one of the last nights."""
    candidate(world, world.quiet_since - world.random.randint(1, 7) * DAY)


def due_this_month(world: World) -> None:
    """Goes within days or weeks, if nothing happens."""
    candidate(world, world.quiet_since + world.random.randint(1, 30) * DAY)


def due_in_three_months(world: World) -> None:
    """Goes within three months, if nothing happens."""
    candidate(world, world.quiet_since + world.random.randint(31, 90) * DAY)


def pending(world: World) -> None:
    """Signed up these days, and has not opened the letter."""
    life, who, yes = Life(), world.somebody(), world.consents()
    came = world.end - timedelta(days=world.random.randint(0, 9), hours=world.random.randint(1, 9))
    world.history.at(came, lambda: deeds.registers(world.stage, life, who, yes), life)


def never_confirmed(world: World) -> None:
    """Signed up once, never opened the letter, and is gone since."""
    life, who, yes = Life(), world.somebody(), world.consents()
    came = world.between(world.opened + DAY, world.end - 60 * DAY)
    world.history.at(came, lambda: deeds.registers(world.stage, life, who, yes), life)


def process_closed(world: World) -> None:
    """Was in a recruitment that has ended, some with a yes to the next one and some without."""
    last = world.between(world.end - world.patience / 2, world.end - 2 * DAY)
    life, _ = candidate(world, last)
    world.history.at(last + DAY, lambda: people.close_process(life.here), life)


def deregistered(world: World) -> None:
    """Wants no contact any more."""
    last = world.between(world.end - world.patience / 2, world.end - 2 * DAY)
    life, _ = candidate(world, last)
    world.history.at(last + DAY, lambda: people.deregister(life.here), life)


def withdrew(world: World) -> None:
    """Took a consent back, one that was not needed where there is one."""
    asked = world.policy.consents(who="candidate", at="sign_up")
    if not asked:
        return active(world)
    consent = next((key for key, one in asked.items() if not one.needed), next(iter(asked)))
    yes = sorted({consent, *(key for key, one in asked.items() if one.needed)})
    last = world.between(world.end - world.patience / 2, world.end - 2 * DAY)
    life, _ = candidate(world, last, consents=yes)
    world.history.at(last + DAY, lambda: deeds.withdraws(life, consent), life)
    return None


def restricted(world: World) -> None:
    """Disputes something, and is stored and nothing else meanwhile."""
    last = world.between(world.end - world.patience / 3, world.end - 5 * DAY)
    life, _ = candidate(world, last)
    world.history.at(last + DAY, lambda: people.restrict(life.here), life)


def opted_out(world: World) -> None:
    """Said stop to a kind of mail."""
    classes = [key for key, one in world.policy.document.mail.items() if one.opt_out]
    last = world.between(world.end - world.patience / 2, world.end - 2 * DAY)
    life, _ = candidate(world, last)
    if classes:
        stop = world.random.choice(classes)
        world.history.at(last + DAY, lambda: _stop(stop, life), life)


def _stop(mail_class: str, life: Life) -> None:
    privacy.stop_mail(mail_class, person=life.here)


def two_roles(world: World) -> None:
    """Looks for work, and is our contact at a company as well."""
    life, _ = candidate(world, world.between(world.end - world.patience / 2, world.end - DAY))
    day = world.end - DAY + timedelta(hours=1)
    world.history.at(day, lambda: _give_role(life, "company_contact"), life)


def _give_role(life: Life, kind: str) -> None:
    people.give_role(life.here, kind)


def wants_news(world: World) -> None:
    """Has a profile, and gets whatever mails one can say yes to."""
    consents = [key for key, one in world.policy.document.consent.items() if _is_mail(world, key)]
    life, _ = candidate(world, world.between(world.end - world.patience / 2, world.end - DAY))
    day = world.end - DAY + timedelta(hours=2)
    for consent in consents:
        if world.policy.document.consent[consent].who == "subscriber":
            world.history.at(day, _says_yes(consent, life, world), life)


def _says_yes(consent: str, life: Life, world: World) -> Callable[[], None]:
    def yes() -> None:
        privacy.give_consent(
            consent, person=life.here, locale=world.policy.locale, how="form", confirmed=True
        )

    return yes


def _is_mail(world: World, consent: str) -> bool:
    return any(one.consent == consent for one in world.policy.document.mail.values())
