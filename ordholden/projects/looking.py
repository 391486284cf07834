"""A search for people as it stands in an address: read forgivingly, written in one way."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ordholden.jobs import places
from ordholden.jobs.looking import countries
from ordholden.jobs.occupations import TRADES
from ordholden.kit import clock
from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.sourcing import languages
from ordholden.sourcing.asked import BANDS, FACETS, Asked
from ordholden.sourcing.indexing import LEVELS

KM = (10, 25, 50, 100)
USUAL_KM = 25
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
class Look:
    """What somebody at a company asked for; what makes no sense is left out."""

    text: str = ""
    place: str = ""
    km: int = USUAL_KM
    years: int = 0
    level: str = ""
    free_by: date | None = None
    days: int = 0
    sort: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)

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

    @property
    def order(self) -> str:
        """What comes first: the best fit where words were given, else the newest."""
        return self.sort or ("best" if self.text else "newest")

    def there(self, policy: Policy) -> places.Place | None:
        """The place that was meant."""
        return places.find(self.place, countries(policy)) if self.place else None

    def is_lost(self, policy: Policy) -> bool:
        """Whether a place was named that nobody knows."""
        return bool(self.place) and self.there(policy) is None

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of everything that was asked, in one order."""
        found = [("q", self.text), ("place", self.place)]
        if self.place and self.km != USUAL_KM:
            found.append(("km", str(self.km)))
        found += [
            ("years", str(self.years or "")),
            ("level", self.level),
            ("free_by", self.free_by.isoformat() if self.free_by else ""),
            ("days", str(self.days or "")),
        ]
        for name in FACETS:
            found += [(name, value) for value in self.chosen.get(name, ())]
        return [(name, value) for name, value in [*found, ("sort", self.sort)] if value]

    def query(self, *, without: tuple[str, str] | None = None, **instead: str) -> str:
        """The address's query, one pair left out or some values exchanged."""
        kept = [pair for pair in self.pairs() if pair != without and pair[0] not in instead]
        return urlencode([*kept, *((name, value) for name, value in instead.items() if value)])

    def labels(self, policy: Policy) -> list[tuple[str, str]]:
        """Everything that narrows the search, as people say it, with the query without it."""
        return [
            (label, self.query(without=pair))
            for pair in self.pairs()
            if pair[0] not in ("sort", "km") and (label := self._label(*pair, policy=policy))
        ]

    def _label(self, name: str, value: str, *, policy: Policy) -> str:
        match name:
            case "q":
                return value
            case "place":
                there = self.there(policy)
                said = _("within %(km)s km of %(place)s")
                return said % {"km": self.km, "place": there.town} if there else ""
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
        text=_text(query, "q", LONGEST_TEXT),
        place=_text(query, "place", 80),
        km=_one_of(query.get("km", ""), KM, USUAL_KM),
        years=_one_of(query.get("years", ""), YEARS, 0),
        level=level if level in LEVELS else "",
        free_by=_day(query.get("free_by", "")),
        days=_one_of(query.get("days", ""), ACTIVE, 0),
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


def _text(query: QueryDict, name: str, most: int) -> str:
    return " ".join(query.get(name, "").replace("\x00", " ").split())[:most]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _one_of(text: str, known: tuple[int, ...], usual: int) -> int:
    return int(text) if text in map(str, known) else usual


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
