"""The one clock: the same moment for Python and for the database.

Inside a tenant's scope time stands still, as it does inside a database transaction: every
`now()` of one piece of work, and every `app_now()` of its statements, is the same moment.
Nobody else reads the wall clock. A tenant's clock may be set ahead (the demo's clock); tests
travel.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.db import connection, models

_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


class AppNow(models.Func):
    """`app_now()` in a query or as a column's `db_default`: the database's side of the clock."""

    function = "app_now"
    template = "%(function)s()"
    arity = 0
    allowed_default = True
    output_field = models.DateTimeField()


def now() -> datetime:
    """The moment it is for this piece of work; aware, UTC."""
    return _travelled.get() or _standing.get() or _wall()


def everywhere() -> datetime:
    """The moment it is for what belongs to no tenant: no tenant's own offset counts."""
    return _travelled.get() or _wall()


def today(tz: str | tzinfo) -> date:
    """The date it is now in a time zone (an IANA name, or the zone itself)."""
    return local_date(now(), tz)


def local_date(moment: datetime, tz: str | tzinfo) -> date:
    """The date on which an aware moment falls in a time zone."""
    return moment.astimezone(ZoneInfo(tz) if isinstance(tz, str) else tz).date()


@contextmanager
def travel(to: datetime) -> Iterator[None]:
    """Inside this block it is `to` (aware), for Python and database alike. For tests, the
    demo's history and what a restore made undone; may be nested, also inside a scope.
    """
    if to.tzinfo is None:
        raise ValueError("travel needs a moment with a time zone")
    token = _travelled.set(to.astimezone(UTC))
    try:
        _tell_database()
        yield
    finally:
        _travelled.reset(token)
        _tell_database()


@contextmanager
def standing_still(ahead: timedelta) -> Iterator[datetime]:
    """Stop the clock for one piece of work, `ahead` of the wall clock. Used by `scope` alone."""
    token = _standing.set(_travelled.get() or _wall() + ahead)
    try:
        yield now()
    finally:
        _standing.reset(token)


def setting() -> str:
    """What the database is told in `app.now`: "" outside a scope, where it asks its own clock."""
    moment = _travelled.get() or _standing.get()
    return moment.isoformat() if moment else ""


def _tell_database() -> None:
    # Outside a transaction there is nothing to tell: the next scope will.
    if connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.now', %s, true)", [setting()])


def _wall() -> datetime:
    return datetime.now(UTC)
