"""RTF: what it says, what in it would act, and the copy for others."""

import re

from striprtf.striprtf import rtf_to_text

from .blocks import Block
from .refusal import Refusal

DEEPEST = 500  # groups in groups
ACTS = (b"\\objdata", b"\\objclass", b"\\objocx", b"\\objautlink", b"\\objlink", b"\\ddeauto")
# Groups that say who wrote it, when and with what, and what was taken back or remarked.
NOTES = {
    *(b"info", b"generator", b"userprops", b"revtbl", b"rsidtbl", b"xmlnstbl", b"company"),
    *(b"annotation", b"atnauthor", b"atnid", b"atndate", b"atnref", b"atrfstart", b"atrfend"),
    *(b"template", b"passwordhash", b"datastore", b"object", b"protusertbl", b"author"),
}
_TOKEN = re.compile(rb"[{}]|\\bin(\d+) ?|\\\*\s*\\([a-z]+)|\\([a-z]+)|\\[^a-z]")
_REVISED = re.compile(rb"\\(?:rev(?:auth|dttm)(?:del)?|insrsid|delrsid|charrsid|pararsid)\d+ ?")


def opened(content: bytes) -> None:
    """Raises Refusal for what acts."""
    flat = content.lower().replace(b"\r", b"").replace(b"\n", b"")
    if any(mark in flat for mark in ACTS):
        raise Refusal("program")


def blocks(content: bytes) -> list[Block]:
    """What stands on its pages."""
    opened(content)
    text = rtf_to_text(  # type: ignore[no-untyped-call]
        _without(content).decode("latin-1"), errors="replace"
    )
    return [Block("text", line.replace("|", "\t")) for line in text.split("\n") if line.strip()]


def clean(content: bytes) -> bytes:
    """The copy for others: without the groups that are notes, and without deleted words."""
    opened(content)
    return _REVISED.sub(b"", _without(content))


def _without(content: bytes) -> bytes:
    """The same text without groups of NOTES and those that were deleted. Raises Refusal."""
    kept: list[bytes] = []
    begun: list[int] = []  # how much was kept where each open group began
    dropped: list[bool] = []
    at = 0
    while found := _TOKEN.search(content, at):
        sign = found[0]
        if not any(dropped[-1:]):
            kept += (content[at : found.start()], sign)
        at = found.end()
        if sign == b"{":
            dropped.append(bool(dropped and dropped[-1]))
            begun.append(len(kept) - 1 if not dropped[-1] else len(kept))
            if len(begun) > DEEPEST:
                raise Refusal("broken")
        elif sign == b"}":
            if not begun:
                break
            was, start = dropped.pop(), begun.pop()
            if was and not (dropped and dropped[-1]):
                del kept[start:]
        elif found[1]:
            at += int(found[1])  # bytes as they are, of which none is a sign
        elif begun and ((found[2] or found[3]) in NOTES or found[3] == b"deleted"):
            dropped[-1] = len(begun) > 1
    return b"".join(kept)
