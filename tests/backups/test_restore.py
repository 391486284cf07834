"""Backups through the commands: real dumps, real restores, and what people decided in between."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from config import wiring
from ordholden.kit import clock, files
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.models import StoredFile
from ordholden.people import actions as people
from ordholden.people import use
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.backups.make import Run, somebody, told
from tests.harness import world

START = datetime.fromisoformat("2026-03-02T11:00:00+00:00")


def decide(acme: Tenant) -> None:
    """Somebody is erased, somebody withdraws, somebody's data is restricted."""
    with at_home(acme):
        privacy.delete_profile(told("erased"))
        privacy.withdraw_consent(Consent.objects.get(person=told("withdraws")), locale="da")
        people.restrict(told("restricted"))


@pytest.mark.clauses("JC-76", "JT-54", "JT-41")
@pytest.mark.parametrize("days", [1, 10, 34])
def test_a_restored_backup_brings_nobody_and_no_consent_back(
    own: Path, run: Run, turn_clock: Any, days: int
) -> None:
    with turn_clock(START):
        acme = world.tenant("acme")
        with at_home(acme):
            for name in ("erased", "withdraws", "restricted", "bystander"):
                somebody(name)
            stored = files.store(b"a curriculum vitae")
            key, secret = stored.pk, stored.key
        wiring.begin_serving()
    with turn_clock(START + timedelta(hours=1)):
        code, said = run("backup")
        assert code == 0, said
        name = said.split(":")[0]
    with turn_clock(START + timedelta(hours=2)):
        decide(acme)
        with at_home(acme):
            files.storage().delete(files.place_of(acme.pk, stored.name))
            late = somebody("late").pk
    with turn_clock(START + timedelta(days=days)):
        code, said = run("restore", name, "--yes")
        assert (code, "journal replay" in said) == (0, True), said
        with at_home(acme):
            assert Person.objects.filter(name="erased").exists()  # it is the old database
            assert not Person.objects.filter(pk=late).exists()
        refuses_until_replayed(run)
        wiring.begin_serving()
        with at_home(acme), use.storing():
            assert set(Person.objects.values_list("name", "state")) == {
                ("withdraws", "active"),
                ("restricted", "restricted"),
                ("bystander", "active"),
            }
            assert Consent.objects.get(person__name="withdraws").state == "withdrawn"
            assert Consent.objects.get(person__name="bystander").state == "given"
            assert files.open(StoredFile.objects.get(pk=key), secret) == b"a curriculum vitae"


def refuses_until_replayed(run: Run) -> None:
    for refused in (wiring.begin_serving, lambda: told_by(run("sweep"))):
        with pytest.raises(CannotStart, match="bin/ordholden journal replay"):
            refused()
    code, said = run("journal", "replay")
    assert (code, said.startswith("4 decisions were done again")) == (0, True), said


def told_by(answer: tuple[int, str]) -> None:
    """What a command refused, as the sentence it printed."""
    code, said = answer
    if code:
        raise CannotStart(said)


def test_nobody_is_signed_in_after_a_restore(own: Path, run: Run) -> None:
    with at_home(world.tenant("acme")):
        Session.objects.create(session_key="k", session_data="", expire_date=clock.now())
    _code, said = run("backup")
    assert run("restore", said.split(":")[0], "--yes")[0] == 0
    with at_home(world.tenant("acme")):
        assert Session.objects.count() == 1
    assert run("journal", "replay")[0] == 0
    with at_home(world.tenant("acme")):
        assert Session.objects.count() == 0


def test_everything_comes_back_to_the_letter(own: Path, run: Run) -> None:
    with at_home(world.tenant("acme")):
        somebody("bystander")
        people.save_detail(told("bystander"), "profile.skills", "tab\tline\nbackslash\\ÆØÅ")
        somebody("restricted")
        people.restrict(told("restricted"))
    with at_home(world.tenant("borealis")):
        people.register(name="theirs", email="theirs@example.org")
    before = everything()
    code, said = run("backup")
    assert code == 0, said
    with at_home(world.tenant("acme")):
        somebody("late")
    code, said = run("restore", said.split(":")[0], "--yes")
    assert code == 0, said
    after = everything()
    assert after.keys() == before.keys()
    for name, rows in before.items():
        assert set(after[name]) ^ set(rows) == set(), name
        assert len(after[name]) == len(rows), name


def everything() -> dict[str, list[str]]:
    """Every row of every table but the queue's, and every wall, as an administrator reads them."""
    from django.db import connection

    found: dict[str, list[str]] = {}
    with settings.TEST_SERVER.as_admin(connection.settings_dict["NAME"]) as admin:
        tables = admin.execute(
            "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND relname NOT LIKE 'procrastinate%'"
        ).fetchall()
        for (table,) in tables:
            rows = admin.execute(f'SELECT t::text FROM "{table}" t'.encode()).fetchall()  # noqa: S608
            found[table] = sorted(row for (row,) in rows)
        for name, query in WALLS.items():
            found[name] = sorted(str(row) for row in admin.execute(query.encode()).fetchall())
    return found


WALLS = {
    "policies": "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies",
    "forced": "SELECT relname, relrowsecurity, relforcerowsecurity, relacl::text, relowner"
    " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')",
    "functions": "SELECT proname, prosecdef, proconfig::text, proacl::text, proowner, prosrc"
    " FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    # A check comes back in other words and means the same.
    "keys": "SELECT conname, CASE WHEN contype <> 'c' THEN pg_get_constraintdef(oid) END"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "defaults": "SELECT defaclobjtype::text, defaclacl::text FROM pg_default_acl",
}
