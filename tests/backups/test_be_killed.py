"""Killed at any point (bar 22): the next start, or the same command again, ends in the same state.

A child of the test's process is killed with SIGKILL where a function would begin, so that nothing
of it can tidy up.
"""

import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from config import wiring
from ordholden.backups import actions as backups
from ordholden.backups.container import Writer
from ordholden.backups.copying import Replacement
from ordholden.journal import actions as journal
from ordholden.journal import interlock, keeping, marks, recording
from ordholden.journal.chain import Journal
from ordholden.journal.models import Applied
from ordholden.kit import files
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy import erasure, redoing, replay
from ordholden.privacy.models import Erasure
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.backups.make import Run, somebody, told
from tests.harness import world

pytestmark = pytest.mark.usefixtures("quick")
START = datetime.fromisoformat("2026-03-02T11:00:00+00:00")
Point = tuple[Any, str, int]


def die(*_given: Any, **_named: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def half_a_line(handle: int, data: bytes) -> None:
    _write(handle, data[: len(data) // 2])
    die()


_write = os.write


def killed_at(point: Point, work: Callable[[], object], instead: Any = None) -> None:
    """Do the work in a child that is killed when a function is called for the nth time."""
    owner, name, nth = point
    connection.close()
    child = os.fork()
    if not child:
        real, calls = getattr(owner, name), [0]

        def call(*given: Any, **named: Any) -> Any:
            calls[0] += 1
            return (instead or die)(*given, **named) if calls[0] == nth else real(*given, **named)

        try:
            setattr(owner, name, call)
            work()
        finally:
            os._exit(7)  # it should not have come this far
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"{name} was not reached"


@pytest.fixture
def acme(own: Path, turn_clock: Any) -> Tenant:
    with turn_clock(START):
        tenant = world.tenant("acme")
        with at_home(tenant):
            somebody("bystander")
            files.store(b"a curriculum vitae")
        wiring.begin_serving()
    return tenant


def there(acme: Tenant, name: str) -> bool:
    with at_home(acme):
        return Person.objects.filter(name=name).exists()


def leave(acme: Tenant, name: str) -> None:
    with at_home(acme):
        privacy.delete_profile(told(name))


def test_while_somebody_is_erased(
    acme: Tenant, turn_clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "JOURNAL_DURABLE", True)
    points: list[tuple[Point, Any]] = [
        ((Journal, "append", 1), None),
        ((os, "write", 1), half_a_line),
        ((os, "fsync", 1), None),
        ((Applied.objects, "create", 1), None),
        ((Journal, "append", 2), None),
        ((os, "write", 2), half_a_line),
        ((erasure, "_erase_theirs", 1), None),
        ((erasure, "close", 1), None),
        ((recording._Waiting, "commit", 1), None),
    ]
    for number, (point, instead) in enumerate(points):
        name = f"leaver{number}"
        with turn_clock(START + timedelta(days=number)), at_home(acme):
            somebody(name)
        with turn_clock(START + timedelta(days=number, hours=1)):
            killed_at(point, lambda name=name: leave(acme, name), instead)  # type: ignore[misc]
            wiring.begin_serving()
            if there(acme, name):  # nothing of the decision was acknowledged: it is made again
                leave(acme, name)
        assert not there(acme, name), point
        found = interlock.look()
        assert (found.decisions, found.marks) == ((), ()), point
    with at_home(acme):
        asked = Erasure.objects.filter(reason="request")
        assert asked.count() == len(points)
        assert all(one.counts.filter(record="person", removed__gte=1).exists() for one in asked)
    assert there(acme, "bystander")


def test_while_a_backup_is_made(acme: Tenant, run: Run, own: Path) -> None:
    folder = Path(settings.BACKUPS)
    for number, point in enumerate(
        [
            (Writer, "add", 3),
            (Writer, "add", 30),
            (Writer, "close", 1),
            (Path, "rename", 1),
            (journal, "mark", 1),
            (marks, "remember", 1),
        ]
    ):
        killed_at(point, backups.back_up)
        assert run("backup")[0] == 0, point
        assert not list(folder.glob("*.draft")), point
        wiring.begin_serving()
        assert interlock.look().restored is False, point
        assert len(backups.places.place().names()) >= number + 1
    assert run("backup", "verify")[0] == 0


def test_while_a_backup_is_restored(acme: Tenant, run: Run, turn_clock: Any) -> None:
    with turn_clock(START + timedelta(hours=1)), at_home(acme):
        somebody("leaver")
    with turn_clock(START + timedelta(hours=2)):
        name = backups.back_up().name
    with turn_clock(START + timedelta(hours=3)):
        leave(acme, "leaver")
    points: list[Point] = [
        (Replacement, "shape", 1),
        (Replacement, "content", 20),
        (backups, "_put", 1),
        (Replacement, "shape", 2),
        (marks, "write", 1),
        (Replacement, "_finish", 1),
        (backups.places.Folder, "size", 1),  # the database is back, nobody has been told
    ]
    for number, point in enumerate(points):
        with turn_clock(START + timedelta(days=number + 1)):
            killed_at(point, lambda: backups.restore(name))
            try:
                wiring.begin_serving()  # it was not restored, or says so
            except interlock.Restored:
                assert run("journal", "replay")[0] == 0
                wiring.begin_serving()
            assert (there(acme, "leaver"), there(acme, "bystander")) == (False, True), point
    with turn_clock(START + timedelta(days=20)):
        assert run("restore", name, "--yes")[0] == 0
        assert there(acme, "leaver")
        for point in ((redoing, "do", 2), (replay, "_claim", 1), (marks, "remember", 1)):
            killed_at(point, replay.replay)
            with pytest.raises(interlock.Restored):
                wiring.begin_serving()
        assert run("journal", "replay")[0] == 0
        wiring.begin_serving()
    assert (there(acme, "leaver"), there(acme, "bystander")) == (False, True)


def test_while_old_days_are_let_go(acme: Tenant, turn_clock: Any) -> None:
    with turn_clock(START), at_home(acme):
        somebody("leaver")
    with turn_clock(START + timedelta(hours=1)):
        leave(acme, "leaver")
    points: list[Point] = [
        (Journal, "set_anchor", 1),
        (Path, "rename", 1),
        (Path, "unlink", 1),
        (keeping, "let_go", 1),
    ]
    for number, point in enumerate(points):
        with turn_clock(START + timedelta(days=60 + number)):
            killed_at(point, keeping.pass_day)
            wiring.begin_serving()
    with turn_clock(START + timedelta(days=64)):
        keeping.pass_day()
        wiring.begin_serving()
    text = "".join(path.read_text() for path in Path(settings.JOURNAL).iterdir())
    assert "people_person" not in text
    with at_home(acme):
        assert not Applied.objects.exists()
