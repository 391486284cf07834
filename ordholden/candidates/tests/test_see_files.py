"""How staff see somebody's files: one line for all pages, and a copy without notes."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.accounts.tests.make import make_staff
from ordholden.candidates.models import Document
from ordholden.kit import clock, files
from ordholden.papers.tests import make
from ordholden.people import actions as people
from ordholden.reading import actions as reading
from ordholden.reading import seeing
from ordholden.reading.models import Action, Alarm, Reading
from ordholden.reading.readers import Reader
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, opened

pytestmark = [pytest.mark.django_db]

CONTENT = make.pdf("Kran", "Mur", "Tag", info="/Author (Per Canary)")


@pytest.fixture
def tenant() -> Tenant:
    return opened("jobconnection")


@pytest.fixture
def place(tenant: Tenant) -> str:
    """Where a candidate's CV is for staff."""
    with at_home(tenant):
        liv = people.register(name="Liv Berg", email="liv@example.org", locale="en")
        user = accounts.open_account(liv, "liv@example.org", confirmed=True)
        client = browser(tenant.slug)
        client.force_login(user)
    sent = {"person.name": "Liv Berg", "profile.cv": make.upload("cv.pdf", CONTENT)}
    assert client.post("/my/profile/", sent).status_code == 303
    with at_home(tenant):
        return f"/people/{liv.pk}/files/{Document.objects.get().pk}/"


def at_work(tenant: Tenant, role: str = "recruiter", name: str = "Rita") -> Client:
    with at_home(tenant):
        client = browser(tenant.slug)
        client.force_login(make_staff(name, role))
    return client


def see(client: Client, place: str, what: str = "", purpose: str = "placement") -> int:
    return client.get(f"{place}{what}?purpose={purpose}").status_code


def lines(tenant: Tenant) -> list[Reading]:
    with at_home(tenant):
        return list(Reading.objects.filter(object_table="candidates_document").order_by("at"))


@pytest.mark.clauses("JC-46")
def test_all_pages_are_one_line_and_the_copy_another(tenant: Tenant, place: str) -> None:
    rita = at_work(tenant)
    shown = rita.get(f"{place}pages/?purpose=placement").content.decode()
    assert shown.count("<img") == 3
    assert "Liv Berg" not in shown
    for number in (1, 2, 3, 1):
        assert see(rita, place, f"pages/{number}/") == 200
    (line,) = lines(tenant)
    assert (line.action, line.fields, line.persons) == ("view", ["profile.cv"], 1)
    got = rita.get(f"{place}?purpose=placement")
    assert b"Per Canary" in CONTENT
    assert b"Per Canary" not in got.content
    assert got.headers["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert [one.action for one in lines(tenant)] == ["view", "download"]


def test_no_page_is_seen_without_the_line_of_its_opening(
    tenant: Tenant, place: str, turn_clock
) -> None:
    rita, ralf = at_work(tenant), at_work(tenant, name="Ralf")
    start = clock.now() + timedelta(minutes=1)
    with turn_clock(start):
        assert see(rita, place, "pages/1/") == 404
        assert see(rita, place) == 200  # a copy was taken, nothing was opened to be seen here
        assert see(rita, place, "pages/1/") == 404
        assert see(rita, place, "pages/") == 200
        assert see(rita, place, "pages/1/") == 200
        assert see(ralf, place, "pages/1/") == 404  # another reader
    with turn_clock(start + timedelta(minutes=31)):
        assert see(rita, place, "pages/1/") == 404
    assert len(lines(tenant)) == 2


def test_another_sitting_and_another_purpose_need_a_line_of_their_own(
    tenant: Tenant, place: str
) -> None:
    with at_home(tenant):
        user = make_staff("Rita", "recruiter")
        document = Document.objects.select_related("file").get()
        rita = Reader(
            user_id=user.pk,
            roles=frozenset({"recruiter"}),
            role="",
            purpose="placement",
            request_id=uuid4(),
            session_id=uuid4(),
        )
        purposes = seeing.purposes(tenant.policy, rita.roles, document.category)
        others = [replace(rita, purpose=one) for one in purposes if one != rita.purpose]
        assert others
        assert reading.open_document(rita, document, Action.VIEW) == CONTENT
        assert reading.open_again(rita, document) == CONTENT
        for other in (replace(rita, session_id=uuid4()), replace(rita, session_id=None), *others):
            with pytest.raises(files.FileGone):
                reading.open_again(other, document)


def test_whoever_was_stopped_sees_no_further_page(tenant: Tenant, place: str) -> None:
    rita = at_work(tenant)
    assert see(rita, place, "pages/") == 200
    with at_home(tenant):
        line = Reading.objects.get(object_table="candidates_document")
        Alarm.objects.create(kind=Alarm.Kind.MASS, user_id=line.actor_id, count=1, stops=True)
    assert see(rita, place, "pages/1/") == 404
    assert see(rita, place, "pages/") == 409


def test_what_a_role_does_not_see_has_no_pages_for_it(tenant: Tenant, place: str) -> None:
    for role in ("marketing", "finance"):
        client = at_work(tenant, role, role)
        assert see(client, place, "pages/") in (403, 404, 409)
        assert see(client, place, "pages/1/") in (403, 404, 409)
    assert lines(tenant) == []
