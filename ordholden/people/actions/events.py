"""Events that rules count from: employments, processes, relations, agreements.

An employment's end is the anchor of the longest rules there are: it is empty while any
employment is running, and otherwise the last day of the latest (JC-56; traps X-17). That
somebody has been employed is never forgotten, because it turns other rules off for good.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.people.actions.persons import local_today, locked, write
from ordholden.people.models import Person, Role

EMPLOYEE = "employee"


@transaction.atomic
def start_employment(person: Person, *, on: date | None = None) -> Role:
    """The person works for the tenant from this day (default today). Several may run at once."""
    locked(person)
    role = Role.objects.create(person=person, kind=EMPLOYEE, since=on or local_today())
    write(
        person,
        has_employment=True,
        employment_ended_on=None,
        kinds=sorted({*person.kinds, EMPLOYEE}),
    )
    return role


@transaction.atomic
def end_employment(
    person: Person, *, on: date | None = None, employment: Role | None = None
) -> None:
    """Today or `on` was the last day of one employment, or of all that are running.

    Raises NotPossible when none is running, for a day to come and for one before it began.
    """
    day = on or local_today()
    locked(person)
    running = Role.objects.filter(person=person, kind=EMPLOYEE, until=None)
    if employment is not None:
        running = running.filter(pk=employment.pk)
    if day > local_today():
        raise NotPossible(_("An employment is ended on its last day, not before."))
    if not running.exists():
        raise NotPossible(_("There is no running employment to end."))
    if running.filter(since__gt=day).exists():
        raise NotPossible(_("An employment cannot end before it began."))
    running.update(until=day)
    write(person, employment_ended_on=_latest_end(person))


def _latest_end(person: Person) -> date | None:
    employments = Role.objects.filter(person=person, kind=EMPLOYEE)
    if employments.filter(until=None).exists():
        return None
    latest: date | None = employments.aggregate(latest=Max("until"))["latest"]
    return latest


@transaction.atomic
def open_process(person: Person) -> None:
    """A recruitment process with this person has begun: none is closed while it runs."""
    locked(person)
    write(person, process_closed_at=None)


@transaction.atomic
def close_process(person: Person) -> None:
    """The last recruitment process with this person ended: hired, or stopped."""
    locked(person)
    write(person, process_closed_at=now())


@transaction.atomic
def begin_relation(person: Person) -> None:
    """The cooperation with this person, or their company, has begun or begun again."""
    locked(person)
    write(person, relation_ended_at=None)


@transaction.atomic
def end_relation(person: Person) -> None:
    """The relation or cooperation ended."""
    locked(person)
    write(person, relation_ended_at=now())


@transaction.atomic
def fulfil_agreement(person: Person, *, on: date | None = None) -> None:
    """The agreement with this person was fulfilled, on `on` or today."""
    locked(person)
    write(person, agreement_fulfilled_on=on or local_today())


@transaction.atomic
def fulfil_duties(person: Person, *, on: date | None = None) -> None:
    """The last duty that follows from the agreement was fulfilled, on `on` or today."""
    locked(person)
    write(person, duties_fulfilled_on=on or local_today())
