"""The officer holds, renews and releases on pages; nobody else does."""

from collections.abc import Callable
from typing import Any

import pytest

from ordholden.accounts.tests.make import make_staff
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.privacy import words
from ordholden.privacy.models import Hold
from ordholden.privacy.tests.make import somebody
from ordholden.tenants.models import Tenant

pytestmark = [pytest.mark.django_db]
Browse = Callable[..., Any]


@pytest.fixture
def carla(acme: Tenant) -> Person:
    person = somebody("Carla Ruiz", "carla@example.org")
    people.save_detail(person, "profile.skills", "Welding")
    return person


def test_a_recruiter_does_not_hold(acme: Tenant, browse: Browse, carla: Person) -> None:
    browser = browse(acme, make_staff("Rita", "recruiter"))
    assert browser.get("/privacy/holds/").status_code == 403
    assert browser.get(f"/privacy/holds/on/{carla.pk}/").status_code == 403
    assert browser.post(f"/privacy/holds/on/{carla.pk}/", {}).status_code == 403


def test_what_is_no_record_of_theirs_is_refused(
    acme: Tenant, browse: Browse, carla: Person
) -> None:
    browser = browse(acme, make_staff("Olga", "privacy_officer"))
    other = somebody("Dan", "dan@example.org")
    address = f"/privacy/holds/on/{carla.pk}/"
    for record in (f"people_person:{other.pk}", f"accounts_user:{carla.pk}", "people_person:x"):
        answer = browser.post(address, {"record": record, "reason": "dispute"})
        assert answer.status_code == 422
    answer = browser.post(address, {"record": f"people_person:{carla.pk}", "reason": "restriction"})
    assert answer.status_code == 422
    assert not Hold.objects.exists()


@pytest.mark.clauses("JT-34")
def test_the_officer_holds_renews_and_releases(acme: Tenant, browse: Browse, carla: Person) -> None:
    browser = browse(acme, make_staff("Olga", "privacy_officer"))
    detail = Detail.objects.get(person=carla)
    address = f"/privacy/holds/on/{carla.pk}/"
    assert b"Carla Ruiz" in browser.get(address).content
    sent = {"record": f"people_detail:{detail.pk}", "reason": "dispute", "case": "K 17"}
    assert browser.post(address, sent).status_code == 303
    hold = Hold.objects.get()
    detail.refresh_from_db()
    assert (hold.is_open, detail.held) == (True, True)
    for page in ("/privacy/holds/", "/privacy/"):
        text = browser.get(page).content.decode()
        assert words.about("profile.skills") in text
        assert "Welding" not in text
    assert browser.post(f"/privacy/holds/{hold.pk}/renewal/", {"until": ""}).status_code == 303
    assert browser.post(f"/privacy/holds/{hold.pk}/release/").status_code == 303
    detail.refresh_from_db()
    assert not detail.held
    assert browser.post(f"/privacy/holds/{hold.pk}/release/").status_code >= 400


def test_what_a_colleague_asked_for_waits_for_the_officer(
    acme: Tenant, browse: Browse, carla: Person
) -> None:
    browser = browse(acme, make_staff("Adam", "administrator"))
    sent = {"record": f"people_person:{carla.pk}", "reason": "dispute"}
    browser.post(f"/privacy/holds/on/{carla.pk}/", sent)
    hold = Hold.objects.get()
    assert not hold.is_open
    assert browser.post(f"/privacy/holds/{hold.pk}/approval/").status_code >= 400
    browser.logout()
    browser = browse(acme, make_staff("Olga", "privacy_officer"))
    assert browser.post(f"/privacy/holds/{hold.pk}/approval/").status_code == 303
    hold.refresh_from_db()
    assert hold.is_open
