"""Searches somebody keeps, and mails with what is new: under consent, and no longer than it."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.jobs import actions
from ordholden.jobs.models import SavedSearch
from ordholden.jobs.tests.make import make_ad
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, link, noon, opened

pytestmark = [pytest.mark.django_db]


def member(tenant: Tenant, name: str = "Sara") -> tuple[Person, Client]:
    """Somebody with an account, and their browser."""
    with at_home(tenant):
        email = f"{name.lower()}@example.org"
        person = people.register(name=name, email=email, locale="en")
        user = accounts.open_account(person, email, confirmed=True)
        people.confirm(person)
        client = browser(tenant.slug)
        client.force_login(user)
    return person, client


def morning(tenant: Tenant, run_tasks: Any) -> list[Any]:
    """The letters that go out in the morning."""
    mail.outbox.clear()
    with run_tasks(), at_home(tenant):
        actions.mail_everybody()
    return list(mail.outbox)


# ------------------------------------------------------------------ refusals
@pytest.mark.parametrize("slug", ["jtworks", "jobindex"])
def test_who_promises_no_job_mails_keeps_no_searches(slug: str) -> None:
    tenant = opened(slug)
    _person, client = member(tenant)
    assert client.get("/my/searches/").status_code == 404
    assert client.post("/jobs/keep/", {"q": "murer"}).status_code == 404
    assert "Keep this search" not in client.get("/jobs/?q=murer").content.decode()


def test_an_empty_search_and_a_twenty_first_are_not_kept() -> None:
    tenant = opened("workwithus")
    _person, client = member(tenant)
    assert client.post("/jobs/keep/", {"sort": "newest"}).status_code == 409
    for number in range(20):
        assert client.post("/jobs/keep/", {"q": f"murer {number}"}).status_code == 303
    assert client.post("/jobs/keep/", {"q": "murer 3"}).status_code == 303
    assert client.post("/jobs/keep/", {"q": "murer 21"}).status_code == 409


def test_nobody_sees_or_removes_anothers_search() -> None:
    tenant = opened("workwithus")
    _sara, client = member(tenant)
    client.post("/jobs/keep/", {"q": "murer"})
    _ole, other = member(tenant, "Ole")
    assert "murer" not in other.get("/my/searches/").content.decode()
    with at_home(tenant):
        key = SavedSearch.objects.get().pk
    assert other.post(f"/my/searches/{key}/").status_code == 404
    assert client.post(f"/my/searches/{key}/").status_code == 303


# ------------------------------------------------------------------ mails under consent
@pytest.mark.clauses("WW-77", "WW-105")
def test_what_is_new_is_mailed_once_and_only_while_they_agree(
    run_tasks: Any, turn_clock: Any
) -> None:
    tenant = opened("workwithus")
    with turn_clock(noon("2026-05-04")):
        sara, client = member(tenant)
        with at_home(tenant):
            make_ad(title="Gammel murer")
        assert "Keep it" in client.get("/jobs/?q=murer").content.decode()
        client.post("/jobs/keep/", {"q": "murer", "place": "7800", "km": "50"})
    with turn_clock(noon("2026-05-05")):
        with at_home(tenant):
            make_ad(title="Murersvend")
            make_ad(title="Kok", text="Mad.")
        assert morning(tenant, run_tasks) == []
        page = client.get("/my/searches/").content.decode()
        assert "Yes, please send me mails with jobs" in page
        assert client.post("/my/searches/mails/").status_code == 303
        (letter,) = morning(tenant, run_tasks)
        assert letter.to == [sara.email]
        assert letter.subject == "A new job for you"
        assert "Murersvend" in letter.body
        assert "Gammel" not in letter.body
        assert "Kok" not in letter.body
        assert "List-Unsubscribe" in letter.extra_headers
        assert morning(tenant, run_tasks) == []
    with turn_clock(noon("2026-05-06")):
        with at_home(tenant):
            make_ad(title="Murer igen")
        mail.outbox.append(letter)
        client.post(link(sara.email, "/mail/stop/"))
        assert morning(tenant, run_tasks) == []


def test_who_is_restricted_gets_no_job_mail(run_tasks: Any, turn_clock: Any) -> None:
    tenant = opened("workwithus")
    with turn_clock(noon("2026-05-04")):
        sara, client = member(tenant)
        client.post("/jobs/keep/", {"q": "murer"})
        client.post("/my/searches/mails/")
    with turn_clock(noon("2026-05-05")), at_home(tenant):
        make_ad()
        people.restrict(sara)
        assert morning(tenant, run_tasks) == []


def test_kept_searches_go_with_their_person() -> None:
    tenant = opened("workwithus")
    sara, client = member(tenant)
    client.post("/jobs/keep/", {"q": "murer"})
    with at_home(tenant):
        privacy.delete_profile(sara)
        assert not SavedSearch.objects.exists()


@pytest.mark.clauses("WW-95", "AB-27")
def test_who_said_no_is_not_asked_again_for_half_a_year(turn_clock: Any) -> None:
    tenant = opened("workwithus")
    pages, asked = ("/my/searches/", "/my/consents/"), "Shall we write to you?"
    with turn_clock(noon("2026-03-02")):
        _sara, client = member(tenant)
        client.post("/jobs/keep/", {"q": "murer"})
        question = tenant.policy.document.consent["job_mails"].text["en"]
        assert all(question in client.get(path).content.decode() for path in pages)
        client.post("/my/searches/mails/")
        client.post("/my/mails/job_mail/stop/")
    for day, again in (("2026-03-03", False), ("2026-09-01", False), ("2026-09-02", True)):
        with turn_clock(noon(day)):
            assert (asked in client.get("/my/searches/").content.decode()) is again
            given = '/my/consents/job_mails/yes/"' in client.get("/my/consents/").content.decode()
            assert given is again
