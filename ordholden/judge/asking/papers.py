"""Files for the doors that take files, each with words where one does not look."""

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# A JPEG of one grey point, without its first two bytes.
POINT = bytes.fromhex(
    "ffe000104a46494600010100000100010000ffdb004300100b0c0e0c0a100e0d0e1211101318281a18161618312325"
    "1d283a333d3c3933383740485c4e404457453738506d51575f626768673e4d71797064785c656763ffc0000b080001"
    "000101011100ffc40014000100000000000000000000000000000006ffc40014100100000000000000000000000000"
    "000000ffda0008010100003f0048ffd9"
)


def pdf(text: str, title: str) -> bytes:
    """A page with a sentence, packed, and a title in the metadata."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 100)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    words = DecodedStreamObject()
    words.set_data(b"BT /F1 12 Tf 10 50 Td (" + text.encode("cp1252", "replace") + b") Tj ET")
    page[NameObject("/Contents")] = writer._add_object(words.flate_encode())
    writer.add_metadata({"/Title": title})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def docx(text: str, title: str) -> bytes:
    """A Word file with a sentence and a title among its properties."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
        archive.writestr("docProps/core.xml", f"<core><title>{escape(title)}</title></core>")
    return made.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png(remark: str) -> bytes:
    """One pixel, and a packed remark (iTXt)."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    told = _chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(remark.encode()))
    pixel = _chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + told + pixel + _chunk(b"IEND", b"")


def jpeg(maker: str) -> bytes:
    """A grey point, and an EXIF entry that says who took it."""
    name = maker.encode() + b"\0"
    entry = struct.pack("<HHII", 0x013B, 2, len(name), 26)  # Artist, at byte 26 of the TIFF
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + name
    exif = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + POINT
