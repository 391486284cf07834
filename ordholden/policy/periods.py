"""Lengths of time as a notice says them, and the one arithmetic that turns them into dates.

`due` is written once. The notice, the person's page, the export and the sweep all use it; the
sweep uses its inverse, found by binary search over the same function, because the usual
shortcut (today minus the period) disagrees with it at the ends of months.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

UNITS = ("hours", "days", "weeks", "months", "years", "calendar years", "financial years")
AT_ONCE = "at once"
SESSION = "session"
CENTURY = 102 * 366  # days, as `Period.days` counts them
_PERIOD = re.compile(r"^(\d{1,4}) (hour|day|week|month|year|calendar year|financial year)s?$")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


class NotAPeriod(ValueError):
    """The text is not a length of time. The message says what would be."""


@dataclass(frozen=True, order=True)
class Period:
    """A length of time: `count` of one of `UNITS`; nothing (`at once`) is 0 days."""

    count: int
    unit: str

    def __str__(self) -> str:
        if self.count == 0:
            return AT_ONCE
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"

    @property
    def days(self) -> int:
        """About how many days, to compare periods of different units (a year is 366)."""
        per = {"hours": 0, "days": 1, "weeks": 7, "months": 31, "years": 366}
        if self.unit in per:
            return self.count * per[self.unit]
        return (self.count + 1) * 366  # up to a whole year passes before the counting begins


def parse_period(text: str) -> Period:
    """Read "6 months", "5 financial years" or "at once".

    Raises NotAPeriod: a bare number, an unknown unit, or a count of nothing.
    """
    if text == AT_ONCE:
        return Period(0, "days")
    match = _PERIOD.match(text)
    if not match:
        raise NotAPeriod(
            f"“{text}” is not a length of time; write a number and a unit"
            ' ("6 months", "30 days", "5 financial years") or "at once"'
        )
    if int(match[1]) == 0:
        raise NotAPeriod(f'“{text}” lasts no time; write "at once"')
    period = Period(int(match[1]), match[2] + "s")
    if period.days > CENTURY:
        raise NotAPeriod(f"“{text}” is longer than a century, which is for ever; write less")
    return period


@dataclass(frozen=True)
class YearEnd:
    """Last day of a tenant's financial year; 31 December unless the policy says otherwise."""

    month: int = 12
    day: int = 31

    def of(self, year: int) -> date:
        """The last day of the financial year that ends in calendar year `year`."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def containing(self, day: date) -> date:
        """The last day of the financial year that `day` lies in."""
        end = self.of(day.year)
        return end if day <= end else self.of(day.year + 1)


CALENDAR = YearEnd()


def due(anchor: date, period: Period, year_end: YearEnd = CALENDAR) -> date:
    """The day on which the sweep acts: the first day on which the period is over.

    anchor: the local date of the event. Months and years keep the day of the month, or take
    the month's last day (31 August + 6 months is 28 February). Financial years: kept to the
    end of the Nth financial year after the one the anchor lies in (JC-56, WW-84); acts the
    day after. Hours are not dates and raise ValueError.
    """
    match period.unit:
        case "days":
            return anchor + timedelta(days=period.count)
        case "weeks":
            return anchor + timedelta(weeks=period.count)
        case "months":
            return _months_later(anchor, period.count)
        case "years":
            return _months_later(anchor, 12 * period.count)
        case "financial years":
            end = year_end.containing(anchor)
            return year_end.of(end.year + period.count) + timedelta(days=1)
        case "calendar years":
            return date(anchor.year + period.count + 1, 1, 1)
        case _:
            raise ValueError(f"{period} has no date: hours are counted by the clock")


def _months_later(day: date, count: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def cutoff(period: Period, today: date, year_end: YearEnd = CALENDAR) -> date:
    """The first anchor that is not yet due on `today`: every earlier anchor is due.

    Binary search over `due`, which never falls as the anchor grows.
    """
    low, high = FIRST_DAY, today + timedelta(days=1)
    while low < high:
        middle = low + (high - low) // 2
        if due(middle, period, year_end) <= today:
            low = middle + timedelta(days=1)
        else:
            high = middle
    return low
