"""Every page of privacy answers, to those it is for."""

from collections.abc import Callable
from typing import Any

import pytest

from ordholden.accounts import actions as accounts
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions
from ordholden.privacy.models import Consent

pytestmark = [pytest.mark.django_db]


SCOPE = 4  # in a test the request's transaction is a savepoint inside the test's own


@pytest.fixture
def carla(acme: Any) -> Person:
    """A candidate with an account."""
    person = people.register(name="Carla Ruiz", email="carla@example.org")
    people.confirm(person)
    accounts.open_account(person, "carla@example.org", confirmed=True)
    return person


@pytest.mark.parametrize(
    "path",
    [
        "/notice/",
        "/notice/versions/",
        "/notice/versions/1/",
        "/notice/receipt/",
        "/.well-known/privacy-policy.json",
    ],
)
def test_anybody_reads_the_notice(
    acme: Any, browse: Callable[..., Any], path: str, django_assert_max_num_queries: Any
) -> None:
    browser = browse(acme)
    browser.get(path)
    with django_assert_max_num_queries(8 + SCOPE):
        answer = browser.get(path)
    assert answer.status_code == 200
    assert set(answer.cookies) <= {"csrf"}  # and that only where there is a form


@pytest.mark.parametrize(
    "path", ["/my/data/", "/my/consents/", "/my/data/deletion/", "/my/data/copy/", "/my/approval/"]
)
def test_my_pages_ask_strangers_to_sign_in(
    acme: Any, browse: Callable[..., Any], path: str
) -> None:
    assert browse(acme).get(path).status_code == 302


@pytest.mark.parametrize(
    "path", ["/my/data/", "/my/consents/", "/my/data/deletion/", "/my/data/copy/", "/my/approval/"]
)
def test_my_pages_open(acme: Any, browse: Callable[..., Any], carla: Person, path: str) -> None:
    assert browse(acme, carla.user).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/privacy/", "/privacy/reviews/", "/privacy/publication/"])
def test_the_control_page_is_not_for_candidates(
    acme: Any, browse: Callable[..., Any], carla: Person, path: str
) -> None:
    assert browse(acme, carla.user).get(path).status_code == 403


@pytest.mark.clauses("JT-52", "JI-60", "AB-31")
def test_somebody_deletes_their_profile_and_verifies_the_receipt(
    acme: Any, browse: Callable[..., Any], carla: Person
) -> None:
    browser = browse(acme, carla.user)
    answer = browser.post("/my/data/deletion/")
    assert answer.status_code == 200
    assert not Person.objects.filter(pk=carla.pk).exists()
    code = answer.context["code"]
    assert "carla" not in answer.content.decode().lower()
    assert browser.post("/notice/receipt/", {"code": code}).context["erasure"] is not None
    assert browser.post("/notice/receipt/", {"code": code[:-2] + "xx"}).status_code == 422


@pytest.mark.clauses("WW-105", "WW-106", "JC-69")
def test_taking_one_consent_back_stops_only_it(
    acme: Any, browse: Callable[..., Any], carla: Person
) -> None:
    later = actions.give_consent("later_jobs", person=carla, locale="da")
    mails = actions.give_consent("job_mail", person=carla, locale="da", confirmed=True)
    answer = browse(acme, carla.user).post(f"/my/consents/{later.pk}/withdrawal/")
    assert answer.status_code == 303
    later.refresh_from_db()
    mails.refresh_from_db()
    assert (later.state, mails.state) == (Consent.State.WITHDRAWN, Consent.State.GIVEN)
