"""A dispute keeps exactly what it needs, for as long as the notice says (S-74, traps 24 and 53)."""

import pytest

from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.privacy.models import Hold
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, page

pytestmark = [pytest.mark.django_db]


@pytest.mark.clauses("WW-88", "JT-34", "JC-67")
def test_one_value_outlives_its_person_and_goes_when_nobody_renews(doors: Doors) -> None:
    """What is unrelated to the case goes on its day; the rest the day after the longest time."""
    with doors.on("2025-03-31"):
        tenant = doors.open("jobconnection")
        officer = doors.staff(tenant, "privacy_officer", "Olga")
        with at_home(tenant):
            person = people.register(name="Per Holm", email="per@example.dk")
            people.confirm(person)
            people.save_detail(person, "person.address", "Sundvej 5, 9400 Nørresundby")
            skills = people.save_detail(person, "profile.skills", "Svejsning")
    assert skills is not None
    with doors.on("2025-09-01"):
        answer = officer.post(
            f"/privacy/holds/on/{person.pk}/",
            {"record": f"people_detail:{skills.pk}", "reason": "dispute", "case": "K 17"},
        )
        assert answer.status_code == 303
        assert "K 17" in page(officer, "/privacy/holds/")
    doors.sweep("jobconnection", "2025-09-30")
    with at_home(tenant):
        assert list(Detail.objects.values_list("pk", flat=True)) == [skills.pk]
        assert list(Person.objects.filter(pk=person.pk).values_list("name", "email")) == [("", "")]
    doors.sweep("jobconnection", "2026-09-01")
    with at_home(tenant):
        assert Detail.objects.exists()
    doors.sweep("jobconnection", "2026-09-02")
    with at_home(tenant):
        assert not Detail.objects.exists()
        assert not Person.objects.filter(pk=person.pk).exists()
        assert not Hold.objects.exists()
