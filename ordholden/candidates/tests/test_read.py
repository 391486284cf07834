"""Nobody sees anything of anybody without a line that the person can see."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordholden.accounts import actions as accounts
from ordholden.accounts.tests.make import make_staff
from ordholden.candidates.models import Document
from ordholden.papers.tests.make import CV, upload, words
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.reading.models import Reading
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, opened

pytestmark = [pytest.mark.django_db]

NUMBER, ACCOUNT = "010190-1234", "9570 1234567890"


def at_work(tenant: Tenant, role: str = "recruiter", name: str = "Rita") -> Client:
    """One of the tenant's own people, signed in."""
    with at_home(tenant):
        user = accounts.account_of(f"{name.lower()}@example.org") or make_staff(name, role)
        client = browser(tenant.slug)
        client.force_login(user)
    return client


def member(tenant: Tenant, *, hired: bool = False) -> tuple[Person, Client]:
    """Liv, with an account; hired, she has a national number and a bank account."""
    with at_home(tenant):
        person = people.register(name="Liv Berg", email="liv@example.org", locale="en")
        user = accounts.open_account(person, "liv@example.org", confirmed=True)
        client = browser(tenant.slug)
        client.force_login(user)
        if hired:
            people.start_employment(person)
            people.save_detail(person, "employment.national_id", NUMBER)
            people.save_detail(person, "employment.bank_account", ACCOUNT)
    return person, client


def lines(tenant: Tenant, **only: Any) -> list[Reading]:
    with at_home(tenant):
        return list(Reading.objects.filter(**only).order_by("at", "id"))


# ------------------------------------------------------------------ refusals
@pytest.mark.clauses("AB-11", "JC-03", "JI-28", "JT-19", "WW-39")
def test_without_a_purpose_of_the_notice_nothing_is_read_and_nothing_is_noted() -> None:
    tenant = opened("jobconnection")
    liv, _client = member(tenant, hired=True)
    rita = at_work(tenant)
    assert rita.get(f"/people/{liv.pk}/?purpose=profiling").status_code == 409
    sent = {"category": "employment.national_id", "purpose": "placement"}
    refused = rita.post(f"/people/{liv.pk}/protected/", sent)
    assert refused.status_code == 409
    assert NUMBER not in refused.content.decode()
    assert lines(tenant) == []


def test_a_protected_value_is_not_in_a_get_and_not_for_a_purpose_it_does_not_have() -> None:
    tenant = opened("jobconnection")
    liv, _client = member(tenant, hired=True)
    paula = at_work(tenant, "payroll", "Paula")
    assert paula.get(f"/people/{liv.pk}/protected/").status_code in (404, 405)
    for purpose in ("", "accountability", "administration"):
        sent = {"category": "employment.national_id", "purpose": purpose}
        answer = paula.post(f"/people/{liv.pk}/protected/", sent)
        assert answer.status_code in (404, 409), purpose
        assert NUMBER not in answer.content.decode()
    assert lines(tenant, action="reveal") == []


# ------------------------------------------------------------------ what is read is noted
@pytest.mark.clauses("JC-41")
def test_a_protected_value_is_shown_once_with_a_purpose_and_a_line() -> None:
    tenant = opened("jobconnection")
    liv, client = member(tenant, hired=True)
    paula = at_work(tenant, "payroll", "Paula")
    card = paula.get(f"/people/{liv.pk}/?purpose=wages").content.decode()
    assert NUMBER not in card
    assert "Show once" in card
    sent = {"category": "employment.national_id", "purpose": "wages"}
    shown = paula.post(f"/people/{liv.pk}/protected/", sent)
    assert NUMBER in shown.content.decode()
    assert ACCOUNT not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    (line,) = lines(tenant, action="reveal")
    assert (line.actor_role, line.purpose, line.subject_id) == ("payroll", "wages", liv.pk)
    assert line.fields == ["employment.national_id"]
    page = client.get("/my/readings/").content.decode()
    assert "Paula" not in page
    assert "protected value shown" in page


