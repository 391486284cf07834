"""The file a backup is: parts in frames of at most a mebibyte, each encrypted in its place.

    magic, 16 bytes of a random id, 32 bytes that tell the key; then for every frame its length
    (4 bytes) and AES-256-GCM over a line of JSON and the data, bound to the id and its number.

A frame that was changed, left out, moved or taken from another backup does not open; a file that
ends before its last frame was cut off. Both are refused with the byte and the part.
"""

import hashlib
import hmac
import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID, uuid4

from ordholden.kit import crypto
from ordholden.kit.database.faults import CannotStart

MAGIC = b"ordholden backup 1\n"
FRAME = 1024 * 1024  # bytes of data in one frame, before encryption
_LENGTH = struct.Struct(">I")
_HEAD = len(MAGIC) + 16 + 32
ABOUT, MANIFEST, END = "about", "manifest", "end"


class BadBackup(CannotStart):
    """A file that cannot be restored: cut off, altered, not ours, or of another key."""


@dataclass
class PartSum:
    """What the manifest says of one part."""

    bytes: int
    sha256: str


class _Total:
    """Counts and hashes the pieces of one part."""

    def __init__(self) -> None:
        self._hash, self._bytes = hashlib.sha256(), 0

    def add(self, piece: bytes) -> None:
        self._hash.update(piece)
        self._bytes += len(piece)

    def sum(self) -> PartSum:
        return PartSum(self._bytes, self._hash.hexdigest())


class Writer:
    """Writes one backup, part after part."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        self._file, self._key, self._id = file, key, uuid4()
        self._frames = 0
        self.sums: dict[str, PartSum] = {}
        file.write(MAGIC + self._id.bytes + _told(key, self._id))

    def add(self, part: str, pieces: Iterable[bytes]) -> int:
        """Write a part; returns its bytes."""
        total, waiting = _Total(), bytearray()
        for piece in pieces:
            total.add(piece)
            waiting += piece
            while len(waiting) >= FRAME:
                self._frame(part, bytes(waiting[:FRAME]))
                del waiting[:FRAME]
        self._frame(part, bytes(waiting))
        self.sums[part] = total.sum()
        return self.sums[part].bytes

    def say(self, part: str, said: Any) -> None:
        """Write a part of JSON."""
        self.add(part, [json.dumps(said).encode()])

    def close(self, **more: Any) -> None:
        """Write the manifest, the last frame: what a whole backup ends with."""
        parts = {name: vars(one) for name, one in self.sums.items()}
        self.say(MANIFEST, {"parts": parts, **more})
        self._frame(END, b"")

    def _frame(self, part: str, data: bytes) -> None:
        small = zlib.compress(data, 1)
        packed = len(small) < len(data)
        head = json.dumps({"part": part, "packed": packed}).encode() + b"\n"
        place = _place(self._id, self._frames)
        locked = crypto.lock(self._key, head + (small if packed else data), place)
        self._file.write(_LENGTH.pack(len(locked)) + locked)
        self._frames += 1


class Reader:
    """Reads one backup from its beginning, and believes nothing it has not checked."""

    def __init__(self, file: IO[bytes], name: str, key: bytes) -> None:
        self._file, self._name, self._key = file, name, key
        head = file.read(_HEAD)
        if not head.startswith(MAGIC) or len(head) < _HEAD:
            raise BadBackup(
                f"{name} is no backup of this program, or was cut off at its beginning."
            )
        self._id = UUID(bytes=head[len(MAGIC) : len(MAGIC) + 16])
        if not hmac.compare_digest(head[-32:], _told(key, self._id)):
            raise BadBackup(
                f"{name} was made with another master key, or was altered at its beginning."
                " Set ORDHOLDEN_MASTER_KEY to the key it was made with."
            )
        self._at, self._frames = _HEAD, 0
        self._waiting: tuple[str, bytes] | None = None
        self.manifest: dict[str, Any] = {}

    def parts(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each part with its pieces. A part is read to its end before the next begins.

        Raises BadBackup at the place of the damage, at the latest after the last part.
        """
        frames = self._read_frames()
        self._waiting = next(frames, None)
        sums: dict[str, PartSum] = {}
        while self._waiting and self._waiting[0] != MANIFEST:
            part, total = self._waiting[0], _Total()
            pieces = self._pieces(part, frames, total)
            yield part, pieces
            for _rest in pieces:
                pass
            sums[part] = total.sum()
        said = self._waiting[1] if self._waiting else b""
        for _part, more in frames:
            said += more
        self.manifest = json.loads(said)
        self._compare(sums)

    def _pieces(
        self, part: str, frames: Iterator[tuple[str, bytes]], total: "_Total"
    ) -> Iterator[bytes]:
        while self._waiting and self._waiting[0] == part:
            data = self._waiting[1]
            total.add(data)
            yield data
            self._waiting = next(frames, None)

    def about(self) -> dict[str, Any]:
        """What the backup says of itself, in its first part."""
        for part, data in self._read_frames():
            if part == ABOUT:
                return dict(json.loads(data))
            break
        raise BadBackup(f"{self._name} does not begin as a backup does.")

    def _compare(self, sums: dict[str, PartSum]) -> None:
        promised = {name: PartSum(**one) for name, one in self.manifest["parts"].items()}
        for name in promised.keys() | sums.keys():
            if promised.get(name) != sums.get(name):
                raise BadBackup(f"{self._name}: the part {name} is not what the manifest says.")

    def _read_frames(self) -> Iterator[tuple[str, bytes]]:
        part = "its beginning"
        while part != END:
            begin, data = self._at, self._frame(part)
            try:
                opened = crypto.unlock(self._key, data, _place(self._id, self._frames))
            except crypto.Sealed:
                raise BadBackup(f"{self._name} was altered: byte {begin}, after {part}.") from None
            self._frames += 1
            head, _, content = opened.partition(b"\n")
            said = json.loads(head)
            part = said["part"]
            if part != END:
                yield part, zlib.decompress(content) if said["packed"] else content
        if self._file.read(1):
            raise BadBackup(f"{self._name} was altered: byte {self._at}, after its end.")

    def _frame(self, part: str) -> bytes:
        length = self._file.read(_LENGTH.size)
        if len(length) < _LENGTH.size:
            raise self._cut_off(part)
        (size,) = _LENGTH.unpack(length)
        if size > 2 * FRAME:
            raise BadBackup(f"{self._name} was altered: byte {self._at}, after {part}.")
        data = self._file.read(size)
        if len(data) < size:
            raise self._cut_off(part)
        self._at += _LENGTH.size + size
        return data

    def _cut_off(self, part: str) -> BadBackup:
        return BadBackup(f"{self._name} was cut off: byte {self._at}, after {part}.")


def _told(key: bytes, identity: UUID) -> bytes:
    return hmac.new(key, b"backup|" + identity.bytes, hashlib.sha256).digest()


def _place(identity: UUID, frame: int) -> bytes:
    return f"{identity}|{frame}".encode()
