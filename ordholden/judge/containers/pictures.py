"""Pictures carry words: PNG's texts may be packed; those of JPEG are read a segment at a time."""

import zlib

from ordholden.judge.containers.archives import Pieces, inflate
from ordholden.judge.containers.limits import Limits

PNG = b"\x89PNG\r\n\x1a\n"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")


def png(data: bytes, limits: Limits) -> Pieces:
    """The texts of a PNG, packed or not, and its EXIF."""
    if not data.startswith(PNG):
        return
    at = len(PNG)
    for _ in range(limits.members):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + size]
        if kind in _TEXTS:
            yield kind.decode(), content
            packed = content.find(b"\x78")
            while 0 <= packed < 400:  # after a keyword, flags and two short names
                if unpacked := inflate(content[packed:], zlib.decompressobj, limits):
                    yield f"{kind.decode()}, unpacked", unpacked
                    break
                packed = content.find(b"\x78", packed + 1)
        at += 12 + size
        if kind == b"IEND" or at >= len(data):
            break
    if at < len(data):
        yield "behind the picture", data[at:]


def jpeg(data: bytes, limits: Limits) -> Pieces:
    """Segments of a JPEG that hold words: EXIF, XMP, IPTC, remarks; XMP may be in several."""
    if not data.startswith(b"\xff\xd8\xff"):
        return
    at, extended = 2, b""
    for _ in range(limits.members):
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            break
        kind, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        content = data[at + 4 : at + 2 + size]
        if kind == 0xDA:  # from here on there are only pixels
            break
        if content.startswith(b"http://ns.adobe.com/xmp/extension/\0"):
            extended += content[75:]
        if 0xE0 <= kind <= 0xEF or kind == 0xFE:
            yield f"segment {kind:x}", content
        at += 2 + size
    if extended:
        yield "XMP of several segments", extended
