"""A request enters a tenant by its host name."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from ordholden.kit.models import StoredFile
from ordholden.tenants import actions, scope
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="ordholden.kit.tests.sites"):
        yield


def test_each_host_name_is_its_tenants_site(acme: Tenant, borealis: Tenant, client: Client) -> None:
    for host, tenant in [("acme.localhost", acme), ("BOREALIS.localhost:8000", borealis)]:
        answer = client.get("/test/who", headers={"host": host})
        policy = tenant.policy
        assert answer.content.decode() == f"{tenant.slug} {policy.locale} {policy.timezone}"
        assert answer.headers["Content-Language"] == policy.locale
    assert scope.current() == acme


@pytest.mark.parametrize(
    "host", ["nobody.localhost", "localhost", "acme.localhost.evil.example", "a_b!", "..", "[::1"]
)
def test_an_unknown_host_name_is_nobodys(acme: Tenant, client: Client, host: str) -> None:
    answer = client.get("/test/who", headers={"host": host})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="en">' in page
    for word in ("acme", "Acme", host, "style=", "http://", "https://"):
        assert word not in page


def test_entering_costs_two_queries(acme: Tenant, client: Client) -> None:
    client.get("/test/who", headers={"host": "acme.localhost"})
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/test/who", headers={"host": "acme.localhost"})
    # Nested in the test's own transaction there is a savepoint, and the outer scope is put back.
    asked = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(asked) == 3, asked
    assert "policy_toml" not in "".join(asked)


def test_a_policy_that_is_replaced_is_in_force_at_the_next_request(
    acme: Tenant, client: Client
) -> None:
    text = acme.policy_toml.replace('locales = ["da", "en"]', 'locales = ["en", "da"]')
    actions.adopt_policy(acme, text)
    answer = client.get("/test/who", headers={"host": "acme.localhost"})
    assert answer.content.decode().startswith("acme en ")


@pytest.mark.parametrize(
    ("then", "status", "kept"),
    [("go", 200, 1), ("refuse", 409, 0), ("miss", 404, 0), ("fail", 500, 0), ("error", 503, 0)],
)
def test_what_a_request_wrote_counts_unless_it_was_refused(
    acme: Tenant, client: Client, then: str, status: int, kept: int
) -> None:
    client.raise_request_exception = False
    answer = client.post(f"/test/write/{then}", headers={"host": "acme.localhost"})
    assert (answer.status_code, StoredFile.objects.count()) == (status, kept)


def test_a_refused_action_is_one_page_or_json(acme: Tenant, client: Client) -> None:
    page = client.post("/test/write/refuse", headers={"host": "acme.localhost"})
    assert "Dette kan ikke lade sig gøre." in page.content.decode()
    answer = client.post(
        "/test/write/refuse", headers={"host": "acme.localhost", "accept": "application/json"}
    )
    assert answer.status_code == 409
    assert answer.json() == {
        "error": {"code": "too_late", "sentence": "Dette kan ikke lade sig gøre."}
    }


def test_a_module_that_is_not_switched_on_does_not_exist(acme: Tenant, client: Client) -> None:
    assert client.get("/test/newsletter", headers={"host": "acme.localhost"}).status_code == 200
    assert client.get("/test/reviews/1", headers={"host": "acme.localhost"}).status_code == 404


def test_another_tenants_rows_are_not_on_the_page(
    acme: Tenant, borealis: Tenant, client: Client
) -> None:
    client.post("/test/write/go", headers={"host": "borealis.localhost"})
    assert not StoredFile.objects.exists()
    with working_for(borealis):
        assert StoredFile.objects.count() == 1
