"""Occupations by their code in ISCO-08, which DISCO-08 and STYRK-08 share, and their trades.

The names are ours, one for each code and language, as people search for them; the codes are the
classification's unit groups. A trade gathers occupations on the search page.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

_FILE = Path(__file__).with_name("occupations.tsv")
_COLUMN = {"da": 2, "nb": 3, "en": 4, "sv": 2}
TRADES = {
    "building": _("Building"),
    "care": _("Health and care"),
    "engineering": _("Engineering"),
    "food": _("Food, kitchens and restaurants"),
    "industry": _("Industry and crafts"),
    "it": _("IT and design"),
    "management": _("Management"),
    "nature": _("Farming, fishing and gardens"),
    "office": _("Office, finance and law"),
    "sales": _("Sales and shops"),
    "security": _("Security and rescue"),
    "service": _("Service and cleaning"),
    "teaching": _("Schools and kindergartens"),
    "transport": _("Transport and warehouses"),
}


@dataclass(frozen=True)
class Occupation:
    """One unit group: its code, its trade, and its name in Danish, Norwegian and English."""

    code: str
    trade: str
    names: tuple[str, str, str]

    def name(self, locale: str) -> str:
        """What it is called in a language; English where there is no better."""
        return self.names[_COLUMN.get(locale, 4) - 2]


@cache
def occupations() -> dict[str, Occupation]:
    """Every occupation by its code."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return {code: Occupation(code, trade, (da, nb, en)) for code, trade, da, nb, en in rows}


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold(): one.code for one in occupations().values() for name in one.names}


def trade_of(code: str) -> str:
    """The trade of an occupation, or ""."""
    found = occupations().get(code)
    return found.trade if found else ""


def guess(title: str) -> str:
    """The code of the occupation a title names outright, or ends with ("tagdækker"); else ""."""
    title = title.casefold()
    if title in _by_name():
        return _by_name()[title]
    words = title.replace("/", " ").replace("-", " ").split()
    ends = [name for name in _by_name() if any(_names(word, name) for word in words)]
    return _by_name()[max(ends, key=len)] if ends else ""


def _names(word: str, name: str) -> bool:
    return word.startswith(name) if len(name) < 6 else name in word
