"""While a recruitment runs, and for a while after, an application stays as it was (JI-32)."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from ordholden.applications.models import Application, Recruitment
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.policy import Policy, due
from ordholden.policy.document.retention import Lock
from ordholden.privacy import words
from ordholden.privacy.lifeline import KeptByLaw
from ordholden.tenants import scope


@dataclass(frozen=True)
class Locked:
    """until: the day it opens; expected: whether that day can still move."""

    until: date
    expected: bool
    reason: str
    refuses: tuple[str, ...]


def lock_on(application: Application) -> Locked | None:
    """What keeps an application as it is today, or None. The latest of several counts."""
    policy = scope.required().policy
    today = clock.today(policy.timezone)
    found = [_one(policy, lock, application) for lock in policy.document.lock]
    running = [one for one in found if one and one.until > today]
    return max(running, key=lambda one: one.until, default=None)


def refuses(application: Application, what: str) -> Locked | None:
    """The lock that refuses to "change" or "erase" an application now, if there is one."""
    lock = lock_on(application)
    return lock if lock and what in lock.refuses else None


def kept_of(person: Person) -> list[KeptByLaw]:
    """What a lock keeps of somebody who deletes their profile, and until when (JI-61, JI-62)."""
    running = Application.objects.sent().filter(person=person)
    days = [lock.until for one in running if (lock := refuses(one, "erase"))]
    return [KeptByLaw("lock", ("application",), "", max(days))] if days else []


def _one(policy: Policy, lock: Lock, application: Application) -> Locked | None:
    if not policy.means(lock.what) & policy.means(["application"]) or not application.sent_at:
        return None
    ended = application.closed_at
    zone = ZoneInfo(policy.timezone)
    if ended:
        start = clock.local_date(ended, zone)
    else:
        planned = Recruitment.objects.filter(ad=application.ad_id).first()
        start = max(planned.planned_end if planned else date.min, clock.today(policy.timezone))
    until = due(start, lock.until.after, policy.year_end)
    return Locked(until, ended is None, lock.reason[words.locale()], lock.refuses)
