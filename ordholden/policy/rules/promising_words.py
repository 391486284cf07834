"""Words that promise or measure, per language: free text may not hold them.

Shared by the compiler, which reads the tenant's own texts, and by the notice's residue lint,
which reads what is left of a rendered notice when everything bound to a rule is taken away.
"""

import re
from functools import cache

DURATIONS: dict[str, tuple[str, ...]] = {
    "da": (
        *("år", "året", "årene", "måned", "måneder", "måneden", "uge", "uger", "ugen"),
        *("dag", "dage", "dagen", "døgn", "time", "timer", "kvartal", "halvår", "årlig", "årligt"),
        *("månedlig", "månedligt", "ugentlig", "ugentligt", "daglig", "dagligt", "livslang"),
        "livsvarigt",
    ),
    "nb": (
        *("år", "året", "årene", "måned", "måneder", "måneden", "uke", "uker", "uken"),
        *("dag", "dager", "dagen", "døgn", "time", "timer", "kvartal", "halvår", "årlig"),
        *("månedlig", "ukentlig", "daglig", "livslang", "livsvarig"),
    ),
    "sv": (
        *("år", "året", "åren", "månad", "månader", "månaden", "vecka", "veckor", "veckan"),
        *("dag", "dagar", "dagen", "dygn", "timme", "timmar", "kvartal", "halvår", "årlig"),
        *("årligen", "månadsvis", "veckovis", "daglig", "dagligen", "livslång"),
    ),
    "en": (
        *("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours"),
        *("quarter", "decade", "fortnight", "yearly", "annually", "monthly", "weekly", "daily"),
        *("lifelong", "forever", "indefinitely", "permanently"),
    ),
}

PROMISES: dict[str, tuple[str, ...]] = {
    "da": (
        *("aldrig", "altid", "kun", "udelukkende", "garanterer", "garanti", "garanteret", "lover"),
        *("slette", "sletter", "slettes", "slettet", "deler", "sælge", "sælger", "sælges"),
        *("videregive", "videregiver", "videregives", "videresælger", "opbevarer", "opbevares"),
        *("når som helst", "under ingen omstændigheder", "ikke videre", "anonymiserer"),
    ),
    "nb": (
        *("aldri", "alltid", "kun", "utelukkende", "garanterer", "garanti", "garantert", "lover"),
        *("slette", "sletter", "slettes", "slettet", "deler", "selge", "selger", "selges"),
        *("utlevere", "utleverer", "utleveres", "videreselger", "oppbevarer", "oppbevares"),
        *("når som helst", "under ingen omstendigheter", "ikke videre", "anonymiserer"),
    ),
    "sv": (
        *("aldrig", "alltid", "endast", "bara", "uteslutande", "garanterar", "garanti", "lovar"),
        *("radera", "raderar", "raderas", "delar", "sälja", "säljer", "säljs", "sparas"),
        *("lämna ut", "lämnar ut", "lämnas ut", "när som helst", "under inga omständigheter"),
    ),
    "en": (
        *("never", "always", "only", "solely", "exclusively", "guarantee", "guaranteed", "promise"),
        *("delete", "deletes", "deleted", "erase", "erases", "erased", "share", "shares", "shared"),
        *("sell", "sells", "sold", "disclose", "discloses", "disclosed", "retain", "retained"),
        *("pass on", "passed on", "at any time", "under no circumstances", "anonymise"),
    ),
}

# A figure behind a letter is part of a name: ID06, C1E.
_DIGITS = re.compile(r"(?<![^\W_\d])(?<!\d)\d[\d.,]*")


def counted(text: str, locale: str) -> str:
    """The first figure or length of time in a text, or "". Placeholders such as {firm} are none."""
    figure = _DIGITS.search(text)
    return figure[0] if figure else _first(text, DURATIONS.get(locale, ()))


def promised(text: str, locale: str) -> str:
    """The first word of promise in a text, or ""."""
    return _first(text, PROMISES.get(locale, ()))


def _first(text: str, words: tuple[str, ...]) -> str:
    found = _pattern(words).search(text) if words else None
    return found[0] if found else ""


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
