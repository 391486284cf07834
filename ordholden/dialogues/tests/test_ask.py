"""Who may ask whom, how often, and what never shows."""

from typing import Any

import pytest
from django.test import Client

from ordholden.companies import actions as companies
from ordholden.companies.models import Agreement
from ordholden.copies.tests.make import copied
from ordholden.dialogues.models import Approach, Dialogue, Message
from ordholden.dialogues.tests.make import Asker, request_of
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent
from ordholden.sourcing.tests.owners import Owner, anna, candidate
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import noon, opened

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def tenant(db: None) -> Tenant:
    return opened("jobindex")


@pytest.fixture
def company(tenant: Tenant) -> Asker:
    return Asker(tenant)


def somebody(tenant: Tenant, name: str = "Ben Bo") -> Owner:
    owner = candidate(tenant, name, f"{name.split()[0].lower()}@mail.example")
    owner.choose("online")
    return owner


@pytest.mark.clauses("JI-07")
def test_where_no_company_reaches_people_there_is_no_such_page(acme: Any, browse: Any) -> None:
    from ordholden.accounts.tests.make import make_user

    mine = browse(acme, make_user())
    assert mine.get("/my/requests/").status_code == 404
    assert mine.get("/company/requests/").status_code == 404


@pytest.mark.clauses("JI-07", "JI-14")
def test_only_as_many_as_agreed_and_only_by_agreement(
    tenant: Tenant, company: Asker, turn_clock: Any
) -> None:
    people_there = [somebody(tenant, name) for name in ("Ben Bo", "Eva Ek", "Ib Iversen")]
    seat = company.seat
    with turn_clock(noon("2027-01-30")):
        with at_home(tenant):
            companies.agree(
                seat.company, "cv_database", since=noon("2027-01-01").date(), contacts=2
            )
        assert [company.ask(one) for one in people_there] == [303, 303, 409]
        assert company.ask(people_there[0]) == 409
    with turn_clock(noon("2027-02-01")):
        assert company.ask(people_there[2]) == 303
        people_there[2].choose("offline")
        assert company.ask(people_there[2]) == 404
        mine = request_of(people_there[1].client)
        with at_home(tenant):
            companies.end_agreement(Agreement.objects.get(contacts=2))
        # The page was open when the agreement ended: nothing is shown to anybody.
        answer = people_there[1].client.post(f"{mine}answer/", {"text": "Yes, gladly"})
        assert answer.status_code == 409
        assert company.client.get("/company/requests/").status_code == 403
        assert company.ask(people_there[1]) == 403
    with at_home(tenant):
        assert not Message.objects.filter(from_person=True).exists()


@pytest.mark.clauses("JI-14", "JI-54", "JC-55")
def test_who_wants_no_contact_or_is_restricted_looks_like_who_does_not_answer(
    tenant: Tenant, company: Asker, run_tasks: Any, mailoutbox: Any
) -> None:
    ben, eva = somebody(tenant), somebody(tenant, "Eva Ek")
    with at_home(tenant):
        people.deregister(ben.person)
    with run_tasks():
        assert company.ask(ben) == 303
        assert company.ask(eva) == 303
    assert [letter.to for letter in mailoutbox] == [["eva@mail.example"]]
    with run_tasks():
        told = {"text": "Is it far from Skive?"}
        assert eva.client.post(f"{request_of(eva.client)}question/", told).status_code == 303
    thread = company.thread()
    assert "far from Skive" in company.page(thread)
    with at_home(tenant):
        privacy.restrict(eva.person)
    assert "far from Skive" not in company.page(thread)
    assert company.page().count("waiting") >= 2
    assert company.client.post(thread, {"text": "No"}).status_code == 409


@pytest.mark.clauses("JI-12", "JI-13")
def test_a_yes_taken_back_anywhere_closes_what_the_answer_opened(
    tenant: Tenant, company: Asker
) -> None:
    her = anna(tenant)
    assert company.ask(her) == 303
    mine, thread = request_of(her.client), company.thread()
    assert her.client.post(f"{mine}answer/", {"text": "Gladly"}).status_code == 303
    assert "Anna Holm" in company.page(thread)
    with at_home(tenant):
        yes = Consent.objects.get(person=her.person, per=str(company.seat.company_id))
    assert her.client.post(f"/my/consents/{yes.pk}/withdrawal/").status_code == 303
    assert "Anna Holm" not in company.page(thread)
    stranger: Client = candidate(tenant, "Per Li", "per@mail.example").client
    for path in ("", "answer/"):
        assert stranger.get(f"{mine}{path}").status_code == 404
    for verb in ("no", "end", "message", "question"):
        assert stranger.post(f"{mine}{verb}/", {"text": "x"}).status_code == 404


@pytest.mark.clauses("JI-22", "JI-59")
def test_messages_go_twelve_months_after_the_last_one(
    tenant: Tenant, company: Asker, turn_clock: Any
) -> None:
    with turn_clock(noon("2031-12-01")):
        her = somebody(tenant)
        assert company.ask(her) == 303
    with turn_clock(noon("2031-12-10")):
        told = {"text": "How far is it?"}
        assert her.client.post(f"{request_of(her.client)}question/", told).status_code == 303
        assert company.client.post(company.thread(), {"text": "Near Viborg"}).status_code == 303
        files = copied(company.client)
        assert b"Near Viborg" in files["messages-for-company.csv"]
        assert b"How far" not in files["messages-for-company.csv"]
    counted = []
    for day in ("2032-12-09", "2032-12-10"):
        with turn_clock(noon(day)), at_home(tenant):
            privacy.sweep()
            kinds = (Approach, Dialogue, Message)
            counted.append([model.objects.count() for model in kinds])  # type: ignore[attr-defined]
    assert counted == [[1, 1, 3], [0, 0, 0]]
