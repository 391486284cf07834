"""A reading that was refused is written down, although the request is rolled back (S-80)."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_person, make_staff, make_user
from ordholden.people.models import Person
from ordholden.reading.actions import alarms
from ordholden.reading.models import Alarm, SecurityLine
from ordholden.tenants.scope import at_home
from tests.harness import world


@pytest.fixture
def site(transactional_db: None) -> tuple[Client, User, Person]:
    """Rita's browser; nobody of this business has a basis to look at Carla, who is pending."""
    tenant = world.tenant("acme")
    with at_home(tenant):
        rita, carla = make_staff("Rita", "recruiter"), make_person("Carla", "carla@example.org")
        Person.objects.filter(pk=carla.pk).update(state="pending")
        make_user("Dora", "dora@example.org")
        client = Client(HTTP_HOST="acme.localhost", raise_request_exception=False)
        client.force_login(rita)
    return client, rita, carla


def lines() -> list[tuple[str, Any]]:
    with at_home(world.tenant("acme")):
        return list(SecurityLine.objects.values_list("kind", "user_id"))


def test_each_is_a_line_without_whom_and_many_are_an_alarm(
    site: tuple[Client, User, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, rita, carla = site
    assert client.get(f"/people/{carla.pk}/?purpose=matching").status_code == 404
    assert client.get(f"/people/{uuid4()}/").status_code == 404
    assert client.get("/people/?purpose=newsletter").status_code == 409
    assert lines() == [("refused_reading", rita.pk)] * 3
    with at_home(world.tenant("acme")):
        assert str(carla.pk) not in str(list(SecurityLine.objects.values()))
        assert not Alarm.objects.exists()
    monkeypatch.setattr(alarms, "REFUSALS", 4)
    client.get(f"/people/{carla.pk}/")
    client.get(f"/people/{carla.pk}/")
    with at_home(world.tenant("acme")):
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.user_id, alarm.count) == ("refused_readings", rita.pk, 4)


def test_what_is_shown_or_does_not_exist_for_others_is_no_refusal(
    site: tuple[Client, User, Person],
) -> None:
    client, _rita, _carla = site
    assert client.get("/people/?purpose=matching").status_code == 200
    assert client.get("/no/such/page/").status_code == 404
    with at_home(world.tenant("acme")):
        dora = User.objects.get(email="dora@example.org")
        client.force_login(dora)
    assert client.get(f"/people/{uuid4()}/").status_code == 403
    assert lines() == []
