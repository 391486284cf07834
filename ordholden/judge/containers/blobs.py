"""Containers written as text inside other things: base64 and hexadecimal in JSON, in columns."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

from ordholden.judge.containers.archives import Pieces, inflate
from ordholden.judge.containers.limits import Limits

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){16,}")
_MAGIC = (
    *(b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", b"%PDF-", b"\x89PNG\r\n\x1a\n"),
    *(b"\xff\xd8\xff", b"SQLite format 3\0", b"\xd0\xcf\x11\xe0"),
)
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_HEADS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
TEXT_LOOKED_AT = 64 * 1024 * 1024  # bytes


def encoded(data: bytes, limits: Limits) -> Pieces:
    """Blobs that are a container once decoded; a plain word in base64 is found without this."""
    for _, how, content in spotted(data, limits):
        yield how, content


def spotted(data: bytes, limits: Limits) -> Iterator[tuple[int, str, bytes]]:
    """The same with the place of each: start, how it is written, what it holds."""
    if len(data) > TEXT_LOOKED_AT:
        return
    count = 0
    for how, pattern, start, decode in (
        ("base64", _BASE64, 24, _from_base64),
        ("hexadecimal", _HEX, 32, _from_hex),
    ):
        for found in pattern.finditer(data):
            if count >= limits.blobs:
                return
            if _is_container(decode(found[0][:start])):
                yield found.start(), how, decode(found[0])
                count += 1


def _is_container(start: bytes) -> bool:
    return start.startswith((*_MAGIC, *_ZLIB))


def _from_base64(text: bytes) -> bytes:
    plain = text.translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + b"===")
    except (ValueError, binascii.Error):
        return b""


def _from_hex(text: bytes) -> bytes:
    return binascii.unhexlify(text)


def dump(data: bytes, limits: Limits) -> Pieces:
    """Packed pieces inside a file of another kind: a dump of PostgreSQL, an unknown format."""
    if not data.startswith((b"PGDMP", b"\xd0\xcf\x11\xe0")) and not _is_unknown(data):
        return
    for count, found in enumerate(_HEADS.finditer(data)):
        if count >= limits.blobs:
            break
        wbits = 31 if found[0].startswith(b"\x1f") else 15
        start = found.start()
        content = inflate(data[start:], lambda wbits=wbits: zlib.decompressobj(wbits), limits)
        if len(content) > 16:
            yield f"packed at {start}", content


def _is_unknown(data: bytes) -> bool:
    """Binary, of no kind that another opener knows."""
    start = data[:4096]
    return b"\0" in start and not start.startswith((*_MAGIC, *_ZLIB)) and start[257:262] != b"ustar"
