"""Opens what strangers send: text, JSON, XML, tables and archives, each within limits."""

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Collection
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext as _

from ordholden.kit.errors import NotPossible

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
UNPACKED = 4 * MEGABYTE  # of one file of an archive
MOST_FILES = 2_000  # in an archive
DEEPEST = 60  # levels of JSON or XML
MOST_ELEMENTS = 50_000
MOST_ROWS = 2_000


class NotRead(NotPossible):
    """A file that is not read, with the reason for whoever sent it."""


def broken() -> NotRead:
    """A file that is damaged, or pretends to be what it is not."""
    return NotRead(_("This file is damaged, or is not what its name says. Nothing was stored."))


def too_much() -> NotRead:
    """A file that unpacks to more than any CV."""
    return NotRead(_("This file holds far more than a CV. Nothing was stored."))


def text_of(content: bytes) -> str:
    """Text, in UTF-8 or what Windows and old phones write."""
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ""):
        if encoding:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    return content.decode("cp1252", errors="replace")


def json_of(content: bytes) -> Any:
    """JSON of a bounded depth. Raises NotRead."""
    if len(content) > UNPACKED:
        raise too_much()
    text = text_of(content)
    depth = deepest = 0
    for sign in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        depth += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise too_much()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise broken() from None


def xml_of(content: bytes) -> Element:
    """XML without a document type, so without entities. Raises NotRead."""
    if len(content) > UNPACKED:
        raise too_much()
    parser, reading = expat.ParserCreate(namespace_separator="}"), _Reading()
    parser.StartDoctypeDeclHandler = reading.refuse
    parser.EntityDeclHandler = reading.refuse
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.builder.data
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
        return reading.builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError):
        raise broken() from None


class _Reading:
    """Builds a tree of names without their namespaces, up to the limits."""

    def __init__(self) -> None:
        self.builder, self.depth, self.count = TreeBuilder(), 0, 0

    def refuse(self, *_declaration: Any) -> None:
        """A document type: where bombs and foreign files are declared."""
        raise broken()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise too_much()
        self.builder.start(local(name), {local(key): one for key, one in attributes.items()})

    def end(self, name: str) -> None:
        """An element ends."""
        self.depth -= 1
        self.builder.end(local(name))


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def unpacked(content: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """The wanted files of an archive by their lower-case names, folders aside. Raises NotRead."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise too_much()
            found: dict[str, bytes] = {}
            for entry in entries:
                name = entry.filename.replace("\\", "/").rpartition("/")[2].lower()
                if name not in wanted or name in found:
                    continue
                with archive.open(entry) as file:
                    data = file.read(UNPACKED + 1)
                if len(data) > UNPACKED:
                    raise too_much()
                found[name] = data
            return found
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError):
        raise broken() from None


def table_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names in its first line. Raises NotRead."""
    text = text_of(content).replace("\0", "")
    head = text[:2000]
    # LinkedIn sometimes puts notes above the line of names.
    if head.startswith("Notes:"):
        text = text.partition("\n\n")[2]
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=False)
        found: list[dict[str, str]] = []
        for row in rows:
            if len(found) >= MOST_ROWS:
                raise too_much()
            found.append({str(k).strip(): str(v) for k, v in row.items() if isinstance(v, str)})
        return found
    except csv.Error:
        raise broken() from None
