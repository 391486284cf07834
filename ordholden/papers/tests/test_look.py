"""What a file is and says; and which are not taken, each with its own sentence."""

from collections.abc import Callable

import pytest

from ordholden import papers
from ordholden.papers import child, clamd
from ordholden.papers.tests import make

SCRIPT = "10 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj"
STARTS = "10 0 obj << /S /Launch /F (cmd.exe) >> endobj"
HANGS_ON = (
    "10 0 obj << /Type /Filespec /F (%s) /EF << /F 11 0 R >> >> endobj"
    " 11 0 obj << /Length 2 >> stream\nMZ\nendstream endobj"
)
ATTACHED = "/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>"
DTD = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "kind", "pages", "text"),
    [
        (make.pdf("Kran i Århus", "Side to"), "pdf", 2, "Kran i Århus\n\nSide to"),
        (make.docx("Kran i Århus", "😀 أنا"), "docx", 1, "Kran i Århus\n😀 أنا"),
        (make.odt("Kran i Århus"), "odt", 1, "Kran i Århus"),
        (make.rtf(r"Kran i \'c5rhus \u945?"), "rtf", 1, "Kran i Århus α"),
        (make.photo(turned=6), "jpeg", 1, ""),
        (make.photo(kind="PNG"), "png", 1, ""),
        (make.photo(kind="WEBP"), "webp", 1, ""),
    ],
    ids=["pdf", "docx", "odt", "rtf", "jpeg", "png", "webp"],
)
def test_each_kind_is_known_read_and_drawn(
    content: bytes, kind: str, pages: int, text: str
) -> None:
    paper = papers.look(content)
    assert (paper.kind, paper.pages, paper.text) == (kind, pages, text)
    drawn = papers.picture(content, pages)
    assert drawn.content.startswith(b"RIFF")
    assert (drawn.width, drawn.height) == paper.sizes[-1]
    assert (drawn.width < drawn.height) == (kind not in ("png", "webp"))


def test_what_was_deleted_or_folded_away_is_not_said() -> None:
    body = (
        '<w:p><w:del w:author="Per" w:date="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
        '<w:ins w:author="Per"><w:r><w:t>kept</w:t></w:r></w:ins></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>2019</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Crane</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert papers.look(make.docx(body=body)).text == "kept\n2019 · Crane"


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "kind": lambda: b"MZ\x90\0 a program",
    "kind ": lambda: make.zipped({"a.txt": "no document"}),
    "old_word": lambda: OLD_WORD,
    "encrypted": make.locked_pdf,
    "encrypted ": lambda: OLD_WORD + "EncryptedPackage".encode("utf-16-le"),
    "encrypted  ": lambda: make.odt("x", manifest="<encryption-data/>"),
    "broken": lambda: make.CV[:200],
    "broken ": lambda: make.photo((600, 600))[:2000],
    "broken  ": lambda: make.docx("x")[:-30],
    "pages": lambda: make.pdf(*["x"] * 500),
    "too_large_inside": lambda: make.docx(more={"word/document.xml": b" " * 40 * 1024 * 1024}),
    "too_large_inside ": lambda: make.huge_png(30_000),
    "program": lambda: make.pdf(more=SCRIPT, root="/OpenAction 10 0 R"),
    "program ": lambda: make.pdf(more=STARTS, root="/OpenAction 10 0 R"),
    "program  ": lambda: make.pdf(more=HANGS_ON % "cv.exe", root=ATTACHED),
    "program   ": lambda: make.docx("x", more={"word/vbaProject.bin": b"macro"}),
    "program    ": lambda: make.docx(more={"word/document.xml": DTD}),
    "program     ": lambda: make.rtf("x", more=r"{\object\objemb{\*\objdata 0105}}"),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_not_taken_is_refused_with_its_own_sentence(code: str) -> None:
    with pytest.raises(papers.Refused) as refused:
        papers.take(REFUSED[code]())
    assert refused.value.code == code.strip()
    assert "%(" not in refused.value.sentence


def test_what_a_europass_cv_brings_along_is_no_program() -> None:
    assert papers.take(make.pdf(more=HANGS_ON % "cv.xml", root=ATTACHED)).pages == 1


def test_a_bomb_dies_of_its_walls_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "WALLS", {"memory": 400 * 1024 * 1024, "cpu": 10})
    with pytest.raises(papers.Refused) as refused:
        papers.look(make.bomb_pdf(2000))
    assert refused.value.code == "too_large_inside"
    assert papers.look(make.CV).pages == 1


# ------------------------------------------------------------------ the virus scanner
def test_without_a_scanner_nobody_is_asked(settings, monkeypatch) -> None:
    settings.CLAMD = ""
    monkeypatch.setattr(clamd, "_asked", lambda content: pytest.fail("somebody was asked"))
    clamd.refuse_viruses(b"anything")
