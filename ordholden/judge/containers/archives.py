"""ZIP (and what is one inside: DOCX, XLSX, ODT), tar, gzip, bzip2, xz, zlib."""

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from ordholden.judge.containers.limits import MEGABYTE, Limits, TooMuch, Unopened

Pieces = Iterator[tuple[str, bytes]]
MEMORY = 256 * MEGABYTE  # of the machine's, for one file


def zipped(data: bytes, limits: Limits) -> Pieces:
    """The members of a ZIP file, their names and remarks too; also of one behind other bytes."""
    if not data.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in data[-70_000:]:
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unopened("a ZIP file that is broken") from None
    with archive:
        if archive.comment:
            yield "remark", archive.comment
        for member in archive.infolist()[: limits.members]:
            yield "name of a member", member.filename.encode("utf-8", "surrogateescape")
            if member.comment or member.extra:
                yield "remark on a member", member.comment + b"\n" + member.extra
            if not member.is_dir():
                yield member.filename[:80], _member(archive, member, limits)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> bytes:
    try:
        with archive.open(member) as opened:
            return _at_most(opened, limits)
    except RuntimeError:
        raise Unopened("a member of the ZIP file is locked with a password") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise Unopened("a member of the ZIP file is broken") from None


def _at_most(opened: Any, limits: Limits) -> bytes:
    content: bytes = opened.read(limits.left + 1)
    if len(content) > limits.left:
        raise TooMuch
    return content


def compressed(data: bytes, limits: Limits) -> Pieces:
    """What is inside gzip, bzip2, xz and bare zlib."""
    for name, magic, machine in (
        ("gzip", b"\x1f\x8b\x08", lambda: zlib.decompressobj(wbits=31)),
        ("bzip2", b"BZh", bz2.BZ2Decompressor),
        ("xz", b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=MEMORY)),
        ("zlib", b"\x78", zlib.decompressobj),
    ):
        if not data.startswith(magic) or len(data) < 8:
            continue
        if name == "zlib" and (data[0] * 256 + data[1]) % 31:
            continue
        content = inflate(data, machine, limits)
        if content:
            yield name, content
        elif name != "zlib":
            raise Unopened(f"a {name} file that is broken")


def inflate(data: bytes, machine: Any, limits: Limits) -> bytes:
    """What comes out, of a file that was cut off, too; nothing of one that is broken."""
    opened = machine()
    try:
        content: bytes = opened.decompress(data, limits.left + 1)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
        return b""
    if len(content) > limits.left:
        raise TooMuch
    return content


def taped(data: bytes, limits: Limits) -> Pieces:
    """The members of a tar file and their names."""
    if data[257:262] != b"ustar":
        return
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for number, member in enumerate(archive):
                if number >= limits.members:
                    raise TooMuch
                yield "name of a member", f"{member.name}\n{member.linkname}".encode()
                opened = archive.extractfile(member) if member.isfile() else None
                if opened is not None:
                    yield member.name[:80], _at_most(opened, limits)
    except (tarfile.TarError, OSError, ValueError, EOFError):
        raise Unopened("a tar file that is broken") from None
