"""The demo's interviews and references, where the notice knows them."""

from datetime import timedelta

from ordholden.accounts.models import User
from ordholden.applications import actions
from ordholden.applications.actions.meeting import holds_interviews, is_free
from ordholden.applications.actions.referring import consent_for
from ordholden.applications.models import Application
from ordholden.home.demo.stories import World

PLACES = {
    "da": ("Mødelokalet på 1. sal, kaffen står på bordet", "Telefon: vi ringer dig op"),
    "nb": ("Møterommet i 2. etasje, kaffen står på bordet", "Telefon: vi ringer deg"),
}
WHY = {
    "da": "Kunden vil gerne høre fra en, der har arbejdet sammen med dig",
    "nb": "Kunden vil gjerne høre fra en som har jobbet sammen med deg",
}
RELATION = {"da": "Var min formand i tre år", "nb": "Var formannen min i tre år"}
SAID = {
    "da": "Møder til tiden, rydder op efter sig og får de andre til at grine. Ville ansætte igen.",
    "nb": "Kommer presis, rydder etter seg og får de andre til å le. Ville ansatt igjen.",
}
REFEREES = (
    "Verner Holk",
    "Gitte Skov",
    "Poul-Erik Vang",
    "Solveig Dahl",
    "Ragnhild Moe",
    "Hans Lyng",
)


def talk(world: World, application: Application, *, by: User, guest: bool) -> None:
    """Propose times for an interview, answered by most; ask for a reference, given by some."""
    if not holds_interviews(world.policy):
        return
    locale, noon = world.policy.locale, world.end.replace(hour=9, minute=0, second=0, microsecond=0)
    first = noon + timedelta(days=world.random.randint(2, 8), hours=world.random.randint(0, 5))
    times = [first, first + timedelta(days=1, hours=1), first + timedelta(days=2)]
    place = world.random.choice(PLACES[locale])
    proposed = actions.propose(application, times, minutes=45, place=place, by=by)
    free = [n for n, time in enumerate(times) if is_free(proposed, time)]
    if free and not guest and world.random.random() < 0.6:
        actions.take_time(proposed, free[0])
    if consent_for(world.policy) and (guest or world.random.random() < 0.3):
        wanted = actions.ask_for_references(application, WHY[locale], by=by)
        if guest:
            return
        name = world.random.choice(REFEREES)
        address = name.lower().replace(" ", ".")
        said = actions.name_referee(
            wanted,
            name=name,
            email=f"{address}{world.random.randint(1, 999)}@example.org",
            phone="",
            relation=RELATION[locale],
            locale=locale,
        )
        if world.random.random() < 0.7:
            actions.speak(said, SAID[locale])
