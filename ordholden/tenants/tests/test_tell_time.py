"""One clock for Python and the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from ordholden.tenants import actions, clock
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for
from ordholden.tenants.tests import make

LATER = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)


def database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_now()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def test_python_and_database_agree_to_the_microsecond(acme: Tenant) -> None:
    assert database_now() == clock.now()


def test_time_stands_still_within_a_scope(acme: Tenant) -> None:
    first = clock.now()
    assert clock.now() == first
    with working_for(acme):
        assert clock.now() > first
        assert database_now() == clock.now()
    assert database_now() == clock.now() == first


def test_travelling_moves_both_and_comes_back(acme: Tenant) -> None:
    before = clock.now()
    with clock.travel(LATER):
        assert clock.now() == database_now() == LATER
        with clock.travel(LATER + timedelta(days=1)):
            assert database_now() == LATER + timedelta(days=1)
        assert database_now() == LATER
        with working_for(acme):
            assert clock.now() == database_now() == LATER
    assert clock.now() == database_now() == before


def test_a_tenants_turned_clock_runs_in_its_scope_alone(db: None) -> None:
    acme, other = make.tenant("acme"), make.tenant("stille")
    actions.turn_clock(acme, 365 * 24 * 60 * 60)
    ahead = timedelta(days=365)
    wall = datetime.now(UTC)
    with working_for(acme):
        assert timedelta(0) <= clock.now() - wall - ahead < timedelta(minutes=1)
        assert database_now() == clock.now()
        with working_for(other):
            assert database_now() == clock.now() < wall + timedelta(minutes=1)
        assert database_now() == clock.now() >= wall + ahead


def test_outside_a_scope_the_database_asks_its_own_clock(db: None) -> None:
    with transaction.atomic():
        assert abs(database_now() - clock.now()) < timedelta(minutes=1)


def test_a_date_is_a_date_somewhere() -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert clock.local_date(new_year, "Europe/Copenhagen") == date(2027, 1, 1)
    assert clock.local_date(new_year, "America/New_York") == date(2026, 12, 31)
    with clock.travel(new_year):
        assert clock.today("Europe/Copenhagen") == date(2027, 1, 1)


def test_travelling_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.travel(datetime(2031, 1, 1)):  # noqa: DTZ001
        pass
