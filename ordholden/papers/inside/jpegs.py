"""A JPEG without what is noted beside the picture, its pixels untouched."""

KEPT = {0xE0, 0xE2, 0xEE}  # how to read the colours: JFIF, profile, Adobe
NOTED = {*range(0xE0, 0xF0), 0xFE}  # APP0 to APP15, and comments
STARTS, SCAN = b"\xff\xd8", 0xDA


def without_notes(content: bytes) -> bytes:
    """The same picture without Exif, XMP, Photoshop's notes and comments.

    What does not read as a JPEG comes back empty: it is no picture that could be shown.
    """
    if not content.startswith(STARTS):
        return b""
    kept, at = [STARTS], 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return b""
        mark = content[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if mark == SCAN:
            return b"".join(kept) + content[at:]
        ends = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if mark not in NOTED or mark in KEPT:
            kept.append(content[at:ends])
        at = ends
    return b""
