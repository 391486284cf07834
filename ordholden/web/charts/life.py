"""The life line: what is held about a person, from the day it came to the day it goes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from ordholden.web.dates import long_date

SOON = timedelta(days=30)
_LEAST_SPAN = timedelta(days=120)
_START, _END = 3.0, 96.0  # per cent: room for the dot and the ring


@dataclass(frozen=True)
class Stage:
    """Something that happens to the data on the way: hidden, restricted, reduced."""

    on: date
    label: str


@dataclass(frozen=True)
class Lane:
    """One kind of data. `due` is the day on which it is erased; None while no clock runs yet.

    `note` says what moves the date or why there is none. `tone` overrides what the dates say:
    "soon", "red" (should be gone), "held-longer" (a hold or a lock keeps it).
    """

    label: str
    since: date
    due: date | None = None
    note: str = ""
    stages: tuple[Stage, ...] = ()
    tone: str = ""


@dataclass(frozen=True)
class Band:
    """A lane with its places on the axis, in per cent of the width."""

    lane: Lane
    start: float
    now: float
    end: float
    tone: str
    goes: str
    stages: tuple[tuple[float, Stage], ...]

    @property
    def held_until(self) -> float:
        return min(self.now, self.end)


@dataclass(frozen=True)
class LifeLine:
    """All lanes on one axis with today marked. Lanes are drawn soonest due first."""

    lanes: tuple[Lane, ...]
    today: date
    title: str = ""
    ordered: tuple[Lane, ...] = field(init=False)

    def __post_init__(self) -> None:
        ranked = sorted(self.lanes, key=lambda lane: (lane.due or date.max, lane.since))
        object.__setattr__(self, "ordered", tuple(ranked))

    @cached_property
    def span(self) -> tuple[date, date]:
        """First and last day of the axis."""
        first = min((lane.since for lane in self.lanes), default=self.today)
        first = min(first, self.today)
        last = max((lane.due for lane in self.lanes if lane.due), default=self.today + _LEAST_SPAN)
        last = max(last, self.today + _LEAST_SPAN)
        return first, last

    def place(self, day: date) -> float:
        """Where a day stands, in per cent of the width."""
        first, last = self.span
        share = (day - first).days / max((last - first).days, 1)
        return round(_START + (_END - _START) * min(max(share, 0.0), 1.0), 2)

    @property
    def now(self) -> float:
        return self.place(self.today)

    @property
    def today_anchor(self) -> str:
        """How the word beside today's line is set, so that it stays on the page."""
        if self.now < 14:
            return "start"
        return "end" if self.now > 86 else "middle"

    @cached_property
    def years(self) -> list[tuple[float, int]]:
        """New Years on the axis, at most eight."""
        first, last = self.span
        all_years = range(first.year + 1, last.year + 1)
        step = max(1, -(-len(all_years) // 8))
        return [(self.place(date(year, 1, 1)), year) for year in all_years[::step]]

    @property
    def named_years(self) -> list[tuple[float, int]]:
        """New Years whose figure does not stand in the way of today's line."""
        return [(x, year) for x, year in self.years if abs(x - self.now) > 5.5]

    @property
    def bands(self) -> Iterable[Band]:
        for lane in self.ordered:
            yield Band(
                lane=lane,
                start=self.place(lane.since),
                now=self.now,
                end=self.place(lane.due) if lane.due else _END + 2,
                tone=lane.tone or self._tone(lane),
                goes=self._goes(lane),
                stages=tuple((self.place(stage.on), stage) for stage in lane.stages),
            )

    def _tone(self, lane: Lane) -> str:
        if lane.due is None:
            return ""
        if lane.due < self.today:
            return "red"
        return "soon" if lane.due - self.today <= SOON else ""

    def _goes(self, lane: Lane) -> str:
        if lane.due is None:
            return _("No date yet")
        words = _("Should be gone since %(date)s") if lane.due < self.today else _("Gone %(date)s")
        return words % {"date": long_date(lane.due)}
