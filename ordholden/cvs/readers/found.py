"""What was found in a file: parts of a CV, and a few things about the person beside them."""

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from ordholden.cvs import months
from ordholden.cvs.kinds import CEFR, KINDS, PRACTICE
from ordholden.cvs.models import Part

MOST = 80  # parts of one file: more than anybody reads through
LONGEST = 10_000
_WEB = URLValidator(schemes=["http", "https"])
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,2000}>")
# What programs write into texts; other words between < and > are somebody's own.
_MARKUP = frozenset(
    {*"abius", "em", "strong", "small", "span", "font", "sup", "sub", "script", "style"}
    | {"table", "tbody", "thead", "td", "th", "img"}
)
_NEW_LINE = frozenset(["br", "p", "li", "div", "ul", "ol", "tr", "h1", "h2", "h3", "h4"])
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")
# Marks that turn the direction of all that follows; of names that read from the right, the
# letters themselves say so.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
LEVELS = {
    "native": "native mother tongue native speaker native or bilingual proficiency modersmål"
    " morsmål bilingual tosproget",
    "C2": "c2 full professional proficiency proficient mastery",
    "C1": "c1 fluent flydende flytende flytande advanced",
    "B2": "b2 professional working proficiency upper intermediate forhandlingsniveau godt god",
    "B1": "b1 limited working proficiency intermediate conversational mellem middels",
    "A2": "a2 elementary proficiency elementary grundlæggende grunnleggende",
    "A1": "a1 beginner basic notions begynder nybegynner",
}
PRACTICED = {
    "basic": "beginner novice basic elementary grundlæggende begynder grunnleggende",
    "skilled": "intermediate skilled competent mellem middels øvet proficient",
    "expert": "advanced expert master ekspert senior erfaren avanceret avansert",
}


@dataclass
class Found:
    """values: category -> text, of the person. others: categories seen and not read in."""

    parts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    more: int = 0  # parts beyond those that fit

    def part(self, kind: str, **columns: Any) -> None:
        """Keep a part, as far as it can be kept; one that says nothing is none."""
        said = _columns(kind, columns)
        if not said.get("title"):
            return
        if (kind, said) in self.parts:
            return
        if len(self.parts) >= MOST:
            self.more += 1
            return
        self.parts.append((kind, said))

    def value(self, category: str, text: Any) -> None:
        """Keep something about the person, the first time it is said."""
        if said := plain(text):
            self.values.setdefault(category, said)


def _columns(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    known = KINDS[kind].labels
    said: dict[str, Any] = {}
    for column in ("title", "organisation", "place", "level", "text"):
        limit = LONGEST if column == "text" else Part._meta.get_field(column).max_length or 0  # type: ignore[union-attr]
        text = plain(given.get(column))
        said[column] = (text if column == "text" else " ".join(text.split()))[:limit].strip()
    if not said["title"] and said["organisation"]:
        said["title"] = said.pop("organisation")
    for column in ("starts", "ends"):
        said[column] = months.read(plain(given.get(column)))
    said["is_current"] = bool(given.get("is_current")) and not said["ends"]
    if said["ends"] and said["starts"] and said["ends"][:4] < said["starts"][:4]:
        said["starts"], said["ends"] = said["ends"], said["starts"]
    if "ends" not in known:  # something that happened once
        said["starts"] = said["starts"] or said["ends"]
    said["expires_on"] = _day(given.get("expires_on"))
    said["link"] = web_address(given.get("link"))
    said["level"] = _level(kind, said["level"])
    return {column: value for column, value in said.items() if value and column in known}


def _level(kind: str, text: str) -> str:
    levels = KINDS[kind].levels
    if not levels:
        return text
    words = {CEFR: LEVELS, PRACTICE: PRACTICED}.get(levels, {})
    said = text.lower()
    if said.upper()[:2] in words:  # "B2 – works in it"
        return said.upper()[:2]
    if said in words:
        return said
    return next((key for key, known in words.items() if said and f" {said} " in f" {known} "), "")


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(plain(text)[:10])
    except ValueError:
        month = months.read(plain(text))
        return months.last_day(month) if month else None


def web_address(text: Any) -> str:
    """An address on the web, or ""."""
    said = plain(text)
    if said and "://" not in said and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", said):
        said = f"https://{said}"
    try:
        _WEB(said[:500])
    except ValidationError:
        return ""
    return said[:500]


def plain(text: Any) -> str:
    """Text without tags and signs that nobody sees; anything but text and numbers is nothing."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        return str(text)[:40]
    if not isinstance(text, str):
        return ""
    said = text[:100_000]
    if "<" in said:
        said = _TAG.sub(_without_tag, said)
    if "&" in said:
        said = html.unescape(said)
    said = _TURNING.sub("", _CONTROL.sub("", said.replace("\r\n", "\n").replace("\xa0", " ")))
    lines = [" ".join(line.split()) for line in said.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST]


def _without_tag(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _NEW_LINE:
        return "\n"
    return "" if name in _MARKUP else tag[0]
