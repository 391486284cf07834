"""What is restricted is only stored; lifting it tells the person first (S-74)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from ordholden.kit import mail as letters_out
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.people.use import storing
from ordholden.privacy import actions as privacy
from ordholden.privacy import gate
from ordholden.privacy.models import Limit
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors, letters, page

pytestmark = [pytest.mark.django_db]
ADDRESS = "mia@example.dk"


@dataclass
class World:
    """Mia at Job Connection, who has had her data restricted, and those who work there."""

    doors: Doors
    tenant: Tenant
    mia: Client
    person: Person
    purpose: str

    def staff(self, role: str, name: str) -> Client:
        return self.doors.staff(self.tenant, role, name)


@pytest.fixture
def world(doors: Doors) -> World:
    tenant = doors.open("jobconnection")
    sent = answers("jobconnection", **{"person.email": ADDRESS})
    client = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    with at_home(tenant):
        person = Person.objects.get(email=ADDRESS)
        people.save_detail(person, "profile.skills", "Svejsning")
        privacy.give_consent("marketing", person=person, locale="da", confirmed=True)
    recruiter = doors.staff(tenant, "recruiter", "Rita")
    purpose = "placement"
    assert person.name in page(recruiter, f"/people/?purpose={purpose}")
    assert client.post("/my/rights/restriction/").status_code == 303
    return World(doors, tenant, client, person, purpose)


# ------------------------------------------------------------------ twelve operations
def list_(world: World) -> bool:
    rita = world.staff("recruiter", "Rita")
    return world.person.name in page(rita, f"/people/?purpose={world.purpose}")


def card(world: World) -> bool:
    rita = world.staff("recruiter", "Rita")
    return rita.get(f"/people/{world.person.pk}/?purpose={world.purpose}").status_code == 200


def search(world: World) -> bool:
    rita = world.staff("recruiter", "Rita")
    rita.post("/people/", {"q": world.person.name[:4], "purpose": world.purpose})
    return world.person.name in page(rita, f"/people/?purpose={world.purpose}")


def edit(world: World) -> bool:
    rita = world.staff("recruiter", "Rita")
    url = f"/people/{world.person.pk}/fields/?purpose={world.purpose}"
    return rita.post(url, {"person.phone": "+45 11 11 11 11"}).status_code in (200, 303)


def note(world: World) -> bool:
    rita = world.staff("recruiter", "Rita")
    url = f"/people/{world.person.pk}/events/one_to_one/?purpose={world.purpose}"
    return rita.post(url).status_code in (200, 303)


def mail_task(world: World) -> bool:
    mail.outbox.clear()
    with at_home(world.tenant), world.doors.tasks():
        letters_out.send(
            to=ADDRESS,
            template="privacy/email/due_soon",
            context={"name": "", "url": "", "rule": ""},
            mail_class="offer",
            locale="da",
            subject_person=world.person.pk,
        )
    return bool(mail.outbox)


def newsletter(world: World) -> bool:
    mail.outbox.clear()
    maja = world.staff("marketing", "Maja")
    with world.doors.tasks():
        maja.post("/mail/issues/", {"mail_class": "newsletter", "subject": "N", "text": "Nyt."})
    return bool(mail.outbox)


def statistics(world: World) -> bool:
    with at_home(world.tenant), gate.purpose(world.purpose):
        return gate.allowed(Person.objects.all()).exists() or Detail.objects.exists()


def sweep(world: World) -> bool:
    """Whether the sweep erases, long after the day."""
    world.doors.sweep("jobconnection", "2031-01-01")
    with at_home(world.tenant), storing():
        return not Person.objects.filter(pk=world.person.pk, held=True).exists()


def own_page(world: World) -> bool:
    return "Svejsning" in page(world.mia, "/my/data/")


def own_copy(world: World) -> bool:
    mail.outbox.clear()
    with world.doors.tasks():
        assert world.mia.post("/my/data/copy/").status_code == 303
    return world.mia.get("/my/data/copy/file/").status_code == 200


def legal_claim(world: World) -> bool:
    with at_home(world.tenant), gate.legal_claims():
        return Detail.objects.filter(person=world.person, category="profile.skills").exists()


OPEN: tuple[Callable[[World], bool], ...] = (own_page, own_copy, legal_claim)
CLOSED: tuple[Callable[[World], bool], ...] = (
    *(list_, card, search, edit, note, mail_task, newsletter, statistics, sweep),
)


@pytest.mark.clauses("WW-99", "WW-100", "JT-42")
@pytest.mark.parametrize("operation", CLOSED, ids=lambda one: one.__name__)
def test_restricted_data_is_used_for_nothing(
    world: World, operation: Callable[[World], bool]
) -> None:
    assert not operation(world)


@pytest.mark.clauses("WW-100", "JT-42")
@pytest.mark.parametrize("operation", OPEN, ids=lambda one: one.__name__)
def test_the_person_and_a_legal_claim_still_reach_it(
    world: World, operation: Callable[[World], bool]
) -> None:
    assert operation(world)


def test_a_claim_opens_nothing_where_the_notice_knows_none(borealis: Any) -> None:
    with at_home(borealis), pytest.raises(gate.NoPurpose), gate.legal_claims():
        pass


# ------------------------------------------------------------------ lifting
@pytest.mark.clauses("WW-100")
def test_nothing_opens_before_the_person_has_been_told(world: World) -> None:
    officer = world.staff("privacy_officer", "Olga")
    with at_home(world.tenant):
        limit = Limit.objects.get()
    assert world.person.name in page(officer, "/privacy/limits/")
    world.doors.sweep("jobconnection", "2027-01-01")
    mail.outbox.clear()
    sent = {"why": "Sagen er afsluttet."}
    assert officer.post(f"/privacy/limits/{limit.pk}/decision/", sent).status_code == 303
    world.doors.command("sweep", "--tenant", "jobconnection")
    assert not list_(world)  # decided, not told: still closed
    with world.doors.tasks():
        pass
    (letter,) = letters(ADDRESS)
    assert "Sagen er afsluttet." in letter
    assert "Sagen er afsluttet." in page(world.mia, "/my/rights/")
    assert not list_(world)
    world.doors.command("sweep", "--tenant", "jobconnection")
    assert list_(world)