def test_a_card_is_one_line_with_everything_it_showed() -> None:
    tenant = opened("jobconnection")
    liv, client = member(tenant)
    with at_home(tenant):
        people.save_detail(liv, "profile.skills", "Truckcertifikat")
    card = at_work(tenant).get(f"/people/{liv.pk}/?purpose=placement").content.decode()
    assert "Truckcertifikat" in card
    (line,) = lines(tenant)
    assert (line.action, line.purpose, line.persons) == ("view", "placement", 1)
    assert {"person.name", "profile.skills"} <= set(line.fields)
    page = client.get("/my/readings/").content.decode()
    assert "recruiter" in page
    assert "looked at" in page
    assert tenant.name in page
    assert "Rita" not in page


@pytest.mark.clauses("JC-74")
def test_a_list_is_one_statement_and_one_line_with_everybody_in_it() -> None:
    tenant = opened("jobconnection")
    liv, client = member(tenant)
    with at_home(tenant):
        for number in range(30):
            other = people.register(name=f"Per {number}", email=f"per{number}@example.dk")
            people.confirm(other)
    rita = at_work(tenant)
    with CaptureQueriesContext(connection) as asked:
        rita.get("/people/?purpose=placement")
    assert len([one for one in asked if "reading_" in one["sql"]]) == 1
    (line,) = lines(tenant)
    assert (line.action, line.persons, len(line.subjects)) == ("list", 25, 25)
    assert liv.pk in line.subjects
    assert "seen in a list" in client.get("/my/readings/").content.decode()
    rita.post("/people/", {"purpose": "placement", "q": "Liv"})
    rita.get("/people/?purpose=placement")
    searched = lines(tenant, action="search")
    assert [one.subjects for one in searched] == [[liv.pk]]
    assert "Liv" not in str([vars(one) for one in searched])


def test_a_file_is_opened_with_a_line_and_ones_own_without() -> None:
    tenant = opened("jobconnection")
    liv, client = member(tenant)
    client.post("/my/profile/", {"person.name": "Liv Berg", "profile.cv": upload()})
    with at_home(tenant):
        document = Document.objects.get()
    assert client.get(f"/my/documents/{document.pk}/").content == CV
    assert lines(tenant) == []
    got = at_work(tenant).get(f"/people/{liv.pk}/files/{document.pk}/?purpose=placement")
    assert words(got.content) == words(CV)
    (line,) = lines(tenant)
    assert (line.action, line.object_table) == ("download", "candidates_document")
    assert (line.object_id, line.fields) == (document.pk, ["profile.cv"])


def test_nobody_has_looked_is_said_and_many_looks_come_in_pages() -> None:
    tenant = opened("jobconnection")
    liv, client = member(tenant)
    assert "Nobody yet" in client.get("/my/readings/").content.decode()
    rita = at_work(tenant)
    for _time in range(30):
        rita.get(f"/people/{liv.pk}/?purpose=placement")
    first = client.get("/my/readings/").content.decode()
    assert first.count("looked at") == 25
    older = first.partition("?before=")[2].partition('"')[0]
    rest = client.get(f"/my/readings/?before={older}").content.decode()
    assert rest.count("looked at") == 5
    assert client.get("/my/readings/?before=never").content.decode().count("looked at") == 25


# ------------------------------------------------------------------ erasure
def test_the_erased_leave_the_log_and_the_line_stays() -> None:
    tenant = opened("jobconnection")
    liv, _client = member(tenant)
    with at_home(tenant):
        per = people.register(name="Per Lund", email="per@example.dk")
        people.confirm(per)
    rita = at_work(tenant)
    rita.get(f"/people/{liv.pk}/?purpose=placement")
    rita.get("/people/?purpose=placement")
    with at_home(tenant):
        privacy.delete_profile(liv)
    card, listed = sorted(lines(tenant), key=lambda one: one.listed)
    assert (card.subject_id, card.object_id, card.salt) == (None, None, None)
    assert card.actor_id is not None
    assert (listed.subjects, listed.persons) == ([per.pk], 2)
    assert str(liv.pk) not in str([vars(card), vars(listed)])
