"""Reads a CV of another program: what kind of file it is, and what it says.

    found = read(content, "cv.json")      raises NotRead, with a sentence for whoever sent it

Nothing here stores anything. The files come from strangers: no entities are followed, nothing is
unpacked beyond its limit, and depth, length and number are bounded (`safe`).
"""

from typing import Any

from django.utils.translation import gettext as _

from ordholden import papers
from ordholden.cvs.readers import europass, jsonresume, linkedin, prose, safe, vcard
from ordholden.cvs.readers.found import Found
from ordholden.cvs.readers.safe import NotRead

# What an archive holds that is a paper (DOCX, ODT).
OFFICE = frozenset({"[content_types].xml", "mimetype"})


def read(content: bytes, name: str) -> Found:
    """What a CV says. name: what the file is called.

    Raises NotRead for what is too large, broken, or of no kind that is known here.
    """
    if len(content) > safe.LARGEST:
        raise NotRead(_("This file is larger than 10 megabytes."))
    found = _read(content, name.lower())
    if not found.parts and not found.values:
        raise NotRead(_("We found nothing in this file that belongs in a CV. Nothing was stored."))
    return found


def _read(content: bytes, name: str) -> Found:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK\x03\x04") and not safe.unpacked(content, OFFICE):
        return linkedin.read(content)
    if start.startswith(b"{\\rtf"):
        return _paper(content)
    if start.startswith(b"{"):
        return _json(safe.json_of(content))
    if start.startswith(b"<"):
        return europass.read_xml(safe.xml_of(content))
    if start[:11].upper() == b"BEGIN:VCARD":
        return vcard.read(safe.text_of(content))
    if name.endswith(".csv"):
        return linkedin.read_table(name, content)
    if name.endswith((".txt", ".md")):
        return prose.read(safe.text_of(content))
    return _paper(content)


def _paper(content: bytes) -> Found:
    """A PDF, a Word file …: its text, read by a process of its own that can do no harm."""
    try:
        paper = papers.take(content)
    except papers.Refused as refused:
        raise NotRead(refused.sentence) from None
    if paper.is_picture or not paper.text.strip():
        raise NotRead(_("There is no text in this file, only a picture. Nothing was stored."))
    return prose.read(paper.text)


def _json(data: Any) -> Found:
    if isinstance(data, dict) and "SkillsPassport" in data:
        return europass.read_json(data)
    if isinstance(data, dict) and set(data) & jsonresume.SECTIONS:
        return jsonresume.read(data)
    raise NotRead(_("This is neither JSON Resume nor Europass. Nothing was stored."))


__all__ = ["Found", "NotRead", "read"]
