"""Nothing people told us reaches the server's log; a server that would write it is refused."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction
from django.test import Client

from ordholden.kit.database import checks
from ordholden.kit.database.address import Address
from ordholden.kit.database.embedded import ROLES
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.models import StoredFile
from ordholden.tenants.models import Tenant

pytestmark = [pytest.mark.django_db]
CANARY = "kanariefugl-9c1e"


@pytest.fixture
def address(db: None) -> Iterator[Address]:
    """The application's way in; what a test sets for its sessions here is taken back."""
    name = connection.settings_dict["NAME"]
    yield settings.TEST_SERVER.address(ROLES.app, name)
    with settings.TEST_SERVER.as_admin() as admin:
        admin.execute(f'ALTER ROLE {ROLES.app} IN DATABASE "{name}" RESET ALL'.encode())


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("log_statement", "all"),
        ("log_statement", "mod"),
        ("log_min_duration_statement", "0"),
        ("log_min_duration_sample", "100"),
        ("log_transaction_sample_rate", "0.5"),
        ("log_min_error_statement", "error"),
        ("debug_print_plan", "on"),
        ("pgaudit.log", "write"),
    ],
)
def test_a_server_that_would_write_it_down_is_refused(
    address: Address, setting: str, value: str
) -> None:
    checks.refuse_talkative(address)
    with settings.TEST_SERVER.as_admin() as admin:
        where = f'ALTER ROLE {ROLES.app} IN DATABASE "{address.name}"'
        admin.execute(f"{where} SET {setting} = '{value}'".encode())
    with pytest.raises(CannotStart, match=setting) as refusal:
        checks.refuse_talkative(address)
    assert "bin/ordholden database roles" in str(refusal.value)


def test_a_server_that_writes_errors_out_in_full_is_refused(address: Address) -> None:
    with settings.TEST_SERVER.as_admin() as admin:
        where = f'ALTER ROLE {ROLES.app} IN DATABASE "{address.name}" SET'
        admin.execute(f"{where} log_error_verbosity = 'default'".encode())
        checks.refuse_talkative(address)  # no error is written at all
        admin.execute(f"{where} log_min_messages = 'warning'".encode())
    with pytest.raises(CannotStart, match="log_error_verbosity"):
        checks.refuse_talkative(address)


def test_what_the_roles_are_made_with_keeps_them_quiet_on_any_server() -> None:
    from ordholden.kit.database import roles

    said = roles.script(ROLES, "ordholden")
    for role in (ROLES.app, ROLES.owner):
        assert f"ALTER ROLE \"{role}\" SET log_min_error_statement = 'panic'" in said


def test_a_refused_row_is_not_in_the_log(acme: Tenant) -> None:
    StoredFile.objects.create(name=CANARY, size=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(name=CANARY, size=1)
    with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT '{CANARY}'::uuid")
    assert CANARY not in settings.TEST_SERVER.folder.log.read_text(encoding="utf-8")


@pytest.fixture
def statements(acme: Tenant) -> Iterator[Callable[[str], list[str]]]:
    """pg_stat_statements at work, as an operator's server may have it: statements with a word."""
    name = connection.settings_dict["NAME"]
    with settings.TEST_SERVER.as_admin(name) as admin:
        admin.execute("CREATE SCHEMA watching")
        admin.execute("CREATE EXTENSION pg_stat_statements SCHEMA watching")
        admin.execute("SELECT watching.pg_stat_statements_reset()")

        def holding(word: str) -> list[str]:
            rows = admin.execute(
                "SELECT query FROM watching.pg_stat_statements WHERE position(%s IN query) > 0"
                " AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [word],
            ).fetchall()
            return [query for (query,) in rows]

        yield holding
        admin.execute("DROP SCHEMA watching CASCADE")


def test_statistics_of_statements_hold_no_word_of_a_person(
    acme: Tenant, browse: Callable[..., Client], statements: Callable[[str], list[str]]
) -> None:
    client = browse(acme)
    fields = {"name": CANARY, "email": f"{CANARY}@example.org", "text": CANARY, "code": CANARY}
    for path in ("/join/", "/account/sign-in/", "/mail/", "/notice/receipt/"):
        client.get(path)
        client.post(path, {**fields, "person.name": CANARY, "login": fields["email"]})
    StoredFile.objects.create(name=CANARY, size=1)
    StoredFile.objects.filter(name__in=[CANARY, "x"]).delete()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('app.note', '{CANARY}', true), '{CANARY}'::text")
    assert statements(CANARY) == []
    assert any("$1" in query for query in statements("kit_storedfile"))  # they were counted
    with settings.TEST_SERVER.as_admin(connection.settings_dict["NAME"]) as admin:
        # What is no query is kept as it is: so this looks in the right place.
        admin.execute(f"COMMENT ON EXTENSION pg_stat_statements IS '{CANARY}'".encode())
    assert len(statements(CANARY)) == 1
