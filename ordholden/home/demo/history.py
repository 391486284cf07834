"""A history: what happened to a business's people, in the order in which it happened.

Every event runs with the clock at its own moment, so that every day on every record is true.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection

from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import PurposeReview
from ordholden.tenants import clock
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

AT_ONCE = 300  # events in one transaction
TAKE_STOCK = (1, 2, 4, 8)  # after so many transactions

WAITING = timedelta(days=4)  # questions put since then are left for whoever tries the demo
LONG_SILENT = timedelta(days=900)

Deed = Callable[[], None]


@dataclass
class Life:
    """Somebody in the history: nobody yet, a person, or gone again."""

    person: Person | None = None

    @property
    def here(self) -> Person:
        """The person. Raises LookupError before they came."""
        if self.person is None:
            raise LookupError("nobody yet")
        return self.person


@dataclass(order=True)
class Event:
    """Something that happens at a moment. `number` keeps the order of what happens at once."""

    at: datetime
    number: int
    deed: Deed = field(compare=False)
    life: Life | None = field(compare=False, default=None)


class History:
    """Collects events and lets them happen."""

    def __init__(self, until: datetime, post: Callable[[datetime], None]) -> None:
        self.until, self.post = until, post
        self.events: list[Event] = []
        self.gone: set[UUID] = set()

    def at(self, moment: datetime, deed: Deed, life: Life | None = None) -> None:
        """Plan an event; what would lie after the end of the history does not happen."""
        if moment <= self.until:
            self.events.append(Event(moment, len(self.events), deed, life))

    def sweep_at(self, moment: datetime) -> None:
        """Plan a night's sweep."""
        self.at(moment, self._sweep)

    def happen(self, tenant: Tenant) -> None:
        """Let everything happen, in order."""
        events = sorted(self.events)
        for number, first in enumerate(range(0, len(events), AT_ONCE), start=1):
            with at_home(tenant):
                for event in events[first : first + AT_ONCE]:
                    self._let_happen(event)
            if number in TAKE_STOCK:
                _take_stock()

    def _let_happen(self, event: Event) -> None:
        person = event.life.person if event.life else None
        if person is not None and person.pk in self.gone:
            return
        with clock.travel(event.at):
            event.deed()

    def _sweep(self) -> None:
        before = set(Person.objects.values_list("pk", flat=True))
        privacy.sweep()
        self._answer_reviews()
        self.post(self.until)
        self.gone |= before - set(Person.objects.values_list("pk", flat=True))

    def _answer_reviews(self) -> None:
        """Officers answer in time whether somebody is still needed; the newest wait for you."""
        if clock.now() > self.until - WAITING:
            return
        for review in PurposeReview.objects.filter(answered_at=None).select_related("person"):
            person = review.person
            if "company_contact" not in person.kinds:
                silent = clock.now() - person.last_activity_at
                privacy.answer_review(review, needed=silent < LONG_SILENT, by=None)


def _take_stock() -> None:
    """Let the database count its rows now, and not in a minute: it plans its queries by that."""
    owner = settings.DATABASE.owner
    if owner is not None:
        place = connection.settings_dict
        where = {"host": place["HOST"], "port": place["PORT"], "dbname": place["NAME"]}
        with psycopg.connect(**owner.for_psycopg() | where, autocommit=True) as owners:
            owners.execute("ANALYZE")
