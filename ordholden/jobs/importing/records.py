"""A file of ads as records: a path of names for each thing that is said, and what is said there."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from ordholden.jobs.importing.names import FIELDS, field_of
from ordholden.kit.errors import NotPossible

LARGEST = 1_500_000  # bytes
MOST = 500  # ads in one file
DEEPEST = 30
LONGEST = 60_000  # characters of one value

Record = dict[str, str]


def read(content: bytes) -> list[Record]:
    """The ads of an XML or JSON file, whatever it calls them: the things in it that look most
    like ads. Raises NotPossible, with a sentence, for what is none or is not to be trusted.
    """
    if len(content) > LARGEST:
        raise NotPossible(_("The file is larger than 1.5 MB. Divide it."))
    if not content.strip():
        raise NotPossible(_("The file is empty."))
    found = _json(content) if content.lstrip()[:1] in (b"{", b"[") else _xml(content)
    if not found:
        raise NotPossible(_("Nothing in the file looks like an ad: no title beside a text."))
    if len(found) > MOST:
        raise NotPossible(_("There are more than %(most)s ads in the file.") % {"most": MOST})
    return found


def _json(content: bytes) -> list[Record]:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        raise NotPossible(_("The file begins like JSON and cannot be read as it.")) from None
    return _likeliest((path, _flat(node)) for path, node in _nodes(whole, "", 0))


def _nodes(value: Any, path: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    if depth > DEEPEST:
        raise NotPossible(_("The file is nested too deeply."))
    if isinstance(value, dict):
        yield path, value
        for name, inner in value.items():
            yield from _nodes(inner, f"{path}/{name}", depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, path, depth + 1)


def _flat(value: Any, path: str = "") -> Record:
    """Every value below, by its path; of several the first."""
    if isinstance(value, dict):
        pairs = [(f"{path}/{name}" if path else name, inner) for name, inner in value.items()]
    elif isinstance(value, list):
        pairs = [(path, inner) for inner in value]
    else:
        said = "" if value is None else str(value)[:LONGEST].strip()
        return {path: said} if said else {}
    found: Record = {}
    for where, inner in pairs:
        for name, said in _flat(inner, where).items():
            found.setdefault(name, said)
    return found


def _xml(content: bytes) -> list[Record]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotPossible(_("The file declares a document type or entities, which are not read."))
    try:
        if b"\x00" in content:  # an encoding in which the line above would see nothing
            raise ValueError
        root = ElementTree.fromstring(content)  # noqa: S314  no entities, a size that is bounded
    except (ElementTree.ParseError, LookupError, ValueError):
        raise NotPossible(_("The file is neither whole XML nor JSON.")) from None
    return _likeliest(_elements(root, "", 0))


def _elements(node: ElementTree.Element, path: str, depth: int) -> Iterator[tuple[str, Record]]:
    if depth > DEEPEST:
        raise NotPossible(_("The file is nested too deeply."))
    here = f"{path}/{_name(node)}"
    if len(node):
        yield here, _said(node)
    for child in node:
        yield from _elements(child, here, depth + 1)


def _said(node: ElementTree.Element, path: str = "") -> Record:
    found: Record = {}
    for child in node:
        where = f"{path}/{_name(child)}" if path else _name(child)
        if value := (child.text or "").strip() or child.get("value", ""):
            found.setdefault(where, value[:LONGEST])
        for name, said in _said(child, where).items():
            found.setdefault(name, said)
    return found


def _name(node: ElementTree.Element) -> str:
    """The tag without its namespace; <field name="title"> is called title."""
    tag = str(node.tag).rpartition("}")[2]
    return node.get("name", tag) if tag in ("field", "property", "attribute") else tag


def _likeliest(candidates: Iterator[tuple[str, Record]]) -> list[Record]:
    """The records whose names say most of what an ad says; of equals the innermost."""
    by_path: dict[str, list[Record]] = {}
    for path, record in candidates:
        by_path.setdefault(path, []).append(record)
    worth: Counter[str] = Counter()
    for path, records in by_path.items():
        known = {field for one in records for name in one if (field := field_of(name))}
        if {"title", "text"} <= known:
            # Many ads in one record are no ad: a record that holds others says no more than they.
            worth[path] = len(known) * 100 + path.count("/")
    return by_path[worth.most_common(1)[0][0]] if worth else []


__all__ = ["FIELDS", "Record", "read"]
