"""ODT: what it says, what in it would act, and the copy for others."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .blocks import Block
from .packs import Pack, packed, written
from .refusal import Refusal

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
CONTENT, STYLES, LIST = "content.xml", "styles.xml", "META-INF/manifest.xml"
UNSAID = {f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}scripts"}
GONE = (
    *UNSAID,
    f"{OFFICE}annotation-end",
    f"{OFFICE}event-listeners",
    f"{TEXT}change",
    f"{TEXT}change-start",
    f"{TEXT}change-end",
    f"{DRAW}object",
    f"{DRAW}object-ole",
    f"{DRAW}plugin",
    f"{DRAW}applet",
    f"{DRAW}floating-frame",
)
# Fields that say who wrote it and when stay in words where they stand, so they go.
AUTHORS = tuple(
    f"{TEXT}{name}"
    for name in (
        *("author-name", "author-initials", "initial-creator", "creator", "printed-by", "editor"),
        *("creation-date", "creation-time", "modification-date", "modification-time"),
        *("print-date", "print-time", "editing-duration", "editing-cycles", "user-defined"),
        *("sender-firstname", "sender-lastname", "sender-initials", "sender-company"),
        *("sender-email", "sender-phone-private", "sender-phone-work", "sender-street"),
        *("file-name", "template-name"),
    )
)


def opened(content: bytes) -> Pack:
    """An ODT without programs and without a password. Raises Refusal."""
    pack = Pack(content)
    if CONTENT not in pack.parts or LIST not in pack.parts:
        raise Refusal("broken")
    if b"encryption-data" in pack.read(LIST):
        raise Refusal("encrypted")
    acting = ("basic/", "scripts/", "dialogs/")
    if any(name.lower().startswith(acting) for name in pack.parts):
        raise Refusal("program")
    return pack


def blocks(content: bytes) -> list[Block]:
    """What stands on its pages."""
    body = opened(content).xml(CONTENT).find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Refusal("kind")
    return list(_walk(body))


def _walk(node: Any, kind: str = "text") -> Iterator[Block]:
    for one in node:
        if one.tag in UNSAID:
            continue
        if one.tag in (f"{TEXT}h", f"{TEXT}p"):
            words: list[str] = []
            boxes: list[Any] = []
            _say(one, words, boxes)
            if "".join(words).strip():
                yield Block("heading" if one.tag == f"{TEXT}h" else kind, "".join(words))
            for box in boxes:
                yield from _walk(box)
        elif one.tag == f"{TABLE}table-row":
            cells = one.iterfind(f"{TABLE}table-cell")
            yield Block("row", cells=["\n".join(b.words for b in _walk(cell)) for cell in cells])
        else:
            yield from _walk(one, "item" if one.tag == f"{TEXT}list-item" else kind)


def _say(node: Any, words: list[str], boxes: list[Any]) -> None:
    words.append(node.text or "")
    for one in node:
        if one.tag == f"{TEXT}s":
            words.append(" ")
        elif one.tag == f"{TEXT}tab":
            words.append("\t")
        elif one.tag == f"{TEXT}line-break":
            words.append("\n")
        elif one.tag == f"{DRAW}text-box":
            boxes.append(one)
        elif one.tag not in UNSAID and isinstance(one.tag, str):
            _say(one, words, boxes)
        words.append(one.tail or "")


def clean(content: bytes) -> bytes:
    """The copy for others: its words, styles and pictures, and a new list of them."""
    from .photos import bare

    pack = opened(content)
    kept = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    for name in (CONTENT, STYLES):
        if name in pack.parts:
            kept[name] = _without(pack.xml(name))
    for name in pack.parts:
        if name.startswith("Pictures/") and (picture := bare(pack.read(name))):
            kept[name] = picture
    kept[LIST] = _list(kept)
    return packed(kept)


def _without(root: Any) -> bytes:
    for one in list(root.iter(*GONE)):
        _take_out(one, "")
    for one in list(root.iter(*AUTHORS)):
        _take_out(one, "")
    return written(root)


def _take_out(one: Any, instead: str) -> None:
    """Remove an element, and leave what stood behind it where it was."""
    above, before = one.getparent(), one.getprevious()
    if above is None:
        return
    behind = instead + (one.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + behind
    else:
        above.text = (above.text or "") + behind
    above.remove(one)


def _list(kept: dict[str, bytes]) -> bytes:
    root = etree.Element(f"{MANIFEST}manifest", nsmap={"manifest": MANIFEST[1:-1]})
    root.set(f"{MANIFEST}version", "1.3")
    whole = {"/": "application/vnd.oasis.opendocument.text"}
    parts = {name: "text/xml" if name.endswith(".xml") else "" for name in kept}
    del parts["mimetype"]
    for name, kind in {**whole, **parts}.items():
        entry = etree.SubElement(root, f"{MANIFEST}file-entry")
        entry.set(f"{MANIFEST}full-path", name)
        entry.set(f"{MANIFEST}media-type", kind)
    return written(root)
