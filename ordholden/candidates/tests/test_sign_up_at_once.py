"""A form that is sent twice in one instant."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection, connections

from ordholden.candidates.actions.sign_up import Answers, sign_up
from ordholden.people.models import Person
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home, working_for
from tests.harness.five import answers, browser, opened


def beside(work: Callable[[], None]) -> Thread:
    """Start work on a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread


def wait_until_somebody_waits() -> None:
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                " AND pg_sleep(0.02) IS NOT NULL"
            )
            if cursor.fetchone() != (0,):
                return
    raise AssertionError("nobody waited")


@pytest.mark.django_db(transaction=True)
def test_two_of_one_address_are_one_person_and_both_read_the_same() -> None:
    tenant: Tenant = opened("jobindex")
    statuses: list[int] = []
    with working_for(tenant), at_home(tenant):
        values = {"person.name": "Liv Berg", "person.email": "liv@example.org"}
        assert sign_up(Answers(values=values), locale="da")
        second = beside(
            lambda: statuses.append(
                browser("jobindex").post("/join/", answers("jobindex")).status_code
            )
        )
        wait_until_somebody_waits()
    second.join(timeout=20)
    assert statuses == [303]
    with at_home(tenant):
        assert Person.objects.count() == 1
