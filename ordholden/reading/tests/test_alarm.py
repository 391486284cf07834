"""Who reads very much is stopped, and who guesses passwords is noticed (S-81)."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from ordholden.accounts.tests.make import make_person, make_staff, make_user
from ordholden.kit.errors import NotPossible
from ordholden.reading import actions, readers
from ordholden.reading.models import Alarm, Reading, SecurityLine
from ordholden.reading.readers import NotRead
from ordholden.reading.tests.make import make_reader
from ordholden.tenants.models import Tenant

pytestmark = pytest.mark.django_db


def test_five_hundred_in_an_hour_is_what_raises_an_alarm() -> None:
    assert readers.MASS == 500


@pytest.mark.clauses("JT-26")
def test_mass_reading_stops_the_reader_at_once_until_somebody_else_has_looked(
    acme: Tenant, monkeypatch: pytest.MonkeyPatch, run_tasks: Any
) -> None:
    monkeypatch.setattr(readers, "MASS", 5)
    olga = make_staff("Olga", "privacy_officer")
    rita = make_staff("Rita", "recruiter")
    reader, carla = make_reader("recruiter", "matching", user=rita), make_person()
    for _time in range(5):
        actions.look_at(reader, carla, ["person.name"])
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.user, alarm.count, alarm.stops) == ("mass_reading", rita, 5, True)
    with pytest.raises(NotRead):
        actions.look_at(reader, carla, ["person.name"])
    with pytest.raises(NotRead):
        actions.look_through(reader, [carla.pk], ["person.name"])
    assert Reading.objects.count() == 5
    with run_tasks():
        actions.tell.later()
    (letter,) = mail.outbox
    assert letter.to == ["olga@example.org"]
    assert "Rita" not in letter.body
    with pytest.raises(NotPossible):
        actions.look_into(alarm, by=rita)
    actions.look_into(alarm, by=olga)
    actions.look_at(reader, carla, ["person.name"])
    assert Reading.objects.count() == 6
    with run_tasks():
        actions.tell.later()
    assert len(mail.outbox) == 1


def test_reading_much_in_more_than_an_hour_is_work(
    acme: Tenant, monkeypatch: pytest.MonkeyPatch, turn_clock: Any
) -> None:
    from datetime import UTC, datetime, timedelta

    monkeypatch.setattr(readers, "MASS", 5)
    reader, carla = make_reader("recruiter", "matching"), make_person()
    for number in range(9):
        with turn_clock(datetime(2026, 5, 4, 8, tzinfo=UTC) + timedelta(minutes=16 * number)):
            actions.look_at(reader, carla, ["person.name"])
    assert not Alarm.objects.exists()


def wrong(client: Client, address: str) -> None:
    client.post("/account/sign-in/", {"login": address, "password": "not this one at all"})


@pytest.mark.clauses("JT-26")
def test_failed_sign_ins_are_counted_without_the_address_that_was_tried(
    acme: Tenant, browse: Any, settings: Any, run_tasks: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    rita = make_staff("Rita", "recruiter")
    make_user("Carla", "carla@example.org")
    client = browse(acme)
    for address in ("carla@example.org", "nobody@example.org"):
        wrong(client, address)
    assert list(SecurityLine.objects.values_list("kind", "user")) == [("failed_sign_in", None)] * 2
    for _time in range(10):
        wrong(client, "rita@example.org")
    assert SecurityLine.objects.filter(user=rita).count() == 10
    assert Alarm.objects.get().kind == "failed_staff"
    for _time in range(8):
        wrong(client, "carla@example.org")
    assert set(Alarm.objects.values_list("kind", flat=True)) == {"failed_staff", "failed_many"}
    said = str(list(SecurityLine.objects.values())) + str(list(Alarm.objects.values()))
    assert "example.org" not in said
    assert "127.0.0.1" not in said


def test_signing_in_rightly_is_no_failure(acme: Tenant, browse: Any) -> None:
    make_user("Carla", "carla@example.org")
    sent = {"login": "carla@example.org", "password": "correct horse battery"}
    assert browse(acme).post("/account/sign-in/", sent).status_code == 302
    assert not SecurityLine.objects.exists()
