"""A month or a year of a CV, as text that sorts: "2019-03", or "2019" where that is all there is.

Whatever people and other programs write is read: "03/2019", "marts 2019", "Mar 2019", "2019-03-14".
"""

import re
from datetime import date, timedelta

from babel.dates import format_skeleton
from django.utils.translation import pgettext

from ordholden.web.dates import locale

PATTERN = r"^([12][0-9]{3}(-(0[1-9]|1[0-2]))?)?$"
NAMES = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january januari",
            "feb februar february februari",
            "mar mars marts march mrs",
            "apr april",
            "maj mai may",
            "jun juni june",
            "jul juli july",
            "aug august augusti",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dec des december desember",
        ),
        start=1,
    )
    for name in names.split()
}
# Words for a time that goes on.
NOW = frozenset(
    [
        "nu",
        "nå",
        "now",
        "present",
        "current",
        "today",
        "idag",
        "ongoing",
        "pågående",
        "igangværende",
        "nuværende",
        "nåværende",
        "dd",
        "d.d",
        "dags.dato",
        "i.dag",
        "til.nu",
        "til.nå",
    ]
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# Longest first: a day is read as its month.
WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"{_YEAR}[-/.](?P<month>\d\d?)(?:[-/.]\d\d?)?",
        rf"\d\d?[-/.]\s?(?P<month>\d\d?)[-/.]\s?{_YEAR}",
        rf"(?P<month>\d\d?)\s?[-/.]\s?{_YEAR}",
        rf"(?:\d\d?\.?\s+)?(?P<name>[^\W\d_]{{3,9}})\.?,?\s+{_YEAR}",
        rf"{_YEAR}",
    )
)


def read(text: str) -> str:
    """The month or year that a text says, as it is stored; "" when it says neither."""
    for way in WAYS:
        if found := way.fullmatch(text.strip()):
            said = found.groupdict()
            month = int(said.get("month") or NAMES.get((said.get("name") or "").lower(), 0))
            if said.get("name") and not month:
                return ""
            if said.get("month") and not 1 <= month <= 12:
                return said["year"] or ""
            return f"{said['year']}-{month:02}" if month else str(said["year"])
    return ""


def is_now(text: str) -> bool:
    """Whether a text says that it still goes on."""
    return ".".join(text.lower().strip(" .").split()) in NOW


def said(month: str) -> str:
    """As people write it: "mar. 2019", or the year."""
    if len(month) < 7:
        return month
    return format_skeleton("yMMM", first_day(month), locale=locale())


def first_day(month: str) -> date:
    """The first day of a stored month or year."""
    year, _, number = month.partition("-")
    return date(int(year), int(number or 1), 1)


def last_day(month: str) -> date:
    """The last day of a stored month or year."""
    first = first_day(month)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (after if len(month) == 7 else date(first.year + 1, 1, 1)) - timedelta(days=1)


def span(starts: str, ends: str, *, current: bool) -> str:
    """A time from one month to another: "mar. 2019 – now"."""
    last = pgettext("until", "now") if current else said(ends)
    if not starts or (starts == ends and not current):
        return last or said(starts)
    return f"{said(starts)} – {last}" if last else said(starts)


def length(starts: str, ends: str) -> int:
    """Months that a time took, the last one counted; a year alone counts from its beginning."""
    if not starts or not ends:
        return 0
    first, last = first_day(starts), first_day(ends)
    whole = (last.year - first.year) * 12 + last.month - first.month
    return max(whole + (1 if len(ends) == 7 else 12), 0)
