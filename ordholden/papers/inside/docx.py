"""DOCX: what it says, and what in it would act."""

from collections.abc import Iterator
from typing import Any

from .blocks import Block
from .packs import Pack
from .refusal import Refusal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MAIN, TYPES = "word/document.xml", "[Content_Types].xml"
ACTS = ("vbaproject", "activex", "oleobject", ".bin", ".exe", ".vbs", ".js", ".hta", ".scr")
# Taken back by whoever wrote it, or not said at all.
UNSAID = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", FALLBACK}
HEADINGS = ("heading", "overskrift", "title", "titel", "tittel", "subtitle", "rubrik")


def opened(content: bytes) -> Pack:
    """A DOCX without programs. Raises Refusal."""
    pack = Pack(content)
    if MAIN not in pack.parts or TYPES not in pack.parts:
        raise Refusal("kind")
    types = pack.read(TYPES).lower()
    names = [name.lower() for name in pack.parts]
    # What a printer was set to is the one harmless thing that ends like a program.
    names = [name for name in names if not name.startswith("word/printersettings/")]
    if b"macroenabled" in types or any(mark in name for name in names for mark in ACTS):
        raise Refusal("program")
    return pack


def blocks(content: bytes) -> list[Block]:
    """What stands on its pages: what runs along their heads first, the feet last."""
    pack = opened(content)
    found: list[Block] = []
    names = sorted(pack.parts)
    for name in [one for one in names if one.startswith("word/header")]:
        found += _blocks(pack.xml(name))
    found += _blocks(_body(pack))
    for name in [one for one in names if one.startswith("word/footer")]:
        found += _blocks(pack.xml(name))
    return found


def _body(pack: Pack) -> Any:
    body = pack.xml(MAIN)
    for field in body.iter(f"{W}instrText", f"{W}fldSimple"):
        said = (field.text or "") + field.get(f"{W}instr", "")
        if "DDE" in said.upper().split() or "DDEAUTO" in said.upper():
            raise Refusal("program")
    return body


def _blocks(root: Any) -> list[Block]:
    """Without recursion over what was nested to hurt: lxml stops at 256 levels."""
    return list(_walk(root))


def _walk(node: Any) -> Iterator[Block]:
    for one in node:
        if one.tag in UNSAID:
            continue
        if one.tag == f"{W}p":
            yield from _paragraph(one)
        elif one.tag == f"{W}tr":
            yield from _row(one)
        else:
            yield from _walk(one)


def _row(row: Any) -> Iterator[Block]:
    cells, beside = [], []
    for cell in row.iter(f"{W}tc"):
        inner = list(_walk(cell))
        if len(inner) > 3 or any(one.kind == "row" for one in inner):
            beside += inner  # a table that only lays out the page
        else:
            cells.append("\n".join(one.words for one in inner))
    if any(cells):
        yield Block("row", cells=cells)
    yield from beside


def _paragraph(paragraph: Any) -> Iterator[Block]:
    words: list[str] = []
    boxes: list[Any] = []
    _say(paragraph, words, boxes)
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    named = style.get(f"{W}val", "").lower() if style is not None else ""
    if named.startswith(HEADINGS):
        kind = "heading"
    elif paragraph.find(f"{W}pPr/{W}numPr") is not None or named.startswith("list"):
        kind = "item"
    else:
        kind = "text"
    if "".join(words).strip():
        yield Block(kind, "".join(words))
    for box in boxes:
        yield from _walk(box)


def _say(node: Any, words: list[str], boxes: list[Any]) -> None:
    for one in node:
        if one.tag in UNSAID:
            continue
        if one.tag == f"{W}t":
            words.append(one.text or "")
        elif one.tag == f"{W}tab":
            words.append("\t")
        elif one.tag in (f"{W}br", f"{W}cr"):
            words.append("\n")
        elif one.tag == f"{W}txbxContent":
            boxes.append(one)
        elif one.tag != f"{W}pPr":
            _say(one, words, boxes)
