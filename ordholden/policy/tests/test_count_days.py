"""`due` and `cutoff`: the one arithmetic, at the nasty dates, in both directions (traps.md E1)."""

import random
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from ordholden.policy.periods import (
    NotAPeriod,
    Period,
    YearEnd,
    cutoff,
    due,
    parse_period,
)

UNITS = ("days", "weeks", "months", "years", "calendar years", "financial years")
YEAR_ENDS = (YearEnd(), YearEnd(6, 30), YearEnd(2, 28), YearEnd(2, 29), YearEnd(9, 30))
NASTY = (
    *("2024-02-29", "2023-02-28", "2024-08-31", "2025-08-31", "2023-12-31", "2024-01-01"),
    *("2024-06-30", "2024-07-01", "2026-01-30", "2026-01-31", "2026-03-29", "2026-10-25"),
)


@pytest.mark.parametrize(
    ("anchor", "period", "expected"),
    [
        ("2025-08-31", "6 months", "2026-02-28"),
        ("2023-08-31", "6 months", "2024-02-29"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2026-01-30", "1 month", "2026-02-28"),
        ("2026-01-30", "30 days", "2026-03-01"),
        ("2025-02-03", "12 months", "2026-02-03"),
        ("2025-02-03", "5 years", "2030-02-03"),
        ("2025-02-03", "5 financial years", "2031-01-01"),
        ("2021-05-14", "5 financial years", "2027-01-01"),
        ("2025-12-31", "7 calendar years", "2033-01-01"),
        ("2026-03-10", "at once", "2026-03-10"),
    ],
)
def test_the_day_is_the_first_on_which_the_period_is_over(
    anchor: str, period: str, expected: str
) -> None:
    day = due(date.fromisoformat(anchor), parse_period(period))
    assert day == date.fromisoformat(expected)


def test_a_financial_year_that_is_not_the_calendars() -> None:
    end = YearEnd(6, 30)
    five = Period(5, "financial years")
    assert due(date(2024, 6, 30), five, end) == date(2029, 7, 1)
    assert due(date(2024, 7, 1), five, end) == date(2030, 7, 1)


def test_due_is_what_a_calendar_says() -> None:
    rng = random.Random(1)
    for _ in range(5_000):
        day = date(1990, 1, 1) + timedelta(days=rng.randrange(20_000))
        count = rng.randint(1, 30)
        assert due(day, Period(count, "months")) == day + relativedelta(months=count)
        assert due(day, Period(count, "years")) == day + relativedelta(years=count)


def test_due_never_falls_as_the_anchor_grows() -> None:
    for unit in UNITS:
        for year_end in YEAR_ENDS:
            period = Period(3, unit)
            days = [date(2023, 1, 1) + timedelta(days=n) for n in range(1_500)]
            found = [due(day, period, year_end) for day in days]
            assert found == sorted(found)


def test_cutoff_and_due_agree_in_forty_thousand_boundary_cases() -> None:
    """An anchor is before the cutoff exactly when its due day has come."""
    rng = random.Random(2)
    disagreements = cases = 0
    while cases < 40_000:
        nasty = date.fromisoformat(rng.choice(NASTY))
        today = nasty + relativedelta(months=rng.randint(-3, 90), days=rng.randint(-2, 2))
        period = Period(rng.choice((1, 2, 5, 6, 11, 12, 18, 24, 36)), rng.choice(UNITS))
        year_end = rng.choice(YEAR_ENDS)
        first = cutoff(period, today, year_end)
        for step in range(-5, 5):
            anchor = first + timedelta(days=step)
            disagreements += (anchor < first) != (due(anchor, period, year_end) <= today)
            cases += 1
    assert disagreements == 0


@pytest.mark.parametrize("text", ["6", "six months", "0 days", "3 moons", "9999 years", "-1 day"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        parse_period(text)


def test_hours_are_no_date() -> None:
    with pytest.raises(ValueError, match="hours"):
        due(date(2026, 1, 1), Period(72, "hours"))
