"""Dates as people write them, in the language of the page and the tenant's own time zone."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ordholden.tenants import clock


def locale() -> Locale:
    """The active language's locale. English is written the European way: day first."""
    code = (get_language() or "en").replace("-", "_")
    return Locale.parse("en_GB" if code == "en" else code)


def day(value: date | datetime) -> date:
    """The calendar day; an aware moment is read in the active time zone."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def long_date(value: date | datetime) -> str:
    """`15. marts 2027`, `15. mars 2027`, `15 March 2027`."""
    return format_date(day(value), "long", locale=locale())


def short_date(value: date | datetime) -> str:
    """`15. mar. 2027`: for tables and narrow places."""
    return format_date(day(value), "medium", locale=locale())


def day_and_month(value: date | datetime) -> str:
    """`15. mar.`: for the axis of a chart."""
    return format_skeleton("MMMd", day(value), locale=locale())


def moment(value: datetime) -> str:
    """Date and time to the minute in the active time zone: `15. marts 2027 kl. 14.03`."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(date)s at %(time)s") % {
        "date": long_date(local),
        "time": format_time(local.time(), "short", locale=locale()),
    }


def from_today(value: date | datetime) -> str:
    """How far off a day is: `om 3 måneder`, `for 2 dage siden`, `i dag`."""
    distance = day(value) - clock.today(timezone.get_current_timezone())
    if not distance:
        return _("today")
    return format_timedelta(
        distance, granularity="day", threshold=1.4, add_direction=True, locale=locale()
    )
