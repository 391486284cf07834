"""Reads a CV of another program: what kind of file it is, and what it says.

    found = read(content, "cv.json")      raises NotRead, with a sentence for whoever sent it

Nothing here stores anything. The files come from strangers: no entities are followed, nothing is
unpacked beyond its limit, and depth, length and number are bounded (`safe`).
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from ordholden.cvs.readers import europass, jsonresume, linkedin, prose, safe, vcard
from ordholden.cvs.readers.found import Found
from ordholden.cvs.readers.safe import NotRead

# What turns a paper (PDF, Word …) into text, and what lies inside it; by the room that opens them.
Paper = Callable[[bytes, str], tuple[str, dict[str, bytes]]]


def read(content: bytes, name: str, paper: Paper | None = None) -> Found:
    """What a CV says. name: what the file is called. paper: opens papers, if anything does.

    Raises NotRead for what is too large, broken, or of no kind that is known here.
    """
    if len(content) > safe.LARGEST:
        raise NotRead(_("This file is larger than 10 megabytes."))
    found = _read(content, name.lower(), paper)
    if not found.parts and not found.values:
        raise NotRead(_("We found nothing in this file that belongs in a CV. Nothing was stored."))
    return found


def _read(content: bytes, name: str, paper: Paper | None) -> Found:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK\x03\x04") and not name.endswith((".docx", ".odt")):
        return linkedin.read(content)
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
    if paper is None:
        raise NotRead(_("This kind of file cannot be read. Nothing was stored."))
    text, inside = paper(content, name)
    for attached, data in inside.items():  # a Europass PDF carries its own data
        if attached.lower().endswith(".xml"):
            return europass.read_xml(safe.xml_of(data))
    return prose.read(text)


def _json(data: Any) -> Found:
    if isinstance(data, dict) and "SkillsPassport" in data:
        return europass.read_json(data)
    if isinstance(data, dict) and set(data) & jsonresume.SECTIONS:
        return jsonresume.read(data)
    raise NotRead(_("This is neither JSON Resume nor Europass. Nothing was stored."))


__all__ = ["Found", "NotRead", "read"]
