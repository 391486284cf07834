"""Those one can sign in as: the tenant's own people, and a few persons with a password."""

from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import Membership, User
from ordholden.home.demo import cvs, deeds
from ordholden.home.demo.answers import Somebody
from ordholden.home.demo.businesses import PASSWORD, Guest, Worker
from ordholden.home.demo.history import Life
from ordholden.home.demo.names import COUNTRIES, mail_name
from ordholden.home.demo.stories import DAY, World
from ordholden.people import actions as people

FORMER = (Worker("Tage Tidligere", "recruiter"), Worker("Sif Stoppet", "support"))


def address(name: str, host: str) -> str:
    """Where somebody with a sign-in of the demo is written to."""
    return f"{mail_name(name)}@{host}.example"


# ------------------------------------------------------------------ the tenant's own people
def employ(world: World) -> None:
    """Invite and let in the tenant's own people; two have left since."""
    start = world.opened + timedelta(hours=1)
    for worker in world.business.workers:
        life = Life()
        world.history.at(start, _joins(world, worker, life), life)
        _works(world, life, start)
        start += timedelta(hours=1)
    for months, worker in zip((14, 2), FORMER, strict=True):
        if worker.role in _roles(world):
            life, left = Life(), world.end - months * 30 * DAY
            world.history.at(left - 400 * DAY, _joins(world, worker, life, password=""), life)
            world.history.at(left, _lets_go(life), life)


def _roles(world: World) -> set[str]:
    return {one.role for one in world.policy.document.see} & set(Membership.Role.values)


def _joins(
    world: World, worker: Worker, life: Life, password: str = PASSWORD
) -> Callable[[], None]:
    def join() -> None:
        boss = User.objects.filter(memberships__role="administrator").first()
        email = address(worker.name, world.business.slug)
        invitation = accounts.invite(email, worker.role, by=boss, post=False)
        user = accounts.accept(invitation, name=worker.name, password=PASSWORD)
        if not password:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        TOTP.activate(user, generate_totp_secret())
        life.person = user.person

    return join


def _lets_go(life: Life) -> Callable[[], None]:
    def let_go() -> None:
        for membership in Membership.objects.filter(user__person=life.here, until=None):
            accounts.leave(membership)

    return let_go


def _works(world: World, life: Life, start: object) -> None:
    moment = world.opened + 2 * DAY
    while moment < world.end - 60 * DAY:
        world.history.at(moment, lambda: people.touch(life.here, people.Event.SIGN_IN), life)
        moment += 120 * DAY
    for days in (6, 5, 4, 1):
        at = world.end - days * DAY + timedelta(minutes=world.random.randint(1, 90))
        world.history.at(at, lambda: deeds.signs_in(world.stage, life), life)


# ------------------------------------------------------------------ persons with a password
def receive(world: World) -> None:
    """The persons one can sign in as."""
    for number, guest in enumerate(world.business.guests):
        STORIES[guest.story](world, guest, number)


def _who(world: World, guest: Guest, number: int) -> Somebody:
    trade = next(one for one in world.business.trades if one.title == guest.trade)
    email = address(guest.name, "post")
    country = COUNTRIES[world.policy.document.controller.country]
    return Somebody(guest.name, email, country, trade, world.random, 1971 + 7 * number)


def _comes(world: World, guest: Guest, number: int, came: int, last: int) -> tuple[Life, Somebody]:
    """Signs up `came` days ago with everything filled in, and was heard of last `last` ago."""
    life, who, history = Life(), _who(world, guest, number), world.history
    asked = world.policy.consents(who="candidate", at="sign_up")
    first = max(world.end - came * DAY, world.opened + 3 * DAY)
    history.at(first, lambda: deeds.registers(world.stage, life, who, list(asked), PASSWORD), life)
    history.at(first + timedelta(minutes=4), lambda: deeds.confirms(life), life)
    history.at(
        first + timedelta(minutes=15),
        lambda: deeds.tells_more(world.stage, life, who, "candidate", "profile", 99),
        life,
    )
    history.at(first + timedelta(minutes=25), lambda: cvs.writes(life, who, surely=True), life)
    moment, until = first + DAY, world.end - last * DAY
    gap = min(world.patience * 0.6, 40 * DAY)
    while moment < until:
        history.at(moment, lambda: deeds.signs_in(world.stage, life), life)
        history.at(moment, lambda: deeds.writes(life), life)
        moment += gap
    history.at(until, lambda: deeds.signs_in(world.stage, life), life)
    history.at(until, lambda: deeds.writes(life), life)
    return life, who


def _active(world: World, guest: Guest, number: int) -> None:
    _comes(world, guest, number, 500, 2)


def _fresh(world: World, guest: Guest, number: int) -> None:
    _comes(world, guest, number, 8, 1)


def _due_soon(world: World, guest: Guest, number: int) -> None:
    quiet = (world.end - world.quiet_since).days - 17
    _comes(world, guest, number, quiet + 80, quiet)


def _employed(world: World, guest: Guest, number: int) -> None:
    life, who = _comes(world, guest, number, 900, 3)
    hired = world.end - 700 * DAY
    world.history.at(hired, lambda: deeds.starts_work(world.stage, life, who, hired.date()), life)


STORIES: dict[str, Callable[[World, Guest, int], None]] = {
    "active": _active,
    "fresh": _fresh,
    "due_soon": _due_soon,
    "employed": _employed,
}
