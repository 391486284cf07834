"""Written documents (DOCX, ODT, RTF): read for their words, which are set on pages anew."""

import codecs
from typing import Any

from .blocks import Block, settable, text_of

PACKS = ("cp437",)  # in which a ZIP names its parts
CODEPAGES = (*(f"cp125{n}" for n in range(9)), "cp437", "cp850", "cp852", "cp865", "mac_roman")

SHEET = (1240, 1754)  # pixels: A4, as `pdfs` draws it


def prepare(do: str, kind: str, _content: bytes) -> None:
    """Load what this will need."""
    for name in CODEPAGES if kind == "rtf" else PACKS:
        codecs.lookup(name)
    if kind == "rtf":
        from . import rtf  # noqa: F401
    elif kind == "odt":
        from . import odt, photos  # noqa: F401
    else:
        from . import docx, docx_cleaning  # noqa: F401
    if do != "clean":
        from . import typesetting  # noqa: F401
    if do == "draw":
        from . import pdfs

        pdfs.prepare("draw", "pdf", b"")


def look(kind: str, content: bytes, _asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What it says, and on how many pages we show it. Raises Refusal."""
    from .typesetting import pages_of

    blocks = _blocks(kind, content)
    sizes = [SHEET] * pages_of(settable(blocks))
    return {"sizes": sizes, "text": text_of(blocks)}, b""


def draw(kind: str, content: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """One of the pages we set."""
    from .pdfs import draw_page, opened
    from .typesetting import typeset

    return draw_page(opened(typeset(settable(_blocks(kind, content)))), asked["page"])


def clean(kind: str, content: bytes, _asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The copy for others: without who wrote it, when, and what was deleted again."""
    match kind:
        case "docx":
            from . import docx_cleaning

            return {}, docx_cleaning.clean(content)
        case "odt":
            from . import odt

            return {}, odt.clean(content)
        case _:
            from . import rtf

            return {}, rtf.clean(content)


def _blocks(kind: str, content: bytes) -> list[Block]:
    match kind:
        case "docx":
            from . import docx

            return docx.blocks(content)
        case "odt":
            from . import odt

            return odt.blocks(content)
        case _:
            from . import rtf

            return rtf.blocks(content)
