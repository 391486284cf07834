"""The demo's applications: people apply for the ads that are out, and the teams get on with it."""

from collections.abc import Callable
from datetime import timedelta

from ordholden.accounts.access import roles_of
from ordholden.accounts.models import User
from ordholden.applications import access, actions, asking
from ordholden.applications.actions.talking import MESSAGES, REQUESTED, collects
from ordholden.applications.models import Application
from ordholden.home.demo import guests, meetings
from ordholden.home.demo.stories import World
from ordholden.jobs import actions as jobs
from ordholden.jobs.access import WRITERS
from ordholden.jobs.models import JobAd
from ordholden.people.models import Person
from ordholden.people.states import State

SOONEST = timedelta(hours=7)  # from the ad to the first who applies
FEWEST, MOST = 3, 9  # for one ad
LETTERS = {
    "da": (
        "Jeg har lavet det her i ni år og glæder mig stadig til mandag. Nu vil jeg gerne tættere"
        " på hjem.",
        "Jeres annonce lå på køleskabet i to dage. Så måtte jeg skrive. Kan begynde den første.",
        "Min sidste chef siger, at jeg er grundig. Min kone siger langsom. Begge har ret.",
        "Jeg er ny i faget, men ikke i arbejdstøj. Ring endelig, så fortæller jeg mere.",
        "Efter tolv år samme sted trænger jeg til nye kolleger og gamle problemer.",
        "Jeg søger, fordi jeg kender nogen hos jer, der stadig smiler efter fyraften.",
    ),
    "nb": (
        "Jeg har gjort dette i ni år og gleder meg fortsatt til mandag. Nå vil jeg gjerne nærmere"
        " hjem.",
        "Annonsen hang på kjøleskapet i to dager. Da måtte jeg skrive. Jeg kan begynne den første.",
        "Den siste sjefen min sier at jeg er grundig. Kona sier treg. Resultatet er det samme.",
        "Jeg er ny i faget, men ikke i arbeidstøy. Ring gjerne, så forteller jeg mer.",
        "Etter tolv år på samme sted trenger jeg nye kolleger og gamle problemer.",
    ),
}
NOTES = {
    "da": (
        "Godt indtryk, rolig i telefonen.",
        "Kan begynde med det samme.",
        "Spørg til referencer.",
    ),
    "nb": ("Godt inntrykk, rolig på telefonen.", "Kan begynne med en gang.", "Spør om referanser."),
}
ASKED = {
    "da": ("Et billede af svendebrevet", "Kunden vil se det, før I mødes"),
    "nb": ("Et bilde av fagbrevet", "Kunden vil se det før dere møtes"),
}
HELLO = {
    "da": "Tak for din ansøgning. Kan du komme torsdag kl. 10? Kaffen er varm.",
    "nb": "Takk for søknaden. Kan du komme torsdag kl. 10? Kaffen er varm.",
}


def recruit(world: World) -> None:
    """Plan who applies for which ad that is out, and how far each has come."""
    if not asking.has_applications(world.policy):
        return
    known = {guests.address(one.name, "post") for one in world.business.guests}
    everybody = list(
        Person.objects.filter(state=State.ACTIVE, kinds=["candidate"], has_account=True)
        .exclude(email__in=known)
        .order_by("pk")
    )
    out = list(JobAd.objects.open().order_by("published_at"))
    for ad in out:
        _choose_team(world, ad)
        number = min(world.random.randint(FEWEST, MOST), len(everybody))
        for person in world.random.sample(everybody, number):
            _applies(world, ad, person)
    # Who is silent in the demo's story stays silent.
    lively = [one for one in world.business.guests if one.story in ("active", "fresh")]
    for one, ad in zip(lively, out, strict=False):
        email = guests.address(one.name, "post")
        guest = Person.objects.filter(email=email, state=State.ACTIVE).first()
        if guest is not None and "candidate" in guest.kinds:
            _applies(world, ad, guest, guest=True)


def _choose_team(world: World, ad: JobAd) -> None:
    """All of our own people who may read applications at all work on it."""
    able = [
        user
        for user in User.objects.filter(memberships__until=None, memberships__isnull=False)
        if access.purpose(world.policy, roles_of(user) | access.TEAM)
        and roles_of(user) & set(WRITERS)
    ]
    if able:
        jobs.choose_team(ad, {user.pk for user in able})


def _applies(world: World, ad: JobAd, person: Person, *, guest: bool = False) -> None:
    first, last = (ad.published_at or world.end) + SOONEST, world.end - timedelta(hours=3)
    if first >= last:  # it is hardly out
        return
    at = world.between(first, last)
    locale, chosen = world.policy.locale, world.random
    letter = chosen.choice(LETTERS[locale])
    steps = 2 if guest else chosen.choice((0, 0, 0, 1, 1, 2, 3, 6))
    rating, remark = chosen.randint(2, 5), chosen.choice(NOTES[locale])

    def apply() -> None:
        application = actions.begin(person, ad)
        said = {**asking.known(person), "application.letter": letter}
        taken = {key: text for key, text in said.items() if asking.collects(world.policy, key)}
        asked = asking.questions(world.policy, ad)
        answers = {one.pk: _answer(world, one.kind, one.choices) for one in asked}
        actions.save(application, actions.Draft(taken, answers))
        actions.send(application)

    world.history.at(at, apply)
    later = at
    for step in range(1, steps + 1):
        if step < steps and steps == 6:
            continue
        later += (world.end - later) / 3
        world.history.at(later, _moves(ad, person, step))
    if steps:
        world.history.at(later, _works(world, ad, person, remark, rating, guest=guest))


def _answer(world: World, kind: str, choices: list[str]) -> str | list[str] | None:
    if kind == "yes_no":
        return "yes"
    if kind in ("choice", "several"):
        picked = world.random.choice(choices)
        return [picked] if kind == "several" else picked
    return {"number": "4", "date": "2027-01-04", "file": None}.get(kind, "Ja, i mange år.")


def _team(ad: JobAd) -> User | None:
    member = ad.team.select_related("user").order_by("pk").first()
    return member.user if member else None


def _moves(ad: JobAd, person: Person, step: int) -> Callable[[], None]:
    def move() -> None:
        application, by = _found(ad, person), _team(ad)
        if application and by:
            stage = actions.stages_of(ad)[step]
            actions.move(application, stage, by=by, version=application.version)

    return move


def _works(
    world: World, ad: JobAd, person: Person, remark: str, rating: int, *, guest: bool
) -> Callable[[], None]:
    locale = world.policy.locale

    def work() -> None:
        application, by = _found(ad, person), _team(ad)
        if application is None or by is None:
            return
        if collects(world.policy, "application.assessment"):
            actions.note(application, remark, by=by, rating=rating)
        if application.person.deregistered_at:  # nobody writes to them any more (JC-55)
            return
        if guest and collects(world.policy, REQUESTED):
            actions.ask_for_more(application, *ASKED[locale], by=by)
        if guest and collects(world.policy, MESSAGES):
            actions.write_message(application, HELLO[locale], by=by)

        meetings.talk(world, application, by=by, guest=guest)

    return work


def _found(ad: JobAd, person: Person) -> Application | None:
    # Whoever is restricted is not found.
    found = Application.objects.running().select_related("person")
    return found.filter(ad=ad, person=person).first()
