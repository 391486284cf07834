"""Handing over: refused for whatever the notice does not say; else a line that stays."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, connection, transaction

from ordholden.accounts.tests.make import make_staff, make_user
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.privacy import actions
from ordholden.privacy.models import Consent, Disclosure
from ordholden.privacy.tests.make import noon, opened
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]
NORDIC = actions.Receiver(
    name="Nordic Crane", id=UUID(int=7), notice="https://crane.example/privacy"
)
OTHER = actions.Receiver(name="Fjord Tech", id=UUID(int=8), notice="https://fjord.example/privacy")


@pytest.fixture
def jobindex(db: None) -> Iterator[Tenant]:
    tenant = opened("jobindex")
    with at_home(tenant):
        yield tenant


@pytest.fixture
def anna(jobindex: Tenant) -> Person:
    return make_user("Anna Holm", "anna@example.org").person


def agree(person: Person, consent: str, per: str = "") -> Consent:
    return actions.give_consent(consent, person=person, per=per, locale="en")


def refused(person: Person, leaf: str, receiver: Any = NORDIC, **more: Any) -> str:
    """The code of a refusal; nothing was written."""
    before = Disclosure.objects.count()
    with pytest.raises(NotPossible) as said, transaction.atomic():
        actions.hand_over(person, leaf, receiver, **more)
    assert Disclosure.objects.count() == before
    return said.value.code


@pytest.mark.clauses("JI-42", "JI-45", "JI-46", "JC-48", "JC-50", "JC-61", "JT-27")
def test_what_the_notice_does_not_say_is_handed_to_nobody(anna: Person) -> None:
    assert refused(anna, "sale") == "no_such_hand_over"
    assert refused(anna, "identity_released") == "not_allowed"  # no yes
    yes = agree(anna, "release", per=str(OTHER.id))
    assert refused(anna, "identity_released") == "not_allowed"  # a yes to somebody else
    agree(anna, "release", per=str(NORDIC.id))
    assert refused(anna, "identity_released", purpose="cv_database") == "other_purpose"
    for category in ("person.address", "person.birth_date", "statistics.gender"):
        said = refused(anna, "identity_released", categories=["person.name", category])
        assert said == "too_much"
    silent = actions.Receiver(name="Nordic Crane", id=NORDIC.id)
    assert refused(anna, "identity_released", silent) == "no_notice"
    stranger = actions.Receiver(
        name="X", id=NORDIC.id, notice=NORDIC.notice, recipient="surveyxact"
    )
    assert refused(anna, "identity_released", stranger) == "unknown_receiver"
    court = actions.Receiver(name="Østre Landsret")
    assert refused(anna, "court_decision", court) == "needs_more"
    boss = make_user("Kaj", "kaj@example.org", kind="company_contact").person
    agree(boss, "release", per=str(NORDIC.id))
    assert refused(boss, "identity_released") == "not_allowed"  # not about people like him
    actions.withdraw_consent(yes)
    assert refused(anna, "identity_released", OTHER) == "not_allowed"
    actions.restrict(anna)
    assert refused(anna, "identity_released") == "not_allowed"


@pytest.mark.clauses("JI-13", "JI-41", "JI-42", "JI-46")
def test_the_person_sees_who_received_what_and_who_answers_for_it(
    jobindex: Tenant, anna: Person, browse: Any, client: Any
) -> None:
    client.cookies["language"] = "en"
    browser = browse(jobindex, anna.user)
    assert "Nothing of yours" in browser.get("/my/handed-over/").content.decode()
    agree(anna, "release", per=str(NORDIC.id))
    actions.hand_over(anna, "identity_released", NORDIC, categories=["person.name", "person.email"])
    page = browser.get("/my/handed-over/").content.decode()
    for words in ("Nordic Crane", "answers itself", 'href="https://crane.example/privacy"'):
        assert words in page
    assert "telephone" not in page.lower()
    dan = browse(jobindex, make_user("Dan", "dan@example.org"))
    assert "Nordic Crane" not in dan.get("/my/handed-over/").content.decode()


@pytest.mark.clauses("JI-19")
def test_what_is_shown_again_is_handed_over_once(anna: Person) -> None:
    ben = make_user("Ben", "ben@example.org").person
    agree(anna, "personal_form")
    agree(ben, "personal_form")
    actions.hand_over_once([anna.pk], "identity_shown", NORDIC)
    made = actions.hand_over_once([anna.pk, ben.pk, ben.pk], "identity_shown", NORDIC)
    assert [one.person_id for one in made] == [ben.pk]
    actions.hand_over_once([anna.pk, ben.pk], "identity_shown", OTHER)
    assert Disclosure.objects.count() == 4


@pytest.mark.clauses("JI-42", "JI-45", "WW-51", "WW-68")
def test_the_ledger_outlives_the_person_without_them_and_ends_on_its_day(
    jobindex: Tenant, browse: Any, client: Any, turn_clock: Any
) -> None:
    client.cookies["language"] = "en"
    with turn_clock(noon("2026-03-10")):
        anna = make_user("Anna Holm", "anna@example.org").person
        agree(anna, "release", per=str(NORDIC.id))
        line = actions.hand_over(anna, "identity_released", NORDIC)
        olga = make_staff("Olga", "privacy_officer")
        for change in ({"receiver": "Nobody"}, {"person_id": None}):
            with pytest.raises(Error), transaction.atomic():
                Disclosure.objects.filter(pk=line.pk).update(**change)
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM privacy_disclosure")
        rita = browse(jobindex, make_staff("Rita", "recruitment_department"))
        assert rita.get("/privacy/handed-over/").status_code == 403
        officer = browse(jobindex, olga)
        page = officer.get("/privacy/handed-over/").content.decode()
        assert "Anna Holm" in page
        assert "Nordic Crane" in page
        for asked, found in ((anna.pk, True), (olga.pk, False)):
            page = officer.get(f"/privacy/handed-over/?person={asked}").content.decode()
            assert ("Anna Holm" in page) is found
        page = officer.get(f"/privacy/handed-over/?receiver={OTHER.id}").content.decode()
        assert "Anna Holm" not in page
        assert officer.get("/privacy/handed-over/?person=anna").status_code == 404
        actions.delete_profile(anna)
        page = officer.get("/privacy/handed-over/").content.decode()
        assert "Anna" not in page
        assert "erased since" in page
    with turn_clock(noon("2029-03-09")):
        actions.sweep()
        assert Disclosure.objects.get().person_id is None
    with turn_clock(noon("2029-03-10")):
        actions.sweep()
        assert not Disclosure.objects.exists()
