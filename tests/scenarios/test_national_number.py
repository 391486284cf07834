"""A national number before there is a contract: every way in refuses it (JC-41, bar 38)."""

import json
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from ordholden.kit import crypto
from ordholden.people import actions as people
from ordholden.people.late_walls import late, sealed
from ordholden.people.models import Detail, Person
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors

pytestmark = [pytest.mark.django_db]
NUMBER, CATEGORY = "010190-1234", "employment.national_id"
Door = Callable[[Doors, Tenant], None]


def sign_up(doors: Doors, tenant: Tenant) -> None:
    sent = answers(tenant.slug, **{"person.email": "new@example.org", CATEGORY: NUMBER})
    assert _browser(tenant).post("/join/", sent).status_code == 422


def profile(doors: Doors, tenant: Tenant) -> None:
    me = member(doors, tenant)
    assert me.post("/my/profile/", {"person.name": "Liv", CATEGORY: NUMBER}).status_code == 422


def as_json(doors: Doors, tenant: Tenant) -> None:
    me = member(doors, tenant)
    sent = json.dumps({"person.name": "Liv", CATEGORY: NUMBER})
    answer = me.post("/my/profile/", sent, content_type="application/json")
    assert answer.status_code >= 400


def action(doors: Doors, tenant: Tenant) -> None:
    """What an import, a command and staff's form come to."""
    with pytest.raises(people.NotCollected):
        people.save_detail(somebody(), CATEGORY, NUMBER)


def model(doors: Doors, tenant: Tenant) -> None:
    detail = Detail(person=somebody(), category=CATEGORY)
    with pytest.raises(IntegrityError, match="contract"), transaction.atomic():
        detail.hold(NUMBER, sealed=True)


def sql(doors: Doors, tenant: Tenant) -> None:
    person = somebody()
    people.save_detail(person, "person.address", "Vej 1")
    with (
        pytest.raises(IntegrityError, match="contract"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE people_detail SET category = %s", [CATEGORY])


def member(doors: Doors, tenant: Tenant) -> Client:
    sent = {key.replace(".", "__"): one for key, one in answers(tenant.slug).items()}
    return doors.join(tenant, **sent)


def somebody() -> Person:
    person = people.register(name="Per", email="per@example.org")
    people.confirm(person)
    return person


def _browser(tenant: Tenant) -> Client:
    return Client(HTTP_HOST=f"{tenant.slug}.localhost")


@pytest.mark.clauses("JC-41")
@pytest.mark.parametrize("door", [sign_up, profile, as_json, action, model, sql])
def test_every_way_in_refuses_it_before_there_is_a_contract(
    doors: Doors, caplog: pytest.LogCaptureFixture, door: Door
) -> None:
    tenant = doors.open("jobconnection")
    with at_home(tenant):
        door(doors, tenant)
        assert not Detail.objects.filter(category=CATEGORY).exists()
    assert NUMBER not in caplog.text


@pytest.mark.clauses("JC-41")
def test_from_the_contract_on_it_is_kept_and_is_readable_nowhere(doors: Doors) -> None:
    with at_home(doors.open("jobconnection")):
        person = somebody()
        people.start_employment(person)
        kept = people.save_detail(person, CATEGORY, NUMBER)
        assert kept is not None
        with connection.cursor() as cursor:
            cursor.execute("SELECT value, is_sealed FROM people_detail WHERE id = %s", [kept.pk])
            assert cursor.fetchone() == ("", True)
        with pytest.raises(IntegrityError, match="encrypted"), transaction.atomic():
            Detail.objects.filter(pk=kept.pk).update(value=NUMBER, is_sealed=False)


def test_a_sealed_value_opens_in_its_own_place_alone(doors: Doors) -> None:
    """Swapping two ciphertexts fails: the place is part of what is sealed."""
    with at_home(doors.open("jobconnection")):
        one, other = somebody().pk, crypto.keys().tenant_id
        locked = crypto.seal(NUMBER, table="people_detail", row=one, field="value")
        assert NUMBER.encode() not in locked
        place = {"table": "people_detail", "row": one, "field": "value"}
        assert crypto.unseal(locked, **place) == NUMBER
        for moved in (
            {"table": "people_person"},
            {"field": "other"},
            {"row": type(one)(int=other)},
        ):
            with pytest.raises(crypto.Sealed):
                crypto.unseal(locked, **(place | moved))


def test_the_lock_knows_the_vocabulary() -> None:
    assert {"employment.national_id", "person.national_id", "employment.pay"} <= set(late())
    assert set(late()) & {"profile.cv", "person.name"} == set()
    assert {"profile.next_of_kin", "employment.union"} <= set(sealed())
