"""An ad from its first draft to the day it vanishes."""

from typing import Any

import pytest
from django.test import Client

from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_staff
from ordholden.jobs import actions
from ordholden.jobs.models import AdContact, ContactCount, JobAd
from ordholden.jobs.tests.make import CONTACT, make_ad, make_draft
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions as privacy
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, noon, opened

pytestmark = [pytest.mark.django_db]
WRITTEN = {
    "title": "Kranfører",
    "employer": "Nordkran",
    "text": "Vi søger en kranfører.\n\n- tårnkran\n- <b>mobilkran</b>",
    "locale": "da",
    "kind": "permanent",
    "time": "full",
    "country": "DK",
    "postal_code": "7800",
    "town": "Skive",
    "remote": "no",
    "deadline": "2026-06-01",
    "contact_name": "Ib Fugmann",
    "contact_phone": "98 76 54 32",
    "questions-TOTAL_FORMS": "1",
    "questions-INITIAL_FORMS": "0",
    "questions-0-text": "Har du kranbasis?",
    "questions-0-kind": "yes_no",
}


def at_work(slug: str, role: str = "recruiter") -> tuple[Tenant, Client, User]:
    """One of the five, and one of its own people at a browser."""
    tenant = opened(slug)
    with at_home(tenant):
        user = make_staff("Ulla", role)
        client = browser(slug)
        client.force_login(user)
    return tenant, client, user


def listed(guest: Client) -> str:
    """The list of jobs, without what is suggested above it."""
    return guest.get("/jobs/").content.decode().partition('id="count"')[2]


# ------------------------------------------------------------------ refusals
@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("questions-0-text", "Hvor gammel er du?", "asked about age"),
        ("questions-0-text", "Er du gravid?", "asked about pregnancy"),
        ("questions-0-text", "Hvad er din religion?", "asked about religion"),
        ("text", "Vi bager brød. Skriv dit CPR-nummer i ansøgningen.", "national identity"),
        ("title", "Er du medlem af en fagforening?", "membership of a union"),
    ],
)
def test_what_the_law_does_not_let_an_applicant_be_asked_is_refused_with_the_reason(
    turn_clock: Any, field: str, value: str, reason: str
) -> None:
    with turn_clock(noon("2026-05-04")):
        tenant, desk, _user = at_work("jtworks")
        answer = desk.post("/desk/ads/new/", WRITTEN | {field: value})
        assert answer.status_code == 422
        assert reason in answer.content.decode()
        assert "tårnkran" in answer.content.decode() or field == "text"
        with at_home(tenant):
            assert not JobAd.objects.exists()


