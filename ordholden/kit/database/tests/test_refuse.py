"""What the program will not run on: each time one sentence that says what to do."""

import contextlib
import re
from dataclasses import replace

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from ordholden.kit.database import checks, faults, roles, upgrade
from ordholden.kit.database.address import Address
from ordholden.kit.database.embedded import ROLES
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.database.folder import ADMIN
from ordholden.kit.database.roles import Roles


@pytest.fixture
def server(django_db_setup):
    return settings.TEST_SERVER


@pytest.fixture
def here(server):
    """The application's way into the database of this test run."""
    return server.address(ROLES.app, connection.settings_dict["NAME"])


@contextlib.contextmanager
def role(server, name, attributes, member_of=()):
    """A role an operator might have made, with a password; gone afterwards."""
    with server.as_admin() as admin:
        admin.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'given' {attributes}")
        for other in (ROLES.queue, *member_of):
            admin.execute(f"GRANT {other} TO {name}")
        admin.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(connection.settings_dict["NAME"]), sql.Identifier(name)
            )
        )
    try:
        yield
    finally:
        with server.as_admin(connection.settings_dict["NAME"]) as admin:
            admin.execute(f"DROP OWNED BY {name}")
            admin.execute(f"DROP ROLE {name}")


def test_the_role_it_should_have_is_accepted(here):
    checks.refuse_unfit(here, ROLES)


def test_a_superuser_is_refused(here, server):
    as_admin = server.address(ADMIN, here.name)
    with pytest.raises(CannotStart, match="is a superuser, so the database could not keep") as said:
        checks.refuse_unfit(as_admin, ROLES)
    assert "bin/ordholden database roles" in str(said.value)


def test_the_owner_is_refused(here, server):
    with pytest.raises(CannotStart, match="ordholden_owner owns the table"):
        checks.refuse_unfit(server.address(ROLES.owner, here.name), ROLES)


def test_a_role_that_may_become_the_owner_is_refused(here, server):
    with role(server, "tried_member", "NOINHERIT", member_of=[ROLES.owner]):
        tried = replace(here, user="tried_member", password="given", options=())
        with pytest.raises(CannotStart, match="tried_member owns the table"):
            checks.refuse_unfit(tried, ROLES)


def test_a_role_that_bypasses_row_level_security_is_refused(here, server):
    with role(server, "tried_bypass", "BYPASSRLS"):
        tried = replace(here, user="tried_bypass", password="given", options=())
        with pytest.raises(CannotStart, match="tried_bypass has BYPASSRLS"):
            checks.refuse_unfit(tried, ROLES)


def test_a_role_that_cannot_fetch_tasks_is_refused(here):
    with pytest.raises(CannotStart, match="no member of the role tasks"):
        checks.refuse_unfit(here, Roles(ROLES.owner, ROLES.app, "tasks"))


def test_a_server_that_is_too_old_is_refused(here, monkeypatch):
    monkeypatch.setattr(checks, "OLDEST", 99)
    with pytest.raises(CannotStart, match=r"is PostgreSQL 18\.\d+.*; 99 or newer is needed"):
        checks.refuse_unfit(here, ROLES)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "wrong", "options": ()}, "refuses the password of ordholden_app"),
        ({"name": "nowhere"}, "has no database named nowhere"),
        ({"host": "/nowhere"}, "No database answers at /nowhere"),
        ({"host": "127.0.0.1", "port": 1}, "No database answers at 127.0.0.1:1"),
        ({"host": "nobody.invalid"}, "There is no host named nobody.invalid"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_in_one_sentence(here, change, said):
    with pytest.raises(CannotStart, match=said) as refusal:
        checks.refuse_unfit(replace(here, **change), ROLES)
    assert "\n" not in str(refusal.value)
    assert "wrong" not in str(refusal.value).replace("wrong password", "")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (psycopg.errors.DiskFull, "disk of the database at .* is full.* nothing is lost"),
        (psycopg.errors.TooManyConnections, "has no connection left"),
        (psycopg.errors.InsufficientPrivilege, "ordholden_app may not do this"),
        (psycopg.errors.CannotConnectNow, "is still starting"),
    ],
)
def test_a_failure_on_the_way_is_said_in_one_sentence(here, error, said):
    assert re.search(said, str(faults.explain(error("whatever it says"), here)))


@pytest.fixture
def fresh(server, django_db_blocker):
    """An empty database, as an operator has just created it; Django is pointed at it."""
    name = f"{connection.settings_dict['NAME']}_fresh".replace("test_", "test_fresh_")
    server.create_database(name)
    kept = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        yield Address(str(server.folder.socket), name, ROLES.app)
        connection.close()
        connection.settings_dict["NAME"] = kept
    server.drop_database(name)


def test_an_empty_database_is_brought_up_to_date_by_its_owner(fresh, server):
    with pytest.raises(CannotStart, match=r"needs \d+ migrations.* Set DATABASE_OWNER_URL"):
        upgrade.upgrade(None, ROLES)

    assert upgrade.upgrade(server.address(ROLES.owner), ROLES) > 10
    assert upgrade.upgrade(server.address(ROLES.owner), ROLES) == 0
    checks.refuse_unfit(server.address(ROLES.app, fresh.name), ROLES)
    assert connection.settings_dict["USER"] == ROLES.app

    with server.as_admin(fresh.name) as admin:
        admin.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('tenants', '9999_from_the_future', app_now())"
        )
    with pytest.raises(CannotStart, match=r"newer version of Ordholden.*9999_from_the_future"):
        upgrade.upgrade(server.address(ROLES.owner), ROLES)


THEIRS = Roles("their_owner", "their_app", "their_queue")


@pytest.fixture
def their_database(server, django_db_blocker):
    """A database on an operator's own server, made with the statements we print."""
    name, kept = "test_theirs_1", dict(connection.settings_dict)
    with server.as_admin() as admin:
        for statement in roles.create(THEIRS):
            admin.execute(statement)
        for user in (THEIRS.owner, THEIRS.app):
            admin.execute(f"ALTER ROLE {user} PASSWORD 'given'")
        admin.execute(f"CREATE DATABASE {name} OWNER {THEIRS.owner} TEMPLATE template0")
        for statement in roles.fence(THEIRS, name):
            admin.execute(statement)
    address = Address(str(server.folder.socket), name, THEIRS.app, "given")
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(address.for_django())
        yield address
        connection.close()
        connection.settings_dict.update(kept)
    server.drop_database(name)
    with server.as_admin() as admin:
        for user in (THEIRS.owner, THEIRS.app, THEIRS.queue):
            admin.execute(f"DROP ROLE {user}")


def test_roles_of_other_names_on_a_server_of_ones_own_will_do(their_database, settings):
    settings.DATABASE_ROLES = THEIRS
    checks.refuse_unfit(their_database, THEIRS)

    upgrade.upgrade(replace(their_database, user=THEIRS.owner), THEIRS)

    checks.refuse_unfit(their_database, THEIRS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tenants_tenant")
        assert cursor.fetchone() == (0,)
        cursor.execute(f"SET ROLE {THEIRS.queue}")
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def test_what_is_printed_for_operators_is_what_is_tried_here():
    text = roles.script(THEIRS, "theirs")

    for statement in (*roles.create(THEIRS), *roles.fence(THEIRS, "theirs")):
        assert f"{statement};\n" in text
    assert text.count("\\password") == 2
    assert "PASSWORD '" not in text
