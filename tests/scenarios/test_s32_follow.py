"""S-32: whoever is followed knows who it is, also offline; nobody else; and not after the end."""

import json

import pytest

from ordholden.accounts.models import User
from ordholden.companies.tests.make import at_company
from ordholden.people.models import Person
from ordholden.privacy.models import Disclosure
from ordholden.sourcing.models import Listed, View
from ordholden.sourcing.tests.owners import Owner, anna
from ordholden.tenants.scope import at_home
from tests.harness.five import opened
from tests.scenarios.doors import Doors, copy_of, page

pytestmark = [pytest.mark.django_db]


@pytest.mark.clauses("JI-17", "JI-18", "JI-19")
def test_a_followed_company_sees_who_it_is_also_offline() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant)
    key = f"/company/cvs/{owner.key}/"
    ecco, seat = at_company(tenant, "Ecco")
    other, _seat = at_company(tenant, "Cement")
    _idle, idle_seat = at_company(tenant, "Idle", searches=False)
    found = owner.client.get("/my/following/", {"q": "ecc"}).content.decode()
    assert f"/my/following/{seat.company.pk}/" in found
    path = f"/my/following/{seat.company.pk}/"
    asked = owner.client.get(path).content.decode()
    assert "also when it is offline" in asked  # said before the yes
    assert "Anna Holm" not in ecco.get(key).content.decode()
    assert owner.client.post(f"/my/following/{idle_seat.company.pk}/").status_code == 404
    assert owner.client.post(path).status_code == 303
    assert "Anna Holm" in ecco.get(key).content.decode()
    assert "Anna Holm" not in other.get(key).content.decode()
    owner.choose("offline")
    with at_home(tenant):
        assert not Listed.objects.exists()
        # One line in the ledger, however often they look.
        (handed,) = Disclosure.objects.filter(person=owner.person)
        assert (handed.receiver, handed.receiver_id) == ("Ecco", seat.company.pk)
        assert handed.decides_itself
    assert "Anna Holm" in ecco.get(key).content.decode()
    assert "Anna Holm" in ecco.get("/company/followers/").content.decode()
    assert other.get(key).status_code == 404
    assert "Anna Holm" not in other.get("/company/followers/").content.decode()
    assert owner.client.post(f"{path}end/").status_code == 303
    assert ecco.get(key).status_code == 404
    assert "Anna Holm" not in ecco.get("/company/followers/").content.decode()
    assert "Ecco" in owner.client.get("/my/handed-over/").content.decode()
    with at_home(tenant):
        seen = View.objects.filter(person=owner.person, company=seat.company).order_by("at", "pk")
        assert [(one.kind, one.form) for one in seen] == [
            ("opened", "anonymous"),
            ("opened", "personal"),
            ("opened", "personal"),
            ("listed", "personal"),
        ]


@pytest.mark.clauses("JI-20", "JI-21")
def test_every_look_stands_in_the_persons_list_for_two_years(doors: Doors) -> None:
    tenant = opened("jobindex")
    with doors.on("2027-04-05"):
        owner = anna(tenant)
        assert "No company has seen your CV so far." in page(owner.client, "/my/viewed/")
        company, seat = at_company(tenant, "Cement")
        for _time in range(3):
            company.get(f"/company/cvs/{owner.key}/")
        shown = page(owner.client, "/my/viewed/")
        assert shown.count("CV opened") == 3
        assert "Cement" in shown
        assert seat.user.email not in shown
        assert "Cement" in json.dumps(copy_of(owner.client))
    with doors.on("2028-10-05"):
        sign_in_again(owner)
        owner.choose("offline")  # still somebody who uses the site
        with at_home(tenant):
            seat.company.delete()
        assert "Cement" in page(owner.client, "/my/viewed/")
    doors.sweep("jobindex", "2029-04-04")
    with at_home(tenant):
        assert View.objects.filter(person=owner.person).count() == 3
    doors.sweep("jobindex", "2029-04-05")
    with at_home(tenant):
        assert not View.objects.exists()
        assert Person.objects.filter(pk=owner.person.pk).exists()


def sign_in_again(owner: Owner) -> None:
    with at_home(owner.tenant):
        owner.client.force_login(User.objects.get(person=owner.person))
