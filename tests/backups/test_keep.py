"""Making, listing, trying and letting go of backups; what never goes into one."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ordholden.backups import actions
from ordholden.backups.container import Reader
from ordholden.journal import actions as journal
from ordholden.kit import crypto, queue
from ordholden.people.models import Person
from ordholden.privacy import emails
from ordholden.tenants.scope import at_home
from tests.backups.make import Run, somebody, told
from tests.harness import world

NIGHT = datetime.fromisoformat("2026-03-02T01:30:00+00:00")

pytestmark = pytest.mark.usefixtures("quick")


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a backup, opened."""
    with path.open("rb") as file:
        reader = Reader(file, path.name, crypto.own_key(actions.USE))
        return {part: b"".join(pieces) for part, pieces in reader.parts()}


def test_every_night_one_is_made_tried_and_old_ones_go(own: Path, turn_clock: Any) -> None:
    assert "ordholden.backups.actions.nightly" in queue.CHORES or _scheduled()
    with at_home(world.tenant("acme")):
        somebody("bystander")
    for days in (0, 20, 36):
        with turn_clock(NIGHT + timedelta(days=days)):
            actions.nightly()
    names = sorted(path.name[:10] for path in Path(settings.BACKUPS).iterdir())
    assert names == ["2026-03-22", "2026-04-07"]
    verified = journal.latest(journal.MarkKind.VERIFIED)
    made = journal.latest(journal.MarkKind.BACKED_UP)
    assert verified is not None
    assert made is not None
    assert (verified.backup, verified.rows) == (made.backup, made.rows)
    assert made.bytes == (Path(settings.BACKUPS) / made.backup).stat().st_size


def _scheduled() -> bool:
    from ordholden.kit import worker

    worker.find_tasks()
    return "ordholden.backups.actions.nightly" in queue.CHORES


def test_the_newest_is_never_let_go(own: Path, run: Run, turn_clock: Any) -> None:
    with turn_clock(NIGHT):
        assert run("backup")[0] == 0
    with turn_clock(NIGHT + timedelta(days=400)):
        assert actions.expire() == []


def test_they_are_listed_oldest_first(own: Path, run: Run, turn_clock: Any) -> None:
    assert "There is no backup in" in run("backup", "list")[1]
    for days in (3, 1, 2):
        with turn_clock(NIGHT + timedelta(days=days)):
            run("backup")
    lines = run("backup", "list")[1].splitlines()
    assert [line[:10] for line in lines] == ["2026-03-03", "2026-03-04", "2026-03-05"]
    assert all(line.endswith("kB") for line in lines)


def test_another_folder_may_be_named(own: Path, run: Run) -> None:
    assert run("backup", "--to", str(own / "elsewhere"))[0] == 0
    (made,) = (own / "elsewhere").iterdir()
    assert run("backup", "verify", str(made))[0] == 0
    assert run("restore", str(made), "--yes")[0] == 0


def test_trying_one_leaves_no_trace(own: Path, run: Run) -> None:
    with at_home(world.tenant("acme")):
        somebody("bystander")
    run("backup")
    code, said = run("backup", "verify")
    assert (code, "rows came back" in said) == (0, True), said
    assert actions.SCRATCH not in settings.TEST_SERVER.databases()
    with at_home(world.tenant("acme")):
        assert Person.objects.count() == 1


@pytest.mark.clauses("JC-76")
def test_neither_the_journal_nor_the_queue_is_in_it(own: Path, run: Run) -> None:
    with at_home(world.tenant("acme")):
        somebody("bystander")
        person = told("bystander")
        emails.due_soon.later(person.pk, "profile")
        journal.record(journal.Kind.RESTRICT, "people_person", [person.pk])
    run("backup")
    (path,) = Path(settings.BACKUPS).iterdir()
    found = parts(path)
    assert b"bystander" in found["table:people_person"]
    assert not [part for part in found if part.startswith("table:procrastinate")]
    segment = journal.journal().segments()[0].read_bytes()
    assert all(line not in b"".join(found.values()) for line in segment.splitlines())
    with at_home(world.tenant("acme")):
        name = path.name
    run("restore", name, "--yes")
    with settings.TEST_SERVER.as_admin(settings.DATABASE.app.name) as admin:
        assert admin.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,)


def test_a_restore_that_nothing_was_decided_after_still_wants_the_journal(
    own: Path, run: Run
) -> None:
    run("backup")
    (path,) = Path(settings.BACKUPS).iterdir()
    run("restore", path.name, "--yes")
    assert run("tenant", "list")[0] == 1
    assert run("journal", "status")[0] == 1
    assert run("journal", "replay")[0] == 0
    assert run("tenant", "list")[0] == 0
    assert run("journal", "verify")[0] == 0
