"""A search as it stands in an address: read forgivingly, written the same way every time."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ordholden.jobs import places
from ordholden.jobs.finding import Asked
from ordholden.jobs.models import JobAd
from ordholden.jobs.occupations import TRADES, occupations
from ordholden.kit import clock
from ordholden.policy import Policy
from ordholden.privacy import words

KM = (10, 25, 50, 100)
USUAL_KM = 25
SINCE = (1, 3, 7, 14)  # days
LONGEST_TEXT = 200
VALUES: dict[str, frozenset[str]] = {
    "trade": frozenset(TRADES),
    "region": frozenset(places.REGIONS),
    "kind": frozenset(JobAd.Kind.values),
    "time": frozenset(JobAd.Time.values),
    "remote": frozenset(JobAd.Remote.values),
}


@dataclass(frozen=True)
class Address:
    """What every search has in its address, and how it is written there; see `Look`."""

    text: str = ""
    place: str = ""
    km: int = USUAL_KM
    sort: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)

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
        found += self.own_pairs()
        found += [(name, value) for name, values in self.chosen.items() for value in values]
        return [(name, value) for name, value in [*found, ("sort", self.sort)] if value]

    def own_pairs(self) -> list[tuple[str, str]]:
        """What this search asks besides, in one order; "" for what is not asked."""
        raise NotImplementedError

    def own_label(self, name: str, value: str) -> str:
        """What this search asks besides, as people say it."""
        raise NotImplementedError

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
        if name == "q":
            return value
        if name == "place":
            there = self.there(policy)
            said = _("within %(km)s km of %(place)s")
            return said % {"km": self.km, "place": there.town} if there else ""
        return self.own_label(name, value)

    def sorts(self) -> list[tuple[str, str, bool]]:
        """The orders there are: label, query, whether it is this one."""
        both = [("best", _("Best fit"))] if self.text else []
        return [
            (label, self.query(sort=key), self.order == key)
            for key, label in [*both, ("newest", _("Newest"))]
        ]


@dataclass(frozen=True)
class Look(Address):
    """What somebody asked for, in the words of the address; what makes no sense is left out."""

    days: int = 0
    occupation: str = ""

    def asked(self, policy: Policy) -> Asked:
        """The same for the search. A place nobody knows is left out (`is_lost`)."""
        return Asked(
            text=self.text,
            place=self.there(policy),
            km=self.km,
            since=clock.now() - timedelta(days=self.days) if self.days else None,
            occupations=(self.occupation,) if self.occupation else (),
            chosen=self.chosen,
            sort=self.order,
        )

    def own_pairs(self) -> list[tuple[str, str]]:
        """How old at most, and which occupation."""
        return [("days", str(self.days or "")), ("occupation", self.occupation)]

    def own_label(self, name: str, value: str) -> str:
        """The same as people say it, and a choice of a facet."""
        return since_label(self.days) if name == "days" else value_label(name, value)


def countries(policy: Policy) -> tuple[str, ...]:
    """The countries a tenant works in, whose postal codes mean something here; both if neither."""
    own = tuple(c for c in policy.document.policy.jurisdictions if c in ("DK", "NO"))
    return own or ("DK", "NO")


def read(query: QueryDict) -> Look:
    """A search out of an address. Nothing in it is a fault: what is unknown is passed over."""
    chosen = {
        name: tuple(dict.fromkeys(v for v in query.getlist(name) if v in known))
        for name, known in VALUES.items()
    }
    occupation = query.get("occupation", "")
    return Look(
        text=text_of(query, "q", LONGEST_TEXT),
        place=text_of(query, "place", 80),
        km=one_of(query.get("km", ""), KM, USUAL_KM),
        days=one_of(query.get("days", ""), SINCE, 0),
        occupation=occupation if occupation in occupations() else "",
        sort=query.get("sort", "") if query.get("sort") in ("newest", "best") else "",
        chosen={name: values for name, values in chosen.items() if values},
    )


def text_of(query: QueryDict, name: str, most: int) -> str:
    """A text of an address, without signs nobody types and cut to so many letters."""
    return " ".join(query.get(name, "").replace("\x00", " ").split())[:most]


def one_of(text: str, known: tuple[int, ...], usual: int) -> int:
    """A number of an address, if it is one of those that are offered."""
    return int(text) if text in map(str, known) else usual


def since_label(days: int) -> str:
    """“published within 3 days”."""
    if days == 1:
        return _("published within a day")
    return _("published within %(days)s days") % {"days": days}


def value_label(name: str, value: str) -> str:
    """A value of a facet, as people say it."""
    match name:
        case "trade":
            return str(TRADES[value])
        case "region":
            return places.REGIONS[value]
        case "occupation":
            return occupations()[value].name(words.locale())
        case "kind":
            return words.capital(str(JobAd.Kind(value).label))
        case "time":
            return words.capital(str(JobAd.Time(value).label))
    return words.capital(str(JobAd.Remote(value).label))
