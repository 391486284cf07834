"""Stories of those who are not, or not only, looking for work."""

from collections.abc import Callable
from datetime import date, timedelta

from ordholden.home.demo import deeds
from ordholden.home.demo.history import Life
from ordholden.home.demo.stories import DAY, World, candidate
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent

YEAR = 365 * DAY


def works_here(world: World) -> None:
    """Was hired, and works still."""
    hired = world.between(max(world.opened + 60 * DAY, world.end - 4 * YEAR), world.end - 20 * DAY)
    life, who = candidate(
        world, world.end - world.random.randint(1, 60) * DAY, comes=hired - 9 * DAY
    )
    day = hired.date()
    world.history.at(hired, lambda: deeds.starts_work(world.stage, life, who, day), life)


def worked_here(world: World) -> None:
    """Was hired, and left in one of the financial years gone by."""
    left = world.between(world.opened + 200 * DAY, world.end - 2 * DAY)
    hired = world.between(max(world.opened + 20 * DAY, left - 3 * YEAR), left - 40 * DAY)
    life, who = candidate(world, left - timedelta(hours=4), comes=hired - 6 * DAY)
    first, last = hired.date(), left.date()
    world.history.at(hired, lambda: deeds.starts_work(world.stage, life, who, first), life)
    world.history.at(left, lambda: _leaves(life, last), life)
    if world.random.random() < 0.8:
        world.history.at(
            left + timedelta(hours=1), lambda: people.fulfil_agreement(life.here), life
        )
    if world.random.random() < 0.4:
        world.history.at(left + timedelta(hours=1), lambda: people.fulfil_duties(life.here), life)


def _leaves(life: Life, last: date) -> None:
    people.end_employment(life.here, on=last)


def _acquaintance(world: World, kind: str, *, account: bool = False, ends: bool = False) -> None:
    """Somebody we work with: called twice a year, some until the work together ended."""
    life, who, history = Life(), world.somebody(), world.history
    first = world.between(max(world.opened + DAY, world.end - 5 * YEAR), world.end - 200 * DAY)
    last = world.end - world.random.randint(1, 170) * DAY
    history.at(first, lambda: deeds.becomes(world.stage, life, who, kind, account=account), life)
    moment = first
    while moment < last:
        history.at(moment, lambda: deeds.is_called(life), life)
        moment += world.random.randint(150, 260) * DAY
    history.at(last, lambda: deeds.is_called(life), life)
    if ends:
        history.at(last + timedelta(hours=1), lambda: people.end_relation(life.here), life)
        history.at(last + timedelta(hours=2), lambda: people.fulfil_agreement(life.here), life)


def customer(world: World) -> None:
    """A contact at a company that needs people."""
    _acquaintance(world, "company_contact", account=world.random.random() < 0.3)


def former_customer(world: World) -> None:
    """A contact at a company that is no customer any more."""
    _acquaintance(world, "company_contact", ends=True)


def _of_kind(kind: str, *, account: bool = False) -> Callable[[World], None]:
    def story(world: World) -> None:
        life, who = Life(), world.somebody()
        came = world.between(world.end - 150 * DAY, world.end - 2 * DAY)
        world.history.at(
            came, lambda: deeds.becomes(world.stage, life, who, kind, account=account), life
        )

    return story


def subscriber(world: World) -> None:
    """Reads a newsletter and has no account; some have stopped."""
    asked = world.policy.consents(who="subscriber", at="subscribe")
    consent = next(
        (k for k in asked if any(m.consent == k for m in world.policy.document.mail.values())), ""
    )
    if not consent:
        return
    who, came = world.somebody(), world.between(world.end - 2 * YEAR, world.end - DAY)
    history, locale = world.history, world.policy.locale

    def says_yes() -> None:
        privacy.give_consent(
            consent, address=who.email, locale=locale, how="form", confirmed=confirmed
        )

    def uses() -> None:
        for row in Consent.objects.standing().filter(address=who.email):
            privacy.use_consent(row)

    def stops() -> None:
        for row in Consent.objects.standing().filter(address=who.email):
            privacy.withdraw_consent(row, how="link")

    confirmed = world.random.random() < 0.9
    history.at(came, says_yes)
    read = came
    while confirmed and read < world.end - 40 * DAY and world.random.random() < 0.85:
        read += world.random.randint(20, 40) * DAY
        history.at(read, uses)
    if world.random.random() < 0.2:
        history.at(world.between(came, world.end - timedelta(hours=5)), stops)


Story = Callable[[World], None]
# How many of each, where the policy knows the kind of person at all.
OTHERS: dict[str, tuple[tuple[Story, int], ...]] = {
    "employee": ((works_here, 30), (worked_here, 50)),
    "company_contact": ((customer, 18), (former_customer, 8)),
    "supplier_contact": ((_of_kind("supplier_contact"), 6),),
    "partner": ((_of_kind("partner"), 6),),
    "reviewer": ((_of_kind("reviewer", account=True), 24),),
    "enquirer": ((_of_kind("enquirer"), 8),),
    "referee": ((_of_kind("referee"), 6),),
    "next_of_kin": ((_of_kind("next_of_kin"), 6),),
    "subscriber": ((subscriber, 30),),
}
