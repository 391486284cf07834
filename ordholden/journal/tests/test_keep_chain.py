"""The journal's files: what was changed is refused with its place; what was cut off is mended."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from ordholden.journal.chain import Damaged, Journal
from ordholden.journal.tests.make import MORNING, draft, filled


def segment_of(journal: Journal) -> Path:
    (segment,) = journal.segments()
    return segment


@pytest.mark.parametrize("line", [1, 3, 5])
def test_one_changed_byte_is_refused_with_file_and_line(tmp_path: Path, line: int) -> None:
    segment = segment_of(filled(tmp_path))
    lines = segment.read_bytes().splitlines(keepends=True)
    changed = bytearray(lines[line - 1])
    place = changed.index(b'"hash"') + 12
    changed[place] = ord("0") if changed[place] != ord("0") else ord("1")
    segment.write_bytes(b"".join([*lines[: line - 1], bytes(changed), *lines[line:]]))
    with pytest.raises(Damaged, match=rf"{segment.name}, line {line} was altered"):
        list(Journal(tmp_path).entries())


def test_every_byte_of_a_line_counts(tmp_path: Path) -> None:
    segment = segment_of(filled(tmp_path, lines=2))
    whole = segment.read_bytes()
    first = whole.index(b"\n")
    for place in range(0, first, 7):
        changed = bytearray(whole)
        changed[place] ^= 1
        segment.write_bytes(bytes(changed))
        with pytest.raises(Damaged, match="line 1 "):
            list(Journal(tmp_path).entries())


def test_a_line_taken_out_is_refused_where_it_is_missing(tmp_path: Path) -> None:
    segment = segment_of(filled(tmp_path))
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join(lines[:2] + lines[3:]))
    with pytest.raises(Damaged, match="line 3: entry 3 should follow here"):
        list(Journal(tmp_path).entries())


def test_a_forged_line_with_a_hash_of_its_own_breaks_the_chain(tmp_path: Path) -> None:
    segment = segment_of(filled(tmp_path))
    lines = segment.read_bytes().splitlines(keepends=True)
    other = segment_of(filled(tmp_path / "other")).read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join([*lines[:2], other[2], *lines[3:]]))
    with pytest.raises(Damaged, match="line 3: entry 3 should follow here"):
        list(Journal(tmp_path).entries())


def test_the_beginning_cannot_be_left_out(tmp_path: Path) -> None:
    segment = segment_of(filled(tmp_path))
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join(lines[2:]))
    with pytest.raises(Damaged, match="line 1: entry 1 should follow here"):
        list(Journal(tmp_path).entries())


def test_an_anchor_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    (tmp_path / "anchor.json").write_text("nonsense")
    with pytest.raises(Damaged, match=r"anchor\.json cannot be read"):
        list(journal.entries())


def test_half_a_line_was_never_acknowledged_and_is_cut_off(tmp_path: Path) -> None:
    segment = segment_of(filled(tmp_path))
    with segment.open("ab") as file:
        file.write(b'{"seq":6,"half')
    journal = Journal(tmp_path, durable=False)
    assert [entry.seq for entry in journal.entries()] == [1, 2, 3, 4, 5]
    (sixth,) = journal.append([draft()])
    assert sixth.seq == 6
    assert [entry.seq for entry in Journal(tmp_path).entries()] == [1, 2, 3, 4, 5, 6]


def test_two_programs_write_one_chain(tmp_path: Path) -> None:
    one, other = Journal(tmp_path, durable=False), Journal(tmp_path, durable=False)
    for _ in range(3):
        one.append([draft()])
        other.append([draft(), draft()])
    assert [entry.seq for entry in one.entries()] == list(range(1, 10))


def test_a_full_disk_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = filled(tmp_path)
    real = os.write

    def full(handle: int, data: bytes) -> int:
        real(handle, data[:20])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space left"):
            journal.append([draft()])
    journal.append([draft()])
    assert [entry.seq for entry in Journal(tmp_path).entries()] == [1, 2, 3, 4, 5, 6]


def test_it_is_nobodys_but_the_programs(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal")
    assert (tmp_path / "journal").stat().st_mode & 0o777 == 0o700
    assert segment_of(journal).stat().st_mode & 0o777 == 0o600


def test_days_are_let_go_whole_and_the_chain_goes_on(tmp_path: Path) -> None:
    journal = Journal(tmp_path, durable=False)
    for days in range(5):
        journal.append([draft(MORNING + timedelta(days=days)), draft()])
    rows = [str(row) for entry in journal.entries() for row in entry.rows]
    assert journal.expire(date(2026, 11, 24)) == 3
    assert [entry.seq for entry in Journal(tmp_path).entries()] == [7, 8, 9, 10]
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert [row in text for row in rows] == [False] * 6 + [True] * 4
    journal.append([draft(MORNING)])  # a clock set back: the newest segment goes on
    assert [entry.seq for entry in Journal(tmp_path).entries()] == [7, 8, 9, 10, 11]


def test_letting_go_that_was_interrupted_is_finished_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path, durable=False)
    for days in range(4):
        journal.append([draft(MORNING + timedelta(days=days))])
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda self: (_ for _ in ()).throw(OSError(5, "gone")))
        with pytest.raises(OSError, match="gone"):
            journal.expire(date(2026, 11, 24))
    assert [entry.seq for entry in Journal(tmp_path).entries()] == [4]
    assert journal.expire(date(2026, 11, 24)) == 3
    assert [entry.seq for entry in Journal(tmp_path).entries()] == [4]


def test_a_line_says_ids_and_codes(tmp_path: Path) -> None:
    said = json.loads(segment_of(filled(tmp_path, lines=1)).read_text())
    assert said.keys() == {
        *("seq", "event", "kind", "at", "on", "prev", "hash", "tenant", "table", "rows", "policy")
    }