def test_an_invitation_to_everybody_names_topics_and_asks_nothing(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")), at_home(opened("jtworks")):
        make_ad(text="Alle kan søge, uanset alder, religion og seksuel orientering.")


def test_an_ad_needs_a_place_a_last_day_and_somebody_behind_a_number(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")):
        _tenant, desk, _user = at_work("jtworks")
        wrong = {"postal_code": "", "town": "", "deadline": "", "contact_name": "", "pay_from": "9"}
        page = desk.post("/desk/ads/new/", WRITTEN | wrong).content.decode()
        for sentence in ("Say where the work is", "Whose number", "what the pay is for"):
            assert sentence in page


@pytest.mark.parametrize("verb", ["pause", "end", "renew"])
def test_a_draft_is_only_published(turn_clock: Any, verb: str) -> None:
    with turn_clock(noon("2026-05-04")):
        tenant, desk, _user = at_work("jtworks")
        with at_home(tenant):
            ad = make_ad(published=False)
        answer = desk.post(f"/desk/ads/{ad.pk}/{verb}/", {"until": "2026-06-01"})
        assert answer.status_code == 409


def test_two_who_change_one_ad_do_not_overwrite_each_other(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")), at_home(opened("jtworks")):
        ad = make_ad()
        seen = ad.version
        actions.write(make_draft(title="Murer"), by=None, ad=ad, version=seen)
        with pytest.raises(NotPossible) as refused:
            actions.write(make_draft(title="Maler"), by=None, ad=ad, version=seen)
        assert refused.value.code == "changed_meanwhile"
        assert JobAd.objects.get().title == "Murer"


def test_another_firm_finds_and_ends_nothing(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")):
        with at_home(opened("jobconnection")):
            ad = make_ad()
        _tenant, desk, _user = at_work("jtworks")
        assert desk.get(ad.get_absolute_url()).status_code == 404
        assert desk.get(f"/desk/ads/{ad.pk}/").status_code == 404
        assert desk.post(f"/desk/ads/{ad.pk}/end/").status_code == 404
        assert "Murersvend" not in desk.get("/jobs/").content.decode()


# ------------------------------------------------------------------ from draft to end
@pytest.mark.clauses("WW-40", "WW-83", "WW-110", "JC-05")
def test_an_ad_is_written_published_found_read_ended_and_gone(turn_clock: Any) -> None:
    guest = browser("jtworks")
    with turn_clock(noon("2026-05-04")):
        tenant, desk, _user = at_work("jtworks")
        answer = desk.post("/desk/ads/new/", WRITTEN)
        assert answer.status_code == 303, answer.content.decode()
        with at_home(tenant):
            ad = JobAd.objects.get()
            assert ad.questions.get().text == "Har du kranbasis?"
        public = ad.get_absolute_url()
        assert "Kranfører" not in guest.get("/jobs/").content.decode()
        assert guest.get(public).status_code == 404
        assert desk.post(f"/desk/ads/{ad.pk}/publish/").status_code == 303
        assert "Kranfører" in guest.get("/jobs/").content.decode()
        page = guest.get(public).content.decode()
        assert "<li>tårnkran</li>" in page
        assert "&lt;b&gt;mobilkran" in page
        assert "Fugmann" not in page
        assert "98 76 54 32" not in page
        assert desk.post(f"/desk/ads/{ad.pk}/end/").status_code == 303
        assert "Kranfører" not in guest.get("/jobs/").content.decode()
        gone = guest.get(public)
        assert gone.status_code == 410
        assert "Kranfører" not in gone.content.decode()
        assert guest.post(f"{public}contact/").status_code == 404


def test_a_paused_ad_comes_back_and_a_renewed_one_stands_first(turn_clock: Any) -> None:
    guest = browser("jtworks")
    with turn_clock(noon("2026-05-04")):
        tenant, desk, _user = at_work("jtworks")
        with at_home(tenant):
            ad = make_ad()
    with turn_clock(noon("2026-05-05")):
        with at_home(tenant):
            make_ad(title="Maler")
        desk.post(f"/desk/ads/{ad.pk}/pause/")
        assert guest.get(ad.get_absolute_url()).status_code == 404
        assert "Murersvend" not in guest.get("/jobs/").content.decode()
        desk.post(f"/desk/ads/{ad.pk}/publish/")
        page = listed(guest)
        assert page.index("Maler") < page.index("Murersvend")
        desk.post(f"/desk/ads/{ad.pk}/end/")
    with turn_clock(noon("2026-05-06")):
        assert desk.post(f"/desk/ads/{ad.pk}/renew/", {"until": "2026-05-05"}).status_code == 409
        desk.post(f"/desk/ads/{ad.pk}/renew/", {"until": "2026-06-05"})
        page = listed(guest)
        assert page.index("Murersvend") < page.index("Maler")


@pytest.mark.clauses("WW-83")
def test_the_last_day_ends_it_although_nobody_and_no_task_does(turn_clock: Any) -> None:
    tenant, guest = opened("workwithus"), browser("workwithus")
    with turn_clock(noon("2026-05-04")), at_home(tenant):
        ad = make_ad()
        last = ad.deadline
    with turn_clock(noon(str(last))):
        assert guest.get(ad.get_absolute_url()).status_code == 200
    with turn_clock(noon("2026-06-04")):
        assert guest.get(ad.get_absolute_url()).status_code == 410
        assert "Murersvend" not in guest.get("/jobs/").content.decode()
        with at_home(tenant):
            assert JobAd.objects.get().state == "published"
            assert actions.end_overdue() == 1
            assert actions.end_overdue() == 0
            assert JobAd.objects.get().events.latest("at").what == "ran_out"


# ------------------------------------------------------------------ whom to call
@pytest.mark.clauses("WW-18")
def test_one_click_shows_whom_to_call_and_is_counted(turn_clock: Any) -> None:
    tenant, guest = opened("workwithus"), browser("workwithus")
    with turn_clock(noon("2026-05-04")):
        with at_home(tenant):
            ad = make_ad()
        address = f"{ad.get_absolute_url()}contact/"
        assert guest.get(address).status_code == 405
        assert CONTACT.phone not in guest.get(ad.get_absolute_url()).content.decode()
        for _ in range(2):
            assert CONTACT.phone in guest.post(address).content.decode()
        with at_home(tenant):
            assert ContactCount.objects.get().shown == 2


def test_a_colleague_who_is_restricted_is_nobody_to_call(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")):
        tenant, _desk, user = at_work("jtworks")
        with at_home(tenant):
            contact = CONTACT.__class__(name="Ulla", email=user.email)
            ad = make_ad(contact=contact)
            assert AdContact.objects.get().person == user.person
            with storing():
                Person.objects.filter(pk=user.person_id).update(state="restricted")
            assert actions.count_contact(ad) is None


# ------------------------------------------------------------------ how long
@pytest.mark.clauses("WW-82", "WW-83")
def test_the_contact_goes_five_years_after_the_end_and_the_ad_stays_for_the_books(
    turn_clock: Any,
) -> None:
    tenant = opened("workwithus")
    with turn_clock(noon("2020-09-01")), at_home(tenant):
        ad = make_ad()
    with turn_clock(noon("2020-09-30")), at_home(tenant):
        actions.end(ad, by=None)
    with turn_clock(noon("2025-09-29")), at_home(tenant):
        privacy.sweep()
        assert AdContact.objects.get().name == CONTACT.name
    with turn_clock(noon("2025-10-01")), at_home(tenant):
        privacy.sweep()
        assert not AdContact.objects.exists()
        assert JobAd.objects.exists()


@pytest.mark.parametrize(("slug", "last", "gone"), [("jtworks", "2027-05-03", "2027-05-05")])
def test_an_ad_goes_a_year_after_its_end_with_all_that_hangs_on_it(
    turn_clock: Any, slug: str, last: str, gone: str
) -> None:
    tenant = opened(slug)
    with turn_clock(noon("2026-05-04")), at_home(tenant):
        ad = make_ad()
        actions.end(ad, by=None)
    with turn_clock(noon(last)), at_home(tenant):
        privacy.sweep()
        assert JobAd.objects.exists()
    with turn_clock(noon(gone)), at_home(tenant):
        privacy.sweep()
        assert not JobAd.objects.exists()
        assert not AdContact.objects.exists()
