"""Objecting stops a purpose: for good where it is marketing, else until it is decided."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_staff
from ordholden.kit import mail as letters
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.privacy import actions, gate
from ordholden.privacy.models import Limit
from ordholden.privacy.tests.make import opened, somebody
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]
Browse = Callable[..., Any]
Run = Callable[[], Any]


@pytest.fixture
def carla(acme: Tenant) -> User:
    person = somebody("Carla Ruiz", "carla@example.org")
    return accounts.open_account(person, "carla@example.org", confirmed=True)


def may(person: Person, purpose: str) -> bool:
    with gate.purpose(purpose):
        return gate.allowed(Person.objects.filter(pk=person.pk)).exists()


def in_database(person: Person, purpose: str) -> bool:
    with gate.purpose(purpose):
        return Person.objects.filter(pk=person.pk).exists()


def test_what_rests_on_a_contract_or_a_law_cannot_be_objected_to(
    acme: Tenant, browse: Browse, carla: User
) -> None:
    browser = browse(acme, carla)
    for purpose in ("selection", "proof", "later_jobs", "nothing_such"):
        answer = browser.post("/my/rights/objection/", {"purpose": purpose})
        assert answer.status_code == 409
    assert not Limit.objects.exists()


@pytest.mark.clauses("WW-103", "JT-36")
def test_an_objection_stops_the_use_until_it_is_refused_with_a_reason(
    acme: Tenant, browse: Browse, run_tasks: Run, carla: User
) -> None:
    person = carla.person
    assert may(person, "answers")
    browse(acme, carla).post("/my/rights/objection/", {"purpose": "answers"})
    assert (may(person, "answers"), in_database(person, "answers")) == (False, False)
    assert in_database(person, "selection")
    limit = Limit.objects.get()
    officer = make_staff("Olga", "privacy_officer")
    with pytest.raises(NotPossible):
        actions.decide(limit, uphold=False, by=officer, why=" ")
    mail.outbox.clear()
    browser = browse(acme, officer)
    url = f"/privacy/limits/{limit.pk}/decision/"
    with run_tasks():
        assert browser.post(url, {"answer": "refuse", "why": "Vi svarer dem."}).status_code == 303
    assert may(person, "answers")
    assert [one.to for one in mail.outbox] == [["carla@example.org"]]
    assert "Vi svarer dem." in str(mail.outbox[0].body)
    assert "Vi svarer dem." in browse(acme, carla).get("/my/rights/").content.decode()
    assert browse(acme, officer).post(url, {"answer": "uphold"}).status_code == 409


@pytest.mark.clauses("WW-103")
def test_an_objection_that_is_upheld_stays(acme: Tenant, carla: User) -> None:
    limit = actions.object_to(carla.person, "answers")
    actions.decide(limit, uphold=True, by=make_staff("Olga", "privacy_officer"))
    assert not may(carla.person, "answers")
    with pytest.raises(NotPossible):
        actions.object_to(carla.person, "answers")


@pytest.mark.clauses("WW-104")
def test_what_was_queued_before_an_objection_is_not_sent_after(run_tasks: Run) -> None:
    with at_home(opened("workwithus")):
        person = somebody("Sara Friis", "sara@example.dk")
        actions.give_consent("newsletter", person=person, locale="da", confirmed=True)
        before: dict[str, Any] = {
            "to": person.email,
            "template": "privacy/email/due_soon",
            "context": {"name": "", "url": "", "rule": ""},
            "mail_class": "newsletter",
            "unsubscribe_url": "https://workwithus.localhost/stop/",
            "locale": "da",
            "subject_person": person.pk,
        }
        assert letters.send(**before).outcome == "sent"
        limit = Limit.objects.create(
            person=person, kind=Limit.Kind.OBJECTION, purpose="newsletter", outcome="upheld"
        )
        after = letters.send(**before)
        assert (after.outcome, after.reason) == ("refused", "objected")
        actions.take_back(limit)
        assert letters.send(**before).outcome == "sent"
