"""Photographs and scans: drawn smaller to be looked at, and drawn anew for others."""

from io import BytesIO
from typing import Any

# All of what Pillow would else load when it meets it, and the doors are shut.
from PIL import (  # noqa: F401
    ExifTags,
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from .refusal import Refusal
from .sniffing import STARTS

FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
PICTURES = [(start, kind) for start, kind in STARTS if kind in FORMATS]
PIXELS = 64_000_000  # what the largest cameras of phones make at once
SHOWN = 1600  # pixels, the longer side of what is looked at
SAVED: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 92},
    "png": {"optimize": False},
    "webp": {"quality": 90, "method": 2},
}
# A picture of one transparent point, where one cannot be kept.
EMPTY = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364600000000600023081d02f0000000049454e44ae426082"
)
Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # refused by our own measure, before anything is unpacked


def prepare(_do: str, _kind: str, _content: bytes) -> None:
    """Everything is loaded already."""


def look(kind: str, content: bytes, _asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A picture is one page without words. Raises Refusal for one that cannot be shown."""
    with _opened(kind, content) as picture:
        picture.load()
        size = ImageOps.exif_transpose(picture).size
    less = min(1.0, SHOWN / max(size))
    return {"sizes": [[round(side * less) for side in size]], "text": ""}, b""


def draw(kind: str, content: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The picture as a page of a browser shows it."""
    if asked["page"] != 1:
        raise Refusal("no_page")
    with _opened(kind, content) as picture:
        picture.draft("RGB", (SHOWN, SHOWN))
        shown = _upright(picture)
    shown.thumbnail((SHOWN, SHOWN))
    made = BytesIO()
    shown.convert("RGB").save(made, "WEBP", quality=82, method=0)
    return {"width": shown.width, "height": shown.height}, made.getvalue()


def clean(kind: str, content: bytes, _asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The same picture, drawn on an empty sheet: of what was noted beside it nothing is left."""
    return {}, _drawn_anew(_opened(kind, content), kind)


def bare(content: bytes) -> bytes:
    """A picture of a document drawn anew; nothing where it is of a kind that is not drawn."""
    for start, kind in PICTURES:
        if content.startswith(start):
            return _drawn_anew(_opened(kind, content), kind)
    return b""


def _drawn_anew(picture: Image.Image, kind: str) -> bytes:
    before = _upright(picture)
    sheet = Image.new(before.mode, before.size)
    sheet.paste(before)
    made = BytesIO()
    sheet.save(made, FORMATS[kind], **SAVED[kind])
    return made.getvalue()


def _opened(kind: str, content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content), formats=[FORMATS[kind]])
    if picture.width * picture.height > PIXELS:
        raise Refusal("too_large_inside")
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera was held, in colours that a browser knows."""
    turned = ImageOps.exif_transpose(picture)
    transparent = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    if turned.mode in ("RGB", "L"):
        return turned
    return turned.convert("RGBA" if transparent else "RGB")
