"""The copy for others: what was noted beside what is seen is not in it, in any form."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from ordholden import papers
from ordholden.papers.tests import make

PER = "Per Canary Persen"
XMP = (
    f"10 0 obj << /Type /Metadata /Subtype /XML /Length {len(PER)} >> stream\n{PER}\nendstream"
    " endobj"
)
HANGS_ON = (
    f"11 0 obj << /Type /Filespec /F (cv.xml) /EF << /F 12 0 R >> >> endobj"
    f" 12 0 obj << /Length {len(PER)} >> stream\n{PER}\nendstream endobj"
)
TRACKED = (
    f'<w:p w:rsidR="00AA"><w:commentRangeStart w:id="0"/><w:ins w:author="{PER}" w:date="d">'
    f'<w:r><w:t>kept</w:t></w:r></w:ins><w:del w:author="{PER}"><w:r><w:delText>{PER}</w:delText>'
    '</w:r></w:del><w:r><w:commentReference w:id="0"/></w:r></w:p>'
)


def unpacked(content: bytes) -> bytes:
    """Every byte, also of what is packed."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return content + b"".join(archive.read(name) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        found = PdfReader(BytesIO(content))
        objects = [found.get_object(number) for number in range(1, found.trailer["/Size"])]
        datas = [one.get_data() for one in objects if hasattr(one, "get_data")]
        return content + repr(objects).encode() + b"".join(datas)
    return content


@pytest.mark.clauses("JI-08")
@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            make.pdf(
                "Kran",
                info=f"/Author ({PER}) /Title ({PER})",
                more=XMP + " " + HANGS_ON,
                root="/Metadata 10 0 R /Names << /EmbeddedFiles << /Names [(a) 11 0 R] >> >>",
            ),
            "Kran",
        ),
        (
            make.docx(
                "Kran",
                body=TRACKED,
                author=PER,
                more={
                    "word/comments.xml": f'<w:comments xmlns:w="{make.W}">{PER}</w:comments>',
                    "customXml/item1.xml": f"<a>{PER}</a>",
                    "word/media/image1.jpg": make.photo(author=PER),
                    "word/_rels/document.xml.rels": f'<Relationships xmlns="{make.PACKAGE}/'
                    f'relationships"><Relationship Id="rId9" TargetMode="External" Type="{make.R}/'
                    f'attachedTemplate" Target="file:///C:/Users/{PER}/cv.dotm"/></Relationships>',
                },
            ),
            "Kran\nkept",
        ),
        (
            make.odt(
                "Kran",
                author=PER,
                body=f"<text:tracked-changes><dc:creator>{PER}</dc:creator></text:tracked-changes>"
                f"<text:p><office:annotation><dc:creator>{PER}</dc:creator></office:annotation>"
                f"kept<text:author-name>{PER}</text:author-name></text:p>",
            ),
            "Kran\nkept",
        ),
        (
            make.rtf("Kran", author=PER, more=rf"{{\*\annotation {PER}}}{{\deleted {PER}}} kept"),
            "Kran\nkept",
        ),
        *[(make.photo(author=PER, kind=kind), "") for kind in ("JPEG", "PNG", "WEBP")],
    ],
    ids=["pdf", "docx", "odt", "rtf", "jpeg", "png", "webp"],
)
def test_what_is_noted_goes_and_what_is_seen_stays(content: bytes, text: str) -> None:
    assert PER.encode() in unpacked(content)
    cleaned = papers.clean(content)
    for disguise in (PER.encode(), PER.encode("utf-16-le"), PER.encode("utf-16-be")):
        assert disguise not in unpacked(cleaned)
    paper = papers.take(cleaned)
    assert (paper.kind, paper.text) == (papers.look(content).kind, text)


@pytest.mark.clauses("JI-08")
def test_a_photograph_is_upright_and_says_nothing_of_where_it_was_taken() -> None:
    shown = Image.open(BytesIO(papers.clean(make.photo((60, 40), author=PER, turned=6))))
    assert shown.size == (40, 60)
    assert not shown.getexif()
    assert not shown.info.keys() & {"exif", "comment", "xmp", "icc_profile"}
    red, green, _blue = shown.getpixel((20, 5))
    assert red > 200 > 100 > green


def test_a_filled_form_and_a_link_stay_and_remarks_go() -> None:
    looks = "<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Length 0 >> stream\n\nendstream"
    marks = (
        "10 0 obj << /Type /Annot /Subtype /Widget /Rect [10 10 110 30] /FT /Tx /T (name)"
        f" /V ({PER}) /TU ({PER}) /AP << /N 13 0 R >> >> endobj"
        f" 11 0 obj << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T ({PER}) /Popup 14 0 R >>"
        " endobj 12 0 obj << /Type /Annot /Subtype /Link /Rect [0 0 9 9]"
        " /A << /S /URI /URI (https://example.org/cv) >> >> endobj"
        f" 13 0 obj {looks} endobj 14 0 obj << /Subtype /Popup /T ({PER}) /Parent 11 0 R >> endobj"
    )
    content = make.pdf("Kran", more=marks, page="/Annots [10 0 R 11 0 R 12 0 R]")
    cleaned = papers.clean(content)
    assert PER.encode() not in unpacked(cleaned)
    (page,) = PdfReader(BytesIO(cleaned)).pages
    kept = [one.get_object() for one in page["/Annots"]]
    assert [one["/Subtype"] for one in kept] == ["/Stamp", "/Link"]
    assert kept[1]["/A"]["/URI"] == "https://example.org/cv"
