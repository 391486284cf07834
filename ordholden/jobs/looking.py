"""A search as it stands in an address: read forgivingly, written the same way every time."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ordholden.jobs import places
from ordholden.jobs.finding import FACETS, Asked
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
class Look:
    """What somebody asked for, in the words of the address; what makes no sense is left out."""

    text: str = ""
    place: str = ""
    km: int = USUAL_KM
    days: int = 0
    occupation: str = ""
    sort: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)

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
        found += [("days", str(self.days) if self.days else ""), ("occupation", self.occupation)]
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
        if name == "q":
            return value
        if name == "place":
            there = self.there(policy)
            said = _("within %(km)s km of %(place)s")
            return said % {"km": self.km, "place": there.town} if there else ""
        if name == "days":
            return since_label(self.days)
        return value_label(name, value)


def countries(policy: Policy) -> tuple[str, ...]:
    """The countries a tenant works in, whose postal codes mean something here; both if neither."""
    own = tuple(c for c in policy.document.policy.jurisdictions if c in ("DK", "NO"))
    return own or ("DK", "NO")


def read(query: QueryDict) -> Look:
    """A search out of an address. Nothing in it is a fault: what is unknown is passed over."""
    text = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_TEXT]
    chosen = {
        name: tuple(dict.fromkeys(v for v in query.getlist(name) if v in known))
        for name, known in VALUES.items()
    }
    occupation = query.get("occupation", "")
    return Look(
        text=text,
        place=" ".join(query.get("place", "").replace("\x00", " ").split())[:80],
        km=_one_of(query.get("km", ""), KM, USUAL_KM),
        days=_one_of(query.get("days", ""), SINCE, 0),
        occupation=occupation if occupation in occupations() else "",
        sort=query.get("sort", "") if query.get("sort") in ("newest", "best") else "",
        chosen={name: values for name, values in chosen.items() if values},
    )


def _one_of(text: str, known: tuple[int, ...], usual: int) -> int:
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
