"""Files for tests, made here: small, whole, and each with one thing about it."""

import struct
import zipfile
import zlib
from io import BytesIO
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ordholden import papers

PDF = "application/pdf"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>{0}</dc:creator>'
    "<cp:lastModifiedBy>{0}</cp:lastModifiedBy></cp:coreProperties>"
)
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(
    *pages: str, more: str = "", root: str = "", info: str = "", content: str = "", page: str = ""
) -> bytes:
    """A PDF with a line of words on each page.

    more: further objects, numbered from 10 to 99. root: further entries of its catalogue.
    info: of the entry that says who made it. content: what stands on each page
    instead. page: further entries of each.
    """
    words = pages or ("Anna has driven cranes for nine years",)
    first = 100
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(words)))
    objects = [
        f"1 0 obj << /Type /Catalog /Pages 2 0 R {root} >> endobj",
        f"2 0 obj << /Type /Pages /Kids [{kids}] /Count {len(words)} >> endobj",
        "3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        " /Encoding /WinAnsiEncoding >> endobj",
        f"4 0 obj << {info} >> endobj",
        more,
    ]
    for n, text in enumerate(words):
        said = f"BT /F1 12 Tf 60 700 Td ({text}) Tj ET"
        size = len(said.encode("latin-1"))
        objects.append(
            f"{first + 2 * n} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {first + 2 * n + 1} 0 R"
            f" {page} >> endobj"
        )
        drawn = content or f"<< /Length {size} >> stream\n{said}\nendstream endobj"
        objects.append(f"{first + 2 * n + 1} 0 obj {drawn}")
    return _numbered("%PDF-1.7\n", objects)


def _numbered(start: str, objects: list[str]) -> bytes:
    """Objects with the table that says where each begins."""
    made, places = start.encode("latin-1"), {}
    for one in "\n".join(objects).split(" endobj"):
        text = one.strip("\n ")
        if text:
            places[int(text.split()[0])] = len(made)
            made += text.encode("latin-1") + b" endobj\n"
    table = ["xref\n0 1\n0000000000 65535 f \n"]
    table += [f"{number} 1\n{place:010} 00000 n \n" for number, place in sorted(places.items())]
    table += [f"trailer << /Size {max(places) + 1} /Root 1 0 R /Info 4 0 R >>\n"]
    return made + "".join([*table, f"startxref\n{len(made)}\n%%EOF\n"]).encode()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def bomb_pdf(megabytes: int) -> bytes:
    """A PDF whose one page unpacks to so many megabytes of nothing."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"\n" * 1024 * 1024) + packer.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    sum_ = struct.pack(">I", 1)
    stream = (b"\x78\xda" + block * megabytes + last + sum_).decode("latin-1")
    page = f"<< /Length {len(stream)} /Filter /FlateDecode >> stream\n{stream}\nendstream endobj"
    return pdf(content=page)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of these parts; `mimetype` is not packed."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=how)
    return made.getvalue()


def docx(
    *said: str, body: str = "", author: str = "", more: dict[str, str | bytes] | None = None
) -> bytes:
    """A Word file of paragraphs. body: WordprocessingML after them. more: further parts."""
    text = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in said)
    relation = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{text}{body}'
        "</w:body></w:document>",
        "docProps/core.xml": CORE.format(author),
    }
    return zipped(parts | (more or {}))


def odt(*said: str, body: str = "", author: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text of paragraphs. body: more of it. manifest: more of its list."""
    text = "".join(f"<text:p>{escape(one)}</text:p>" for one in said)
    spaces = "".join(
        f' xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table", "drawing")
    )
    return zipped(
        {
            "mimetype": ODT,
            "content.xml": f'<office:document-content{spaces} xmlns:dc="http://purl.org/dc/'
            f'elements/1.1/"><office:body><office:text>{text}{body}</office:text></office:body>'
            "</office:document-content>",
            "meta.xml": f"<meta><creator>{author}</creator></meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def rtf(said: str, author: str = "", more: str = "") -> bytes:
    """A rich text of one paragraph."""
    return (
        rf"{{\rtf1\ansi\ansicpg1252{{\info{{\author {author}}}}}{{\*\generator Riched20 {author};}}"
        rf"{{\fonttbl{{\f0 Arial;}}}}\f0\fs24 {said}\par {more}}}"
    ).encode("cp1252")


def photo(
    size: tuple[int, int] = (60, 40), author: str = "", kind: str = "JPEG", turned: int = 1
) -> bytes:
    """A photograph, left half red. author: noted in it, with the place where it was taken.

    turned: how the camera was held, as Exif counts (6: a quarter to the right).
    """
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    noted = Image.Exif()
    noted[0x0112] = turned
    if author:
        noted[0x013B] = author
        noted.get_ifd(0x8825).update({1: "N", 2: (55.0, 40.0, 34.0), 3: "E", 4: (12.0, 34.0, 6.0)})
    made = BytesIO()
    picture.save(made, kind, exif=noted, **({"comment": author} if kind == "JPEG" else {}))
    return made.getvalue()


def huge_png(side: int) -> bytes:
    """A PNG that says it is so many points wide and high, and has next to nothing in it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


CV = pdf()


def upload(name: str = "cv.pdf", content: bytes = CV, says: str = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it. says: the kind the browser claims."""
    return SimpleUploadedFile(name, content, says)


def words(content: bytes) -> str:
    """What a file says."""
    return papers.look(content).text
