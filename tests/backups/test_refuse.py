"""What is refused, with its place: damaged files, data that is there, a database in use."""

import errno
import io
import os
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from ordholden.backups import actions, places
from ordholden.people.models import Person
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.backups.make import Run, somebody
from tests.harness import world

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def acme(own: Path) -> Tenant:
    tenant = world.tenant("acme")
    with at_home(tenant):
        somebody("bystander")
    return tenant


@pytest.fixture
def backup(acme: Tenant, run: Run) -> Path:
    """A backup of one tenant, whole."""
    code, said = run("backup")
    assert code == 0, said
    return Path(settings.BACKUPS) / said.split(":")[0]


def is_as_it_was(acme: Tenant) -> bool:
    with at_home(acme):
        return list(Person.objects.values_list("name", flat=True)) == ["bystander"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (3, "is no backup of this program"),
        (25, "made with another master key, or was altered at its beginning"),
        (80, "was altered: byte 67, after its beginning"),
        (-5, "was altered: byte "),
        (0.5, "was altered: byte "),
    ],
)
def test_one_changed_byte_is_refused_with_its_place(
    acme: Tenant, run: Run, backup: Path, where: float, said: str
) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * where) if isinstance(where, float) else int(where)] ^= 1
    backup.write_bytes(bytes(content))
    for words in (("restore", str(backup), "--yes"), ("backup", "verify", str(backup))):
        code, answer = run(*words)
        assert (code, said in answer, answer.count("\n")) == (1, True, 1), answer
        assert backup.name in answer
    assert is_as_it_was(acme)


@pytest.mark.parametrize("kept", [0, 30, 67, 70, 0.5, -1, -30])
def test_a_backup_that_was_cut_off_is_refused_with_its_place(
    acme: Tenant, run: Run, backup: Path, kept: float
) -> None:
    content = backup.read_bytes()
    end = int(len(content) * kept) if isinstance(kept, float) else int(kept)
    backup.write_bytes(content[:end])
    code, answer = run("restore", str(backup), "--yes")
    assert code == 1, answer
    assert "was cut off" in answer
    assert is_as_it_was(acme)


def test_what_stands_after_the_end_is_not_ours(acme: Tenant, run: Run, backup: Path) -> None:
    with backup.open("ab") as file:
        file.write(b"more")
    code, answer = run("restore", str(backup), "--yes")
    assert (code, "after its end" in answer) == (1, True)
    assert is_as_it_was(acme)


def test_another_master_key_is_told_from_damage(
    acme: Tenant, run: Run, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MASTER_KEY", bytes(range(1, 33)))
    code, answer = run("restore", str(backup), "--yes")
    assert (code, "Set ORDHOLDEN_MASTER_KEY" in answer) == (1, True)


def test_a_backup_that_is_not_there(own: Path, run: Run) -> None:
    code, answer = run("restore", "2026-01-01T000000Z-00000000.backup", "--yes")
    assert (code, "cannot be read" in answer) == (1, True), answer
    code, answer = run("backup", "verify")
    assert (code, "There is no backup in" in answer) == (1, True)


def test_data_is_not_replaced_without_being_asked(
    acme: Tenant, run: Run, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_home(acme):
        somebody("late")
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    code, answer = run("restore", backup.name)
    assert (code, "This database holds data" in answer) == (1, True)
    with at_home(acme):
        assert Person.objects.filter(name="late").exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("restore\n"))
    assert run("restore", backup.name)[0] == 0
    assert is_as_it_was(acme)


def test_a_database_in_use_is_left_alone(
    acme: Tenant, run: Run, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "PATIENCE", 0.2)
    with psycopg.connect(**settings.DATABASE.app.for_psycopg()):
        code, answer = run("restore", backup.name, "--yes")
    assert (code, "in use by 1 connections" in answer) == (1, True), answer
    assert is_as_it_was(acme)


def test_a_newer_versions_backup_is_refused(
    acme: Tenant, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(
            "ordholden.backups.copying.Snapshot.migrations",
            lambda self: ["people.0001_initial", "people.0999_later"],
        )
        code, said = run("backup")
    code, answer = run("restore", said.split(":")[0], "--yes")
    assert (code, "which is newer than" in answer) == (1, True), answer
    assert is_as_it_was(acme)


def test_two_at_once_is_one_too_many(acme: Tenant, run: Run, backup: Path) -> None:
    with actions._alone():
        assert run("backup") == (1, "Another backup or restore is running. Wait for it.\n")
        assert run("restore", backup.name, "--yes")[0] == 1


def test_without_the_owner_there_is_no_backup(
    own: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    monkeypatch.setattr(settings, "DATABASE", replace(settings.DATABASE, owner=None))
    with pytest.raises(actions.CannotStart, match="Set DATABASE_OWNER_URL"):
        actions.back_up()
    actions.nightly()  # says so in the log, and the other chores go on


def test_a_full_disk_leaves_nothing_half_and_the_command_goes_on(
    acme: Tenant, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fdopen

    class Full:
        def __init__(self, file: Any) -> None:
            self.file, self.left = file, 3000

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *fault: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> int:
            self.left -= len(data)
            if self.left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return int(self.file.write(data))

    with monkeypatch.context() as patch:
        patch.setattr(places.os, "fdopen", lambda handle, mode: Full(real(handle, mode)))
        code, answer = run("backup")
    assert (code, "is full. Free some space" in answer) == (1, True), answer
    assert list(Path(settings.BACKUPS).iterdir()) == []
    assert run("backup")[0] == 0
    assert len(list(Path(settings.BACKUPS).iterdir())) == 1


def test_nobody_reads_a_backup(acme: Tenant, backup: Path, own: Path) -> None:
    content = backup.read_bytes()
    assert b"bystander" not in content
    assert b"people_person" not in content
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.parent.stat().st_mode & 0o777 == 0o700
