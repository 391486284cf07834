"""Companies: who may write them down, how their people come in, and what ends at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from ordholden.accounts.tests.make import make_staff
from ordholden.companies.models import Agreement, Company, Seat
from ordholden.companies.tests.make import NOTICE, at_company, signed_in
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.reading.models import Reading
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, link, opened

COMPANY = {"name": "Nordbyg", "kind": "employer", "number": "21367087", "privacy_url": NOTICE}


@pytest.fixture
def jobindex(db: None) -> Tenant:
    return opened("jobindex")


def _at_desk(tenant: Tenant, role: str = "finance") -> Client:
    with at_home(tenant):
        return signed_in(tenant, make_staff(f"Fie-{role}", role))


def _agreed(since: date, **changed: Any) -> dict[str, Any]:
    return {"service": "cv_database", "since": since, "seats": 2, "contacts": 10, **changed}


def _today(tenant: Tenant) -> date:
    with at_home(tenant):
        return local_today()


def test_only_those_see_companies_whom_the_notice_lets(jobindex: Tenant) -> None:
    at_company(jobindex)
    for role in ("support", "moderator", "recruitment_department", "administrator"):
        assert _at_desk(jobindex, role).get("/desk/companies/").status_code == 403
    assert _at_desk(jobindex).get("/desk/companies/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("number", "21367088", "no number of the company register"),
        ("privacy_url", "", "required"),
        ("privacy_url", "javascript:alert(1)", "valid URL"),
        ("name", "", "required"),
    ],
)
def test_what_is_no_company_is_not_written_down(
    jobindex: Tenant, field: str, value: str, said: str
) -> None:
    answer = _at_desk(jobindex).post("/desk/companies/", COMPANY | {field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with at_home(jobindex):
        assert not Company.objects.exists()


def test_a_company_is_there_once(jobindex: Tenant) -> None:
    desk = _at_desk(jobindex)
    assert desk.post("/desk/companies/", COMPANY).status_code == 303
    assert desk.post("/desk/companies/", COMPANY | {"name": "Nordbyg igen"}).status_code == 409


@pytest.mark.clauses("JI-07", "JI-41")
def test_somebody_is_invited_sits_down_and_works(jobindex: Tenant, run_tasks: Any) -> None:
    desk = _at_desk(jobindex)
    desk.post("/desk/companies/", COMPANY)
    with at_home(jobindex):
        company = Company.objects.get()
    page = f"/desk/companies/{company.pk}/"
    with run_tasks():
        assert desk.post(f"{page}agree/", _agreed(_today(jobindex))).status_code == 303
        assert desk.post(f"{page}invite/", {"email": "bo@nordbyg.example"}).status_code == 303
    path = link("bo@nordbyg.example", "/company/seat/")
    bo = browser("jobindex")
    answer = bo.post(path, {"name": "Bo Nord", "password": "en hest på en altan"})
    assert (answer.status_code, answer["Location"]) == (302, "/company/")
    said = bo.get("/company/").content.decode()
    assert "Nordbyg" in said
    assert "CV database" in said
    assert browser("jobindex").get(path).status_code == 404  # used up
    shown = desk.get(page).content.decode()
    assert "Bo Nord" in shown
    with at_home(jobindex):
        whose = Person.objects.get(name="Bo Nord")
        assert Reading.objects.filter(listed=True, subjects__contains=[whose.pk]).exists()
    # Signing in again leads here, and nothing of the tenant's own people is open.
    assert bo.get("/desk/").status_code == 403
    assert bo.get("/people/").status_code in (403, 404)


def test_more_than_the_agreement_allows_are_not_invited(jobindex: Tenant) -> None:
    lea, seat = at_company(jobindex)
    with at_home(jobindex):
        Seat.objects.update(leads=True)
        Agreement.objects.update(seats=2)
    assert lea.post("/company/team/", {"email": "en@nordbyg.example"}).status_code == 303
    assert lea.post("/company/team/", {"email": "en@nordbyg.example"}).status_code == 303
    assert lea.post("/company/team/", {"email": "to@nordbyg.example"}).status_code == 409
    assert seat.company.name in lea.get("/company/").content.decode()


@pytest.mark.clauses("JI-35")
def test_a_colleague_who_does_not_lead_and_another_company_change_nothing(
    jobindex: Tenant,
) -> None:
    bente, seat = at_company(jobindex, "Nordbyg")
    other, theirs = at_company(jobindex, "Sydbyg")
    assert bente.post("/company/team/", {"email": "en@nordbyg.example"}).status_code == 403
    about = {"website": "https://x.example/", "privacy_url": "https://x.example/p"}
    assert bente.post("/company/about/", about).status_code == 403
    with at_home(jobindex):
        Seat.objects.filter(pk=theirs.pk).update(leads=True)
    assert other.post(f"/company/team/{seat.pk}/end/").status_code == 404
    assert other.post("/company/about/", about).status_code == 303
    with at_home(jobindex):
        assert Company.objects.get(pk=seat.company_id).privacy_url == NOTICE
        assert Seat.objects.get(pk=seat.pk).until is None
    assert "Nordbyg" not in other.get("/company/team/").content.decode()


def test_a_seat_that_ends_ends_at_once(jobindex: Tenant, turn_clock: Any) -> None:
    bente, seat = at_company(jobindex)
    desk = _at_desk(jobindex)
    assert desk.post(f"/desk/seats/{seat.pk}/end/").status_code == 303
    assert bente.get("/company/").status_code in (302, 403)
    with at_home(jobindex):
        again = signed_in(jobindex, seat.user)
        assert Person.objects.get(pk=seat.user.person_id).relation_ended_at is not None
    assert again.get("/company/").status_code == 403


def test_work_that_is_over_leaves_nothing_open(jobindex: Tenant) -> None:
    bente, seat = at_company(jobindex)
    with at_home(jobindex):
        seat.company.invitations.create(
            email="en@x.example", expires_at=seat.company.since + timedelta(days=9)
        )
    desk = _at_desk(jobindex)
    page = f"/desk/companies/{seat.company_id}/"
    assert desk.post(f"{page}end/").status_code == 303
    assert desk.post(f"{page}end/").status_code == 409
    assert desk.post(f"{page}agree/", _agreed(_today(jobindex))).status_code == 409
    assert bente.get("/company/").status_code in (302, 403)
    with at_home(jobindex):
        assert not seat.company.invitations.exists()
        assert "Nordbyg" not in desk.get("/desk/companies/").content.decode()


def test_an_agreement_follows_the_one_before(jobindex: Tenant, turn_clock: Any) -> None:
    _bente, seat = at_company(jobindex)
    desk, page = _at_desk(jobindex), f"/desk/companies/{seat.company_id}/agree/"
    assert desk.post(page, _agreed(_today(jobindex))).status_code == 409  # begins as late
    then = _today(jobindex) + timedelta(days=10)
    early = _agreed(then, until=then - timedelta(days=1))
    assert desk.post(page, early).status_code == 422
    assert desk.post(page, _agreed(then, seats=7)).status_code == 303
    with at_home(jobindex):
        first, second = Agreement.objects.order_by("since")
    assert first.until == then - timedelta(days=1)
    assert (second.seats, second.until) == (7, None)
