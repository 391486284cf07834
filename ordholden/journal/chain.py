"""The journal's files: one segment a day, lines appended under a lock and chained by their hashes.

A line is on the disk before the database hears of it. A line without its end was never
acknowledged to anybody, so the next writer cuts it off; anything else that does not fit is
refused with the file and the line. Segments are let go whole, oldest first, and the hash their
last line had is kept as the anchor of what follows.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ordholden.journal.entries import GENESIS, Entry, NotAnEntry, read
from ordholden.kit.database.faults import CannotStart

SEGMENT = re.compile(r"\d{4}-\d{2}-\d{2}\.jsonl")
ANCHOR = "anchor.json"


class Damaged(CannotStart):
    """The journal is not as it was written. Says the file, the line and what is wrong."""


@dataclass(frozen=True)
class Head:
    """The newest entry's number and hash; what the next one follows."""

    seq: int = 0
    hash: str = GENESIS


class Journal:
    """The journal in one folder. Programs that share a database share the folder."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self._durable = durable
        self._known: tuple[Path, int, Head] | None = None  # segment, its size, its head

    def append(self, drafts: Sequence[Entry]) -> list[Entry]:
        """Write entries after the newest one; returns them with their numbers and hashes.

        Raises OSError when the disk is full: then nothing was written.
        """
        with self._alone():
            segment, size, head = self._end()
            day = max((draft.at.date() for draft in drafts), default=date.min).isoformat()
            # Never back: a clock that was set back writes on in the newest segment.
            wanted = self.folder / f"{day}.jsonl"
            if segment is None or wanted.name > segment.name:
                segment, size = wanted, 0
            written = []
            for draft in drafts:
                entry = replace(draft, seq=head.seq + 1, prev=head.hash)
                entry = replace(entry, hash=entry.own_hash())
                head = Head(entry.seq, entry.hash)
                written.append(entry)
            total = self._write(segment, size, b"".join(entry.line() for entry in written))
            self._known = (segment, total, head)
        return written

    def entries(self) -> Iterator[Entry]:
        """Every entry kept, oldest first, each checked against the one before it.

        Raises Damaged with the place.
        """
        anchor = before = self.anchor()
        segments = self.segments()
        for segment in segments:
            for number, entry in self._lines(segment, last=segment == segments[-1]):
                if entry.seq <= anchor.seq:
                    continue  # a segment that was being let go when the program ended
                if (entry.seq, entry.prev) != (before.seq + 1, before.hash):
                    raise Damaged(
                        f"The journal is damaged: {segment}, line {number}: entry"
                        f" {before.seq + 1} should follow here."
                    )
                before = Head(entry.seq, entry.hash)
                yield entry

    def newest_first(self) -> Iterator[Entry]:
        """Entries from the newest back, each checked by itself but not the chain."""
        segments = self.segments()
        for segment in reversed(segments):
            lines = list(self._lines(segment, last=segment == segments[-1]))
            yield from (entry for _number, entry in reversed(lines))

    def head(self) -> Head:
        """The newest entry. Raises Damaged when the last line is not ours."""
        return self._end(mend=False)[2]

    def segments(self) -> list[Path]:
        """The files, oldest first."""
        try:
            found = [one for one in self.folder.iterdir() if SEGMENT.fullmatch(one.name)]
        except FileNotFoundError:
            return []
        return sorted(found)

    def anchor(self) -> Head:
        """What the oldest entry that is kept follows."""
        path = self.folder / ANCHOR
        try:
            said = json.loads(path.read_bytes())
            return Head(int(said["seq"]), str(said["hash"]))
        except FileNotFoundError:
            return Head()
        except (ValueError, KeyError, TypeError):
            raise Damaged(f"The journal is damaged: {path} cannot be read.") from None

    def expire(self, before: date) -> int:
        """Let go of whole segments of days earlier than `before`. Returns how many went."""
        with self._alone():
            old = [one for one in self.segments()[:-1] if _day(one) < before]
            if old:
                last = max((e for one in old for _n, e in self._lines(one)), key=lambda e: e.seq)
                self.set_anchor(Head(last.seq, last.hash))
            for segment in old:
                segment.unlink()
        return len(old)

    def set_anchor(self, head: Head) -> None:
        """Begin after this entry; what is older is let go."""
        self._make_folder()
        draft = self.folder / f"{ANCHOR}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"seq": head.seq, "hash": head.hash}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self.folder / ANCHOR)
        self._sync_folder()

    def _lines(self, segment: Path, *, last: bool = False) -> Iterator[tuple[int, Entry]]:
        with segment.open("rb") as file:
            for number, line in enumerate(file, 1):
                if last and not line.endswith(b"\n"):
                    return  # never acknowledged; if the database knows it, the interlock says so
                try:
                    yield number, read(line)
                except NotAnEntry as fault:
                    raise Damaged(
                        f"The journal is damaged: {segment}, line {number} {fault}."
                    ) from None

    def _end(self, *, mend: bool = True) -> tuple[Path | None, int, Head]:
        """The newest segment, its size, and the head."""
        for segment in reversed(self.segments()):
            size = segment.stat().st_size
            if self._known and self._known[:2] == (segment, size):
                return self._known
            tail, whole = _tail(segment, size)
            if whole != size and mend:
                os.truncate(segment, whole)
            if tail:
                try:
                    entry = read(tail)
                except NotAnEntry as fault:
                    said = f"The journal is damaged: {segment}, last line {fault}."
                    raise Damaged(said) from None
                return segment, whole, Head(entry.seq, entry.hash)
            if mend:
                segment.unlink()
        return None, 0, self.anchor()

    def _write(self, segment: Path, size: int, lines: bytes) -> int:
        new = not segment.exists()
        handle = os.open(segment, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            written = 0
            while written < len(lines):
                written += os.write(handle, lines[written:])
            if self._durable:
                os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
        finally:
            os.close(handle)
        if new:
            self._sync_folder()
        return size + len(lines)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._make_folder()
        with (self.folder / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _sync_folder(self) -> None:
        if not self._durable:
            return
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _day(segment: Path) -> date:
    return date.fromisoformat(segment.stem)


def _tail(segment: Path, size: int) -> tuple[bytes, int]:
    """The last whole line of a segment, and the size up to its end."""
    with segment.open("rb") as file:
        step = 64 * 1024
        while True:
            start = max(0, size - step)
            file.seek(start)
            found = file.read(size - start)
            end = found.rfind(b"\n") + 1
            begin = found.rfind(b"\n", 0, end - 1) + 1 if end else 0
            if start == 0 or begin:
                return found[begin:end], start + end
            step *= 8
