"""A copy names everybody who got something: by name, not by kind (C-154/21)."""

from uuid import UUID

import pytest
from django.test import Client

from ordholden.copies.tests import make
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy.tests.make import opened
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]


@pytest.mark.clauses("JI-42", "JI-52", "JC-65")
def test_the_copy_says_who_received_what() -> None:
    tenant = opened("jobindex")
    with at_home(tenant):
        anna = make.member("Anna Holm", "anna@example.org")
        crane = privacy.Receiver(
            name="Nordic Crane", id=UUID(int=7), notice="https://crane.example/privacy"
        )
        privacy.give_consent("personal_form", person=anna, locale="en")
        privacy.hand_over(anna, "identity_shown", crane, categories=["person.email"])
    me = Client(HTTP_HOST="jobindex.localhost")
    with at_home(tenant):
        me.force_login(Person.objects.get(pk=anna.pk).user)
    found = make.copied(me)
    listed = found["disclosures.csv"].decode()
    assert "Nordic Crane" in listed
    assert "https://crane.example/privacy" in listed
    ledger = [
        table
        for table in make.as_json(found, "data.json")["records"]
        if table["record"] == "disclosure_log"
    ]
    assert ledger[0]["rows"][0]["values"]["receiver"] == "Nordic Crane"
