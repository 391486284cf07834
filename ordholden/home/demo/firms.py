"""The demo's companies, and the CVs that they find."""

from collections.abc import Callable
from datetime import timedelta

from ordholden.accounts.models import User
from ordholden.companies import actions as companies
from ordholden.companies import emails
from ordholden.companies.models import Agreement, Company, Seat
from ordholden.cvs.models import Part
from ordholden.dialogues import actions as dialogues
from ordholden.dialogues.models import Dialogue
from ordholden.home.demo import guests
from ordholden.home.demo.businesses import PASSWORD, Firm
from ordholden.home.demo.history import Life
from ordholden.home.demo.names import mail_name
from ordholden.home.demo.stories import DAY, World
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.projects import actions as projects
from ordholden.sourcing import actions as sourcing
from ordholden.sourcing import finding, ways
from ordholden.sourcing.asked import Asked
from ordholden.sourcing.models import Visibility

SINCE = 200  # days
ONLINE, OFFLINE, PERSONAL = 0.85, 0.06, 0.2  # shares of those with a CV, and of those online
DOES = {"employer": "Vi mangler en til holdet", "recruitment_firm": "For en kunde i Viborg"}
ASKED = (
    "Dit CV fik os til at lægge madpakken fra os. Har du lyst til at høre om en stilling hos os?",
    "Vi søger en som dig til et lille hold med god humor og et stort arkivskab. Skal vi tales ved?",
    "En kunde af os leder efter præcis det, du kan. Må vi fortælle dig mere?",
)
ANSWERED = (
    "Det lyder spændende. Ring gerne efter klokken 16, så er jeg færdig med at svare telefoner."
)
MANY = 3  # people that each company asks


def address(firm: Firm) -> str:
    """Where the one who leads at a company is written to."""
    return f"{mail_name(firm.leader)}@{firm.site}"


def arrive(world: World) -> None:
    """Companies come, agree and look around; people put their CVs online."""
    services = [one for one in Agreement.Service if one in world.policy.modules]
    start = max(world.end - SINCE * DAY, world.opened + DAY)
    for number, firm in enumerate(world.business.firms):
        at = start + number * DAY
        world.history.at(at, _comes(firm, services))
    if not ways.has_cvs(world.policy):
        return
    known = {guests.address(one.name, "post") for one in world.business.guests}
    owners = Part.objects.values("person")
    alive = Person.objects.filter(state=State.ACTIVE, has_account=True, pk__in=owners)
    for person in alive.order_by("pk"):
        chance = 0.0 if person.email in known else world.random.random()
        if chance < ONLINE + OFFLINE:
            personal = world.random.random() < PERSONAL
            at = world.end - timedelta(days=world.random.randint(1, 40), minutes=chance * 900)
            _goes_online(world, person, personal=personal, offline=chance > ONLINE, at=at)
    for number, firm in enumerate(world.business.firms):
        world.history.at(world.end - timedelta(hours=20 - number), _looks(firm))
        world.history.at(world.end - timedelta(hours=14 - number), _asks(firm, number, known))
        world.history.at(world.end - timedelta(hours=8 - number), _is_answered(world, firm, known))


def _comes(firm: Firm, services: list[Agreement.Service]) -> Callable[[], None]:
    def come() -> None:
        site = f"https://{firm.site}/"
        company = companies.begin(
            Company(name=firm.name, kind=firm.kind, website=site, privacy_url=f"{site}privatliv")
        )
        for service in services:
            companies.agree(company, service, since=local_today())
        invitation = companies.invite(company, address(firm), leads=True)
        token = emails.invitation_url(invitation).rstrip("/").rpartition("/")[2]
        found = companies.open_invitation(token)
        assert found is not None
        companies.accept(found, name=firm.leader, password=PASSWORD)

    return come


def _goes_online(
    world: World, person: Person, *, personal: bool, offline: bool, at: object
) -> None:
    life = Life()
    life.person = person

    def choose() -> None:
        user = User.objects.get(person=person)
        sourcing.choose(person, "online", by=user)
        if personal:
            sourcing.show_personally(person, by=user, locale=world.policy.locale)
        if offline:
            sourcing.choose(person, "offline", by=user)

    world.history.at(at, choose, life)  # type: ignore[arg-type]


def _seat(firm: Firm) -> Seat:
    return Seat.objects.select_related("company", "user").get(user__email=address(firm))


def _looks(firm: Firm) -> Callable[[], None]:
    """Somebody looks for a trade of their own, and gathers the first few."""

    def look() -> None:
        seat = _seat(firm)
        found = finding.search(Asked(sort="newest"), many=4, company=seat.company_id)
        project = projects.begin(seat, DOES.get(firm.kind, "Vagter i uge 50"))
        for person in found.persons:
            projects.gather(project, person, seat=seat)

    return look


def _asks(firm: Firm, number: int, known: set[str]) -> Callable[[], None]:
    """Somebody asks the few they gathered."""

    def ask() -> None:
        seat = _seat(firm)
        found = finding.search(Asked(sort="newest"), many=20, company=seat.company_id)
        asked = found.persons[number * MANY :][:MANY]
        rows = Visibility.objects.filter(person__in=asked)
        if number == 0:  # so that somebody one can sign in as has a question to answer
            rows |= Visibility.objects.filter(person__email__in=known, state="online")
        for row in rows:
            dialogues.ask(
                seat, row.key, title=DOES.get(firm.kind, "Vagter"), text=ASKED[number % 3]
            )

    return ask


def _is_answered(world: World, firm: Firm, known: set[str]) -> Callable[[], None]:
    """One of those asked says yes and one says no; who can be signed in as is left to choose."""

    def answer() -> None:
        waiting = Dialogue.objects.filter(company=_seat(firm).company_id).exclude(
            person__email__in=known
        )
        yes, no = (*waiting.select_related("person").order_by("pk")[:2], None, None)[:2]
        if yes is not None:
            dialogues.answer(yes, ANSWERED, by=yes.person, locale=world.policy.locale)
        if no is not None:
            dialogues.decline(no, by=no.person)

    return answer
