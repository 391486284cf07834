"""What a file is, by what it begins with; its name is not asked."""

from .refusal import Refusal

STARTS = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")  # a stream's name in a locked .docx
MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"  # first in every .odt, not packed


def kind_of(content: bytes) -> str:
    """The kind. Raises Refusal for one that is not taken."""
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(ZIP):
        return "odt" if content[30:].startswith(MIMETYPE) else "docx"
    if content.startswith(OLE):
        raise Refusal("encrypted" if LOCKED in content else "old_word")
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        raise Refusal("heic")
    raise Refusal("kind" if content.strip() else "empty")
