"""Lengths of time, read a second time."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any


def later(day: date, period: str, policy: dict[str, Any]) -> date:
    """The first day on which a period that began on `day` is over."""
    if period == "at once":
        return day
    count, _, unit = period.partition(" ")
    number = int(count)
    if unit.startswith("day"):
        return day + timedelta(days=number)
    if unit.startswith("week"):
        return day + timedelta(weeks=number)
    if unit.startswith("financial"):
        month, last = map(int, policy["policy"].get("financial_year_end", "12-31").split("-"))
        end = _clipped(day.year, month, last)
        end = end if day <= end else _clipped(day.year + 1, month, last)
        return _clipped(end.year + number, month, last) + timedelta(days=1)
    months = number * 12 if unit.startswith("year") else number
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _clipped(year, month + 1, day.day)


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
