"""A restored database, and a journal that is not whole, are refused before anything is served."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from uuid_utils.compat import uuid7

from config import wiring
from ordholden.journal import actions as journal
from ordholden.journal import interlock, keeping, marks, recording
from ordholden.journal.chain import Damaged
from ordholden.journal.models import Applied, Mark
from ordholden.kit import clock
from ordholden.kit.database.faults import CannotStart
from ordholden.people import actions as people
from ordholden.people import use
from ordholden.people.models import Person
from ordholden.privacy import replay
from ordholden.tenants.models import Tenant

pytestmark = [pytest.mark.django_db]
Kind, MarkKind = journal.Kind, journal.MarkKind


@pytest.fixture(autouse=True)
def _own_journal(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    recording._open.entries.clear()


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is lost by the database, as by a restore."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def decide() -> None:
    journal.record(Kind.ERASE, "people_person", [uuid7()])


def test_a_new_installation_starts_without_fuss() -> None:
    wiring.begin_serving()
    wiring.refuse_restored()
    assert list(Mark.objects.values_list("kind", flat=True)) == ["started"]
    wiring.begin_serving()
    assert interlock.look().marks == ()


def test_a_restored_database_is_refused_with_the_command(acme: Tenant) -> None:
    wiring.begin_serving()
    with undone():
        journal.mark(MarkKind.BACKED_UP)
        decide()
        wiring.begin_serving()
    for door in (wiring.begin_serving, wiring.refuse_restored):
        with pytest.raises(interlock.Restored, match="bin/ordholden journal replay"):
            door()
    replay.replay()
    wiring.refuse_restored()
    wiring.begin_serving()
    assert Applied.objects.count() == 1
    assert set(Mark.objects.values_list("kind", flat=True)) == {
        *("started", "backed_up", "replayed")
    }


def test_a_restore_by_command_is_refused_although_nothing_was_decided_since() -> None:
    wiring.begin_serving()
    marks.write(MarkKind.RESTORED)
    with pytest.raises(interlock.Restored):
        wiring.begin_serving()
    with pytest.raises(interlock.Restored):
        wiring.refuse_restored()


def test_an_empty_database_beside_a_full_journal_is_refused(acme: Tenant) -> None:
    with undone():
        wiring.begin_serving()
        decide()
        wiring.begin_serving()
    with pytest.raises(interlock.Restored):
        wiring.begin_serving()


def test_a_program_killed_between_journal_and_commit_is_made_up_for_at_the_start(
    acme: Tenant, turn_clock: Any
) -> None:
    with turn_clock(clock.now() - timedelta(days=1)):
        ole = people.register(name="Ole Bak", email="ole@example.org")
    wiring.begin_serving()
    with undone():
        people.restrict(ole)
    wiring.refuse_restored()  # it is no restore
    wiring.begin_serving()
    with use.storing():
        assert Person.objects.get().state == "restricted"
    assert interlock.look().decisions == ()


def test_a_program_killed_while_it_left_its_mark_is_no_restore() -> None:
    wiring.begin_serving()
    with undone():
        wiring.begin_serving()
    wiring.refuse_restored()
    wiring.begin_serving()
    assert Mark.objects.count() == 3
    assert interlock.look().marks == ()


def test_nor_is_one_after_which_others_went_on(acme: Tenant) -> None:
    wiring.begin_serving()
    with undone():
        journal.mark(MarkKind.BACKED_UP)
    decide()
    wiring.refuse_restored()
    wiring.begin_serving()
    assert interlock.look().marks == ()


def test_a_journal_that_is_missing_is_refused(acme: Tenant) -> None:
    wiring.begin_serving()
    decide()
    for segment in journal.journal().segments():
        segment.unlink()
    with pytest.raises(Damaged, match=r"The journal is missing: .*/journal holds no entry"):
        wiring.begin_serving()


@pytest.mark.parametrize("cut", [1, 30, "line"])
def test_a_journal_shorter_than_the_database_says_is_refused(acme: Tenant, cut: Any) -> None:
    wiring.begin_serving()
    decide()
    (segment,) = journal.journal().segments()
    whole = segment.read_bytes()
    last = len(whole.splitlines(keepends=True)[-1]) if cut == "line" else cut
    segment.write_bytes(whole[:-last])
    with pytest.raises(Damaged, match=rf"cut off: .*{segment.name} ends at entry 1, .*entry 2"):
        wiring.begin_serving()


def test_another_databases_journal_is_refused(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiring.begin_serving()
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "other")
    marks.write(MarkKind.STARTED)
    with pytest.raises(Damaged, match="is not this database's: entry 1 is another"):
        wiring.begin_serving()


def test_a_journal_that_is_lost_is_begun_anew_and_only_then(acme: Tenant) -> None:
    wiring.begin_serving()
    decide()
    with pytest.raises(CannotStart, match="Move them away first"):
        interlock.renew()
    for segment in journal.journal().segments():
        segment.unlink()
    assert interlock.renew() == 2
    wiring.begin_serving()
    assert [entry.seq for entry in journal.journal().entries()] == [3, 4]


def test_a_database_older_than_the_journal_reaches_is_refused(
    acme: Tenant, turn_clock: Any
) -> None:
    wiring.begin_serving()
    with undone():
        with turn_clock(clock.everywhere() + timedelta(days=20)):
            journal.mark(MarkKind.DAY)
            decide()
        with turn_clock(clock.everywhere() + timedelta(days=80)):
            keeping.pass_day()
            decide()
    with pytest.raises(CannotStart, match="older than the journal reaches: it knows entry 1"):
        replay.replay()


def test_after_42_days_no_row_is_named_anywhere(acme: Tenant, turn_clock: Any) -> None:
    start = clock.everywhere().replace(hour=12)
    row, folder = uuid7(), settings.JOURNAL
    with turn_clock(start):
        wiring.begin_serving()
        journal.record(Kind.ERASE, "people_person", [row])
    with turn_clock(start + timedelta(days=41)):
        keeping.pass_day()
        assert str(row) in "".join(path.read_text() for path in folder.iterdir())
        assert Applied.objects.count() == 1
    with turn_clock(start + timedelta(days=42)):
        keeping.pass_day()
        assert str(row) not in "".join(path.read_text() for path in folder.iterdir())
        assert not Applied.objects.exists()
        wiring.begin_serving()
        assert interlock.look().restored is False


def test_a_tenants_removal_leaves_no_loose_end(acme: Tenant, borealis: Tenant) -> None:
    from ordholden.tenants import actions as tenants

    wiring.begin_serving()
    decide()
    tenants.remove(borealis)
    found = interlock.look()
    assert (found.decisions, found.restored) == ((), False)
