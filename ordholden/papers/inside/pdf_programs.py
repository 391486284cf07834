"""Looks through everything a PDF holds for what acts when it is opened."""

import importlib.util  # noqa: F401
from io import BytesIO
from typing import Any

from pypdf import PdfReader, filters  # noqa: F401 - filters: else loaded when the doors are shut
from pypdf._codecs import _codecs  # noqa: F401
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from .refusal import Refusal

OBJECTS = 200_000
ACTS = {"/JavaScript", "/Launch"}
PLAYS = {"/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"}
# What may hang on a PDF: a Europass CV brings its own data along. Nobody but its owner gets it.
HARMLESS = (".xml", ".json", ".txt", ".csv", ".pdf", ".jpg", ".jpeg", ".png")


def reader(content: bytes) -> PdfReader:
    """A reader of everything in the file, also of one that opens without a password."""
    found = PdfReader(BytesIO(content), strict=False)
    if found.is_encrypted and not found.decrypt(""):
        raise Refusal("encrypted")
    return found


def refuse_programs(content: bytes) -> None:
    """Raises Refusal for scripts, programs that would be started, and files that hang on it."""
    found = reader(content)
    seen: set[tuple[int, int]] = set()
    left: list[Any] = [found.trailer]
    while left:
        one = left.pop()
        if isinstance(one, IndirectObject):
            key = (one.idnum, one.generation)
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > OBJECTS:
                raise Refusal("too_large_inside")
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            _refuse(one)
            left.extend(dict.values(one))
        elif isinstance(one, ArrayObject):
            left.extend(list.__iter__(one))


def _refuse(one: DictionaryObject) -> None:
    if one.get("/S") in ACTS or "/JS" in one or one.get("/Subtype") in PLAYS:
        raise Refusal("program")
    if "/EF" in one:
        name = str(one.get("/UF") or one.get("/F") or "").lower()
        if not name.endswith(HARMLESS):
            raise Refusal("program")
