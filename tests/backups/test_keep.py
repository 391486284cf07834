"""Making, listing, trying and letting go of backups; what never goes into one."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.conf import settings
from moto import mock_aws

from ordholden.backups import actions
from ordholden.backups.container import Reader
from ordholden.journal import actions as journal
from ordholden.kit import crypto, queue
from ordholden.people.models import Person
from ordholden.privacy import emails
from ordholden.tenants.actions import add
from ordholden.tenants.scope import at_home
from tests.backups.make import Run, somebody, told
from tests.harness import five, world

NIGHT = datetime.fromisoformat("2026-03-02T01:30:00+00:00")

pytestmark = pytest.mark.usefixtures("quick")


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a backup, opened."""
    with path.open("rb") as file:
        reader = Reader(file, path.name, crypto.own_key(actions.USE))
        return {part: b"".join(pieces) for part, pieces in reader.parts()}


@pytest.mark.clauses("JC-76")
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


def test_the_operators_own_limit_spares_the_newest(own: Path, run: Run, turn_clock: Any) -> None:
    for days in (0, 1):
        with turn_clock(NIGHT + timedelta(days=days)):
            assert run("backup")[0] == 0
    with turn_clock(NIGHT + timedelta(days=400)):
        assert [name[:10] for name in actions.expire()] == ["2026-03-02"]


@pytest.mark.clauses("JC-76")
def test_a_backup_lives_as_long_as_the_strictest_notice_says(
    own: Path, run: Run, turn_clock: Any
) -> None:
    with turn_clock(NIGHT):
        world.tenant("acme")
        text = (five.POLICIES / "jobconnection.toml").read_text(encoding="utf-8")
        assert add(text, ["jc.localhost"]).policy.document.backup.keep.count == 30
        assert run("backup")[0] == 0
    with turn_clock(NIGHT + timedelta(days=29)):
        assert actions.expire() == []
    with turn_clock(NIGHT + timedelta(days=30)):
        assert [name[:10] for name in actions.expire()] == ["2026-03-02"]


def test_a_bucket_keeps_them_too(own: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with mock_aws():
        boto3.resource("s3", region_name="eu-north-1").create_bucket(
            Bucket="copies", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"}
        )
        address = "s3://key:secret@s3.eu-north-1.amazonaws.com/copies"
        monkeypatch.setattr(settings, "BACKUPS", address)
        with at_home(world.tenant("acme")):
            somebody("bystander")
        code, said = run("backup", "--to", address)
        assert code == 0, said
        name = said.split(":")[0]
        assert run("backup", "list")[1].startswith(name)
        assert run("backup", "verify")[0] == 0
        assert run("restore", "2026-01-01T000000Z-00000000.backup", "--yes")[0] == 1
        assert run("restore", name, "--yes")[0] == 0
        assert not list((own / "uploading").glob("*"))
    assert run("backup", "--to", "ftp://somewhere/else")[0] == 1


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
    assert f"{actions.SCRATCH}_{os.getpid()}" not in settings.TEST_SERVER.databases()
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
