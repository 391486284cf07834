"""The privacy officer's list of people whose data nobody finds or uses (GDPR art. 18)."""

from collections.abc import Callable
from typing import Any

import pytest

from ordholden.accounts.tests.make import make_person, make_staff, make_user
from ordholden.people import actions as people
from ordholden.tenants.scope import working_for

pytestmark = [pytest.mark.django_db]
LIST = "/privacy/not-in-use/"
SCOPE = 4  # in a test the request's transaction is a savepoint inside the test's own


@pytest.mark.parametrize("role", ["recruiter", "marketing", "auditor"])
def test_only_the_officer_reads_it(acme: Any, browse: Callable[..., Any], role: str) -> None:
    assert browse(acme).get(LIST).status_code == 302
    assert browse(acme, make_staff("Rita", role)).get(LIST).status_code == 403
    assert browse(acme, make_user()).get(LIST).status_code == 403


def test_those_who_wait_and_those_who_are_restricted_are_told_apart(
    acme: Any, borealis: Any, browse: Callable[..., Any]
) -> None:
    make_person("Ada Active", "ada@example.org")
    people.register(name="Paul Pending", email="paul@example.org")
    people.restrict(make_person("Rosa Restricted", "rosa@example.org"))
    with working_for(borealis):
        people.register(name="Bo Borealis", email="bo@example.org")
    client = browse(acme, make_staff("Olga", "privacy_officer"))
    pending = client.get(LIST).content.decode()
    assert "Paul Pending" in pending
    assert not {name for name in ("Ada A", "Rosa R", "Bo B") if name in pending}
    restricted = client.get(f"{LIST}?state=restricted").content.decode()
    assert "Rosa Restricted" in restricted
    assert not {name for name in ("Ada A", "Paul P", "Bo B") if name in restricted}
    assert LIST in client.get("/privacy/").content.decode()


def test_a_long_list_costs_no_more_questions_than_a_short_one(
    acme: Any, browse: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        people.register(name=f"Paul {number}", email=f"paul{number}@example.org")
    client = browse(acme, make_staff("Olga", "privacy_officer"))
    client.get(LIST)
    with django_assert_max_num_queries(12 + SCOPE):
        assert client.get(LIST).content.decode().count("<tr>") == 13
