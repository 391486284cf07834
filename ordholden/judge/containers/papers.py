"""PDF: its text, its metadata, what is attached, and every stream unpacked."""

import io
import logging
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject, StreamObject

from ordholden.judge.containers.archives import Pieces, inflate
from ordholden.judge.containers.limits import Limits, Unopened

# It warns of every stranger's bad PDF, quoting it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_FAULTS: tuple[type[Exception], ...] = (
    *(PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError),
    *(RecursionError, AssertionError, NotImplementedError, zlib.error, ArithmeticError),
)


def pdf(data: bytes, limits: Limits) -> Pieces:
    """Text of the pages, metadata in its own words, attachments, and all streams unpacked."""
    if b"%PDF-" not in data[:1024]:
        return
    yield from _streams(data, limits)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unopened("a PDF that is locked with a password")
        yield from _words(reader, limits)
    except _FAULTS:
        raise Unopened("a PDF that is broken") from None


def _words(reader: PdfReader, limits: Limits) -> Pieces:
    told = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    if told:
        yield "metadata", "\n".join(f"{key} {value}" for key, value in told.items()).encode()
    for number, page in enumerate(reader.pages):
        if number >= limits.pages:
            break
        yield f"page {number + 1}", page.extract_text().encode("utf-8", "replace")
    for name, contents in reader.attachments.items():
        for content in contents:
            yield "name of an attachment", name.encode()
            yield "attachment", bytes(content)
    yield from _objects(reader, limits)


def _objects(reader: PdfReader, limits: Limits) -> Pieces:
    """Streams and texts of every object: notes in the margin, forms, objects in object streams."""
    for number in range(1, min(len(reader.xref_objStm) + _count(reader), limits.members)):
        try:
            thing: Any = reader.get_object(IndirectObject(number, 0, reader))
        except _FAULTS:
            continue
        texts = "\n".join(_texts(thing, 0))
        if texts:
            yield f"object {number}", texts.encode("utf-8", "replace")
        if isinstance(thing, StreamObject):
            try:
                yield f"stream {number}", thing.get_data()
            except _FAULTS:
                continue


def _count(reader: PdfReader) -> int:
    return max((max(part, default=0) for part in reader.xref.values()), default=0) + 1


def _texts(thing: Any, depth: int) -> Iterator[str]:
    if depth > 5:
        return
    if isinstance(thing, str):
        yield str(thing)
    elif isinstance(thing, bytes):
        yield thing.decode("latin-1")
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _texts(value, depth + 1)
    elif isinstance(thing, list):
        for value in thing[:1000]:
            yield from _texts(value, depth + 1)


def _streams(data: bytes, limits: Limits) -> Pieces:
    """Without a reader: what stands between `stream` and `endstream`, unpacked if it can be."""
    at = 0
    for _ in range(limits.blobs):
        at = data.find(b"stream", at)
        if at < 0:
            return
        at += len(b"stream")
        start = at + (2 if data[at : at + 2] == b"\r\n" else 1)
        if data[start : start + 1] == b"\x78":
            content = inflate(data[start:], zlib.decompressobj, limits)
            if content:
                yield "stream", content
