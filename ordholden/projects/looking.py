"""A search for people as it stands in an address: read forgivingly, written in one way."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ordholden.jobs import places
from ordholden.jobs.looking import KM, USUAL_KM, Address, one_of, text_of
from ordholden.jobs.occupations import TRADES
from ordholden.kit import clock
from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.sourcing import languages
from ordholden.sourcing.asked import BANDS, FACETS, Asked
from ordholden.sourcing.indexing import LEVELS

ACTIVE = (7, 31, 183)  # days
YEARS = (1, 3, 5, 10)
LONGEST_TEXT = 300
EDUCATION = {
    "primary": gettext_lazy("primary school"),
    "secondary": gettext_lazy("upper secondary"),
    "vocational": gettext_lazy("vocational"),
    "short": gettext_lazy("short higher education"),
    "bachelor": gettext_lazy("bachelor or profession"),
    "master": gettext_lazy("master"),
    "doctor": gettext_lazy("doctorate"),
}


@dataclass(frozen=True)
class Look(Address):
    """What somebody at a company asked for; what makes no sense is left out."""

    years: int = 0
    level: str = ""
    free_by: date | None = None
    days: int = 0

    def asked(self, policy: Policy) -> Asked:
        """The same for the search. A place nobody knows is left out (`is_lost`)."""
        today = clock.today(policy.timezone)
        return Asked(
            text=self.text,
            place=self.there(policy),
            km=self.km,
            months=12 * self.years,
            level=self.level,
            available_by=self.free_by,
            active_since=today - timedelta(days=self.days) if self.days else None,
            chosen=self.chosen,
            sort=self.order,
        )

    def own_pairs(self) -> list[tuple[str, str]]:
        """Experience, education, from when and how lately."""
        return [
            ("years", str(self.years or "")),
            ("level", self.level),
            ("free_by", self.free_by.isoformat() if self.free_by else ""),
            ("days", str(self.days or "")),
        ]

    def own_label(self, name: str, value: str) -> str:
        """The same as people say it, and a choice of a facet."""
        match name:
            case "years":
                return years_label(self.years)
            case "level":
                return _("at least: %(level)s") % {"level": EDUCATION[self.level]}
            case "free_by":
                return _("free by %(day)s") % {"day": value}
            case "days":
                return days_label(self.days)
        return value_label(name, value)


def read(query: QueryDict) -> Look:
    """A search out of an address. Nothing in it is a fault: what is unknown is passed over."""
    chosen = {name: _values(query, name) for name in FACETS}
    level, sort = query.get("level", ""), query.get("sort", "")
    return Look(
        text=text_of(query, "q", LONGEST_TEXT),
        place=text_of(query, "place", 80),
        km=one_of(query.get("km", ""), KM, USUAL_KM),
        years=one_of(query.get("years", ""), YEARS, 0),
        level=level if level in LEVELS else "",
        free_by=_day(query.get("free_by", "")),
        days=one_of(query.get("days", ""), ACTIVE, 0),
        sort=sort if sort in ("newest", "best") else "",
        chosen={name: values for name, values in chosen.items() if values},
    )


def _values(query: QueryDict, name: str) -> tuple[str, ...]:
    known = dict.fromkeys(one for one in query.getlist(name)[:40] if _is_value(name, one))
    return tuple(known)


def _is_value(name: str, value: str) -> bool:
    match name:
        case "trade":
            return value in TRADES
        case "region":
            return value in places.REGIONS
        case "education":
            return value in LEVELS
        case "experience":
            return value in {str(band) for band in BANDS}
    return bool(_known(value))


def _known(code: str) -> str:
    return code if len(code) <= 3 and languages.code(code) == code else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def years_label(years: int) -> str:
    """“at least 3 years of experience”."""
    said = ngettext(
        "at least %(years)s year of experience", "at least %(years)s years of experience", years
    )
    return said % {"years": years}


def days_label(days: int) -> str:
    """“active within 31 days”."""
    return _("active within %(days)s days") % {"days": days}


def band_label(band: str) -> str:
    """A band of years of experience: from there to the next."""
    at = BANDS.index(int(band))
    if at + 1 == len(BANDS):
        return _("%(from)s years or more") % {"from": band}
    return _("%(from)s–%(to)s years") % {"from": band, "to": BANDS[at + 1]}


def value_label(name: str, value: str) -> str:
    """A value of a facet, as people say it."""
    match name:
        case "trade":
            return str(TRADES[value])
        case "region":
            return places.REGIONS[value]
        case "education":
            return words.capital(str(EDUCATION[value]))
        case "experience":
            return band_label(value)
    return words.capital(languages.name(value, words.locale()))
