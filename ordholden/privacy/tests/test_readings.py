"""What the log shows: to the person, to the officer; and that its lines go on their day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordholden.accounts.tests.make import make_person, make_staff
from ordholden.kit import clock
from ordholden.privacy import actions
from ordholden.reading import actions as reading
from ordholden.reading.models import Alarm, Reading, SecurityLine
from ordholden.reading.readers import Reader
from ordholden.tenants.models import Tenant

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def rita(acme: Tenant) -> Any:
    return make_staff("Rita", "recruiter")


@pytest.fixture
def english(browse: Any, client: Any) -> Any:
    """A browser that reads English."""
    client.cookies["language"] = "en"
    return browse


def look(user: Any, person: Any, *categories: str) -> None:
    """The user, a recruiter, looks at somebody."""
    reader = Reader(
        user_id=user.pk,
        roles=frozenset({"recruiter"}),
        role="",
        purpose="matching",
        request_id=uuid4(),
    )
    reading.look_at(reader, person, categories or ["person.name"])


def test_only_the_officer_and_the_administrator_see_who_read_what(
    acme: Tenant, browse: Any
) -> None:
    for role, status in (("recruiter", 403), ("auditor", 403), ("administrator", 200)):
        client = browse(acme, make_staff(role.title(), role))
        assert client.get("/privacy/readings/").status_code == status


@pytest.mark.clauses("JT-59")
def test_the_officer_sees_what_each_employee_read_and_not_about_whom(
    acme: Tenant, english: Any, rita: Any, turn_clock: Any
) -> None:
    carla, tom = make_person("Carla", "carla@example.org"), make_staff("Tom", "recruiter")
    with turn_clock(clock.now() - timedelta(days=30)):
        look(tom, carla)
    for _time in range(3):
        look(rita, carla, "person.name", "person.email")
    client = english(acme, make_staff("Olga", "privacy_officer"))
    with CaptureQueriesContext(connection) as few:
        page = client.get("/privacy/readings/").content.decode()
    assert len(few) < 30
    assert "Rita" in page
    assert "Tom" not in page
    assert "Carla" not in page
    month = (clock.now() - timedelta(days=40)).date().isoformat()
    assert "Tom" in client.get(f"/privacy/readings/?first={month}").content.decode()
    hers = client.get(f"/privacy/readings/{rita.pk}/").content.decode()
    assert hers.count("looked at") == 3
    assert "Carla" not in hers
    assert "Nothing was read" in client.get(f"/privacy/readings/{tom.pk}/").content.decode()
    assert client.get("/privacy/readings/?first=never").status_code == 200


@pytest.mark.clauses("JT-26")
def test_an_alarm_is_red_until_somebody_has_looked_into_it(
    acme: Tenant, english: Any, rita: Any
) -> None:
    alarm = Alarm.objects.create(kind=Alarm.Kind.MASS, user=rita, count=500, stops=True)
    olga = make_staff("Olga", "privacy_officer")
    client = english(acme, olga)
    assert "nobody has looked into: 1" in client.get("/privacy/").content.decode()
    assert "reading is stopped" in client.get("/privacy/readings/").content.decode()
    assert client.post(f"/privacy/alarms/{alarm.pk}/").status_code == 303
    alarm.refresh_from_db()
    assert (alarm.looked_by, alarm.looked_at is not None) == (olga, True)
    assert "nobody has looked into" not in client.get("/privacy/").content.decode()
    own = Alarm.objects.create(kind=Alarm.Kind.MASS, user=olga, count=500, stops=True)
    assert client.post(f"/privacy/alarms/{own.pk}/").status_code == 409


def test_lines_of_both_logs_go_on_their_day_and_not_before(
    acme: Tenant, rita: Any, turn_clock: Any, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    written = datetime(2026, 3, 10, 12, tzinfo=UTC)
    with turn_clock(written):
        look(rita, make_person())
        reading.note_failed_sign_in(None)
        reading.nightly()
    with turn_clock(datetime(2028, 3, 9, 12, tzinfo=UTC)):
        reading.nightly()
        actions.sweep()
        assert (Reading.objects.count(), SecurityLine.objects.count()) == (1, 1)
        assert reading.verify() == []
    with turn_clock(datetime(2028, 3, 10, 12, tzinfo=UTC)):
        reading.nightly()
        actions.sweep()
        assert (Reading.objects.count(), SecurityLine.objects.count()) == (0, 0)
        reading.nightly()
        assert reading.verify() == []
