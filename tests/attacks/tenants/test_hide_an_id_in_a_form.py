"""A form of one's own, about one's own person, with an id of the neighbours' among its answers."""

import pytest

from ordholden.candidates.models import ContactPerson
from ordholden.privacy.models import Hold
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, person


@pytest.fixture
def ola(two: Two) -> str:
    with at_home(two.ours):
        return str(person("ola@example.org", "Ola Nord").pk)


def test_their_colleague_does_not_become_our_contact_person(two: Two, ola: str) -> None:
    client = two.at(two.ours, "recruiter")
    colleague = two.staff(two.theirs, "branch")
    path = f"/people/{ola}/contact-person/?purpose=placement"
    assert client.post(path, {"user": str(colleague.pk)}).status_code == 409
    assert client.post("/people/contacts/", {"user": str(colleague.pk)}).status_code == 422
    with at_home(two.ours):
        assert not ContactPerson.objects.exists()
    own = two.staff(two.ours, "branch")
    assert client.post(path, {"user": str(own.pk)}).status_code == 303
    with at_home(two.ours):
        assert ContactPerson.objects.get().user == own


def test_their_record_is_not_held_by_us(two: Two, ola: str) -> None:
    record = f"people_detail:{two.number.pk}"

    def hold(at: Tenant, whose: str) -> int:
        sent = {"record": record, "reason": "dispute", "case": "7"}
        client = two.at(at, "privacy_officer")
        return client.post(f"/privacy/holds/on/{whose}/", sent).status_code

    with two.untouched():
        assert hold(two.ours, ola) == 422
    with at_home(two.ours):
        assert not Hold.objects.exists()
    assert hold(two.theirs, str(two.liv.pk)) == 303
