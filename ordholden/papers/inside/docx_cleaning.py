"""The copy of a DOCX for others: its words and looks, without who wrote it and what was undone."""

import re
from typing import Any

from lxml import etree

from .docx import TYPES, W, opened
from .packs import Pack, packed, written
from .photos import EMPTY, bare

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{OFFICE}}}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LINK, DOCUMENT = f"{OFFICE}/hyperlink", f"{OFFICE}/officeDocument"
# Parts that are seen. All others stay behind: who wrote it, comments, embedded files, data.
SEEN = re.compile(
    r"word/(document|styles|numbering|fontTable|footnotes|endnotes|header\d*|footer\d*"
    r"|theme/theme\d*|diagrams/\w+|charts/\w+|drawings/\w+)\.xml"
)
PICTURE = re.compile(r"word/media/[^/]+\.(jpe?g|png|gif|webp|bmp|tiff?|emf|wmf|svg)", re.IGNORECASE)
UNDONE = (f"{W}del", f"{W}moveFrom", f"{W}delText")
MARKS = (
    *(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")),
    *(f"{W}{name}" for name in ("proofErr", "permStart", "permEnd", "altChunk", "subDoc")),
    *(f"{W}{name}" for name in ("moveFromRangeStart", "moveFromRangeEnd")),
    *(f"{W}{name}" for name in ("moveToRangeStart", "moveToRangeEnd", "object", "control")),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData",
)
DONE = (f"{W}ins", f"{W}moveTo")
REFERS = {f"{R}{name}" for name in ("id", "embed", "link", "pict", "dm", "lo", "qs", "cs")}
# Fields that are filled from what is known about the document and its writer.
TOLD = re.compile(
    r"\b(AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|TEMPLATE|DOCPROPERTY"
    r"|CREATEDATE|SAVEDATE|PRINTDATE|EDITTIME|COMMENTS|INFO|INCLUDE\w+|LINK)\b",
    re.IGNORECASE,
)


def clean(content: bytes) -> bytes:
    """A new DOCX of the parts that are seen, each without its notes."""
    pack = opened(content)
    kept: dict[str, bytes] = {}
    links: dict[str, set[str]] = {}
    names = [name for name in pack.parts if SEEN.fullmatch(name) or PICTURE.fullmatch(name)]
    for name in names:
        if SEEN.fullmatch(name):
            links[name] = _link(pack, name, set(names), kept)
    for name in names:
        if SEEN.fullmatch(name):
            kept[name] = _bare(pack.xml(name), links[name])
        else:
            kept[name] = bare(pack.read(name)) or EMPTY
    kept["_rels/.rels"] = _relations([("rId1", DOCUMENT, "word/document.xml", "")])
    return packed({TYPES: _types(pack, kept), **kept})


def _link(pack: Pack, name: str, there: set[str], kept: dict[str, bytes]) -> set[str]:
    """Keep what a part refers to, of what is kept itself; returns the keys it may still use."""
    folder, _slash, last = name.rpartition("/")
    relations = f"{folder}/_rels/{last}.rels"
    if relations not in pack.parts:
        return set()
    found = []
    for one in pack.xml(relations).iter(f"{PACKAGE}Relationship"):
        key, kind, target = one.get("Id", ""), one.get("Type", ""), one.get("Target", "")
        outside = one.get("TargetMode", "") == "External"
        if (outside and kind == LINK) or (not outside and _path(folder, target) in there):
            found.append((key, kind, target, "External" if outside else ""))
    kept[relations] = _relations(found)
    return {key for key, *_rest in found}


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def _relations(found: list[tuple[str, str, str, str]]) -> bytes:
    root = etree.Element(f"{PACKAGE}Relationships", nsmap={None: PACKAGE[1:-1]})
    for key, kind, target, mode in found:
        one = etree.SubElement(root, f"{PACKAGE}Relationship")
        one.set("Id", key)
        one.set("Type", kind)
        one.set("Target", target)
        if mode:
            one.set("TargetMode", mode)
    return written(root)


def _types(pack: Pack, kept: dict[str, bytes]) -> bytes:
    root = pack.xml(TYPES)
    for one in list(root):
        if one.tag == f"{CONTENT}Override" and one.get("PartName", "").lstrip("/") not in kept:
            root.remove(one)
    return written(root)


def _bare(root: Any, links: set[str]) -> bytes:
    for one in list(root.iter(*UNDONE, *MARKS)):
        _take_out(one)
    for one in list(root.iter()):
        if isinstance(one.tag, str) and one.tag.endswith("PrChange"):
            _take_out(one)
    for one in list(root.iter(*DONE)):
        _open_up(one)
    for field in list(root.iter(f"{W}fldSimple", f"{W}instrText")):
        if TOLD.search(field.get(f"{W}instr", "") + (field.text or "")):
            # What the field shows stays, in words; only the question behind it goes.
            _open_up(field) if field.tag == f"{W}fldSimple" else _take_out(field)
    for one in root.iter():
        _forget(one, links)
    return written(root)


def _forget(one: Any, links: set[str]) -> None:
    """Attributes that say in which sitting something was written, by whom, or what is gone."""
    for key, value in list(one.attrib.items()):
        name = key.rpartition("}")[2]
        told = name.startswith("rsid") or key in (f"{W}author", f"{W}date", f"{W}initials")
        # What an author wrote about a picture names files and people on their machine.
        file = name == "title" or (name == "name" and one.tag.endswith(("cNvPr", "docPr")))
        if told or (key in REFERS and value not in links):
            del one.attrib[key]
        elif file:
            one.set(key, "-")


def _take_out(one: Any) -> None:
    above = one.getparent()
    if above is not None:
        above.remove(one)


def _open_up(one: Any) -> None:
    """Put what an element holds in its place."""
    above = one.getparent()
    if above is None:
        return
    at = above.index(one)
    for inner in reversed(list(one)):
        above.insert(at, inner)
    above.remove(one)
