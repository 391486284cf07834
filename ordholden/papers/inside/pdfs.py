"""PDF: opened and drawn by PDFium; looked through for programs, and cleaned, by pypdf."""

import sys
from io import BytesIO
from math import ceil, sqrt
from typing import Any

import pypdfium2 as pdfium

from .refusal import Refusal
from .wording import MOST, tidy

PAGES = 200
WIDTH = 1240  # pixels: A4 at 150 dots to the inch
PIXELS = 4_000_000  # of one picture, however the page is shaped
NEEDS_PASSWORD = pdfium.raw.FPDF_ERR_PASSWORD


def prepare(do: str, _kind: str, content: bytes) -> None:
    """Load what this will need."""
    if do == "draw":
        from PIL import Image, WebPImagePlugin  # noqa: F401

        Image.preinit()
        return
    if b"/Encrypt" not in content:
        # A tenth of a second to load, and of use for locked files alone.
        sys.modules["cryptography"] = None  # type: ignore[assignment]
    sys.modules["PIL"] = None  # type: ignore[assignment]
    from . import pdf_cleaning, pdf_programs  # noqa: F401


def look(_kind: str, content: bytes, _asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """How many pages there are and what they say. Raises Refusal."""
    from .pdf_programs import refuse_programs

    document = opened(content)
    refuse_programs(content)
    sizes = [scaled(*document.get_page_size(n))[1:] for n in range(len(document))]
    return {"sizes": sizes, "text": text_of(document)}, b""


def draw(_kind: str, content: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """One page as a picture."""
    return draw_page(opened(content), asked["page"])


def clean(_kind: str, content: bytes, _asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The copy for others: its pages, and nothing that stands beside them."""
    from .pdf_cleaning import only_pages

    opened(content)
    return {}, only_pages(content)


def opened(content: bytes) -> pdfium.PdfDocument:
    """A document that can be shown. Raises Refusal."""
    try:
        document = pdfium.PdfDocument(BytesIO(content).getvalue())
    except pdfium.PdfiumError as fault:
        locked = getattr(fault, "err_code", None) == NEEDS_PASSWORD
        raise Refusal("encrypted" if locked else "broken") from None
    if not len(document):
        raise Refusal("broken")
    if len(document) > PAGES:
        raise Refusal("pages", count=len(document), most=PAGES)
    return document


def text_of(document: pdfium.PdfDocument) -> str:
    """The words of all pages, one after the other."""
    found: list[str] = []
    length = 0
    for page in document:
        textpage = page.get_textpage()
        found.append(textpage.get_text_range())
        textpage.close()
        page.close()
        length += len(found[-1])
        if length > MOST:
            break
    return tidy("\n\n".join(found))


def scaled(width: float, height: float) -> tuple[float, int, int]:
    """How much larger than its points a page is drawn, and its size in pixels then."""
    scale = min(WIDTH / width, sqrt(PIXELS / (width * height)))
    return scale, ceil(width * scale), ceil(height * scale)


def draw_page(document: pdfium.PdfDocument, number: int) -> tuple[dict[str, Any], bytes]:
    """A page by its number, from 1. Raises Refusal where there is none."""
    if not 1 <= number <= len(document):
        raise Refusal("no_page")
    document.init_forms()
    page = document[number - 1]
    scale, _width, _height = scaled(*page.get_size())
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    made = BytesIO()
    picture.save(made, "WEBP", quality=80, method=0)
    return {"width": picture.width, "height": picture.height}, made.getvalue()
