"""After the sweep an erased person is in no byte of the tables' files either."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from config import wiring
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.privacy import vacuuming
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.backups.make import Run, somebody, told
from tests.backups.test_be_killed import START
from tests.harness import world

CANARY = "kanariefuglen-vibrant-9c1e"
PAGE = 8192


@pytest.fixture
def swept(own: Path, turn_clock: Any) -> Tenant:
    """A business whose silent candidate the sweep has erased, among others who stay."""
    with turn_clock(START):
        tenant = world.tenant("acme")
        with at_home(tenant):
            for number in range(20):
                somebody(f"bystander{number}")
            silent = somebody(CANARY)
            people.save_detail(silent, "person.address", CANARY)
    with turn_clock(START + timedelta(days=1)), at_home(tenant):
        for number in range(20, 25):
            somebody(f"bystander{number}")
    wiring.begin_serving()
    connection.close()
    assert CANARY.encode() in everything("people_person")  # what finds nothing proves nothing
    assert CANARY.encode() in everything("people_detail")
    with turn_clock(START + timedelta(days=365)), at_home(tenant):
        for number in range(25):
            people.touch(told(f"bystander{number}"), people.Event.SIGN_IN)
    with turn_clock(START + timedelta(days=3 * 365)), at_home(tenant):
        privacy.sweep()
    connection.close()
    return tenant


def files(table: str) -> list[Path]:
    """The files of a table, its indexes and its overflow, as they lie on the disk now."""
    with settings.TEST_SERVER.as_admin(settings.DATABASE.app.name) as admin:
        admin.execute("CHECKPOINT")
        rows = admin.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE oid = %(table)s::regclass"
            " OR oid = (SELECT reltoastrelid FROM pg_class WHERE oid = %(table)s::regclass)"
            " OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = %(table)s::regclass)",
            {"table": table},
        ).fetchall()
    return [settings.TEST_SERVER.folder.data / path for (path,) in rows]


VACUUMED = ("people_person", "people_detail")


def everything(table: str) -> bytes:
    return b"".join(path.read_bytes() for path in files(table))


def in_use(table: str) -> bytes:
    """What lies in the used parts of the pages: rows and index entries, dead or alive."""
    found = b""
    for path in files(table):
        content = path.read_bytes()
        for start in range(0, len(content), PAGE):
            page = content[start : start + PAGE]
            lower, upper = (int.from_bytes(page[at : at + 2], "little") for at in (12, 14))
            found += page[:lower] + page[upper:]
    return found


def nights(vacuum: Callable[[], object], left: Callable[[], list[str]]) -> list[str]:
    """Vacuum until nothing is left. A table that anybody on this server reads, or tidies up, waits
    for the next night: here, for the next try."""
    for _night in range(40):
        vacuum()
        if not left():
            break
        time.sleep(0.5)
    return left()


def holding(where: Callable[[str], bytes]) -> Callable[[], list[str]]:
    """The tables in whose files the erased person can still be read."""
    return lambda: [one for one in VACUUMED if CANARY.encode() in where(one)]


def test_nothing_of_an_erased_person_is_left_in_the_files(swept: Tenant, run: Run) -> None:
    assert CANARY.encode() in everything("people_person")  # deleted, and there to be read
    said: list[str] = []
    assert not nights(lambda: said.append(run("database", "vacuum")[1]), holding(everything)), said
    assert "0 large ones" in said[-1]
    assert b"bystander24" in everything("people_person")


def test_of_a_large_table_only_free_space_waits_to_be_overwritten(
    swept: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vacuuming, "WHOLE", 0)
    assert CANARY.encode() in in_use("people_person")
    made_anew: list[int] = []
    assert not nights(lambda: made_anew.append(vacuuming.vacuum().anew), holding(in_use))
    assert set(made_anew) == {0}


def test_a_table_in_use_has_its_turn_another_time(swept: Tenant, run: Run) -> None:
    with psycopg.connect(**settings.DATABASE.owner.for_psycopg()) as at_work:
        at_work.execute("LOCK TABLE people_person IN ACCESS SHARE MODE")
        code, said = run("database", "vacuum")
        assert (code, "In use, try again: people_person" in said) == (1, True)
        assert "people_person" in holding(everything)()
    assert not nights(vacuuming.nightly, holding(everything))


def test_the_application_itself_cannot_ask_for_it(swept: Tenant) -> None:
    notices: list[str] = []
    with psycopg.connect(**settings.DATABASE.app.for_psycopg(), autocommit=True) as application:
        application.add_notice_handler(lambda said: notices.append(said.message_primary or ""))
        application.execute("VACUUM people_person")
    assert any("permission denied to vacuum" in one for one in notices)
    assert CANARY.encode() in everything("people_person")
