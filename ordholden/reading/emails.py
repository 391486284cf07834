"""What the privacy officer is written to about: alarms, and the operator's leave to read."""

from uuid import UUID

from django.urls import reverse

from ordholden.accounts.models import Membership, User
from ordholden.kit import mail
from ordholden.kit.clock import now
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people.actions import local_today
from ordholden.reading.models import Alarm, Grant
from ordholden.tenants import scope

OFFICERS = (Membership.Role.PRIVACY_OFFICER, Membership.Role.ADMINISTRATOR)

# Where an alarm is looked into, if not among readings.
PLACES = {str(Alarm.Kind.ERASURE): "erasures"}


def officers() -> list[User]:
    """The privacy officers; where there is none, the administrators."""
    for role in OFFICERS:
        running = Membership.objects.running(local_today()).filter(role=role)
        found = list(User.objects.filter(pk__in=running.values("user_id"), is_active=True))
        if found:
            return found
    return []


def alarm(raised: Alarm) -> None:
    """Tell of an alarm: what kind, how often; whom it is about stands on the page."""
    _write(
        "reading/email/alarm",
        {
            "what": Alarm.Kind(raised.kind).label,  # lazy: in the letter's language
            "count": raised.count,
            "of_reading": raised.kind != Alarm.Kind.ERASURE,
            "url": site_url(reverse(PLACES.get(raised.kind, "readings"))),
        },
    )


@task
def tell_of_grant(grant_id: UUID) -> None:
    """Tell that the operator may read, why and until when."""
    given = Grant.objects.get(pk=grant_id)
    minutes = round((given.ends_at - given.begins_at).total_seconds() / 60)
    _write(
        "reading/email/granted",
        {"reason": given.reason, "minutes": minutes, "url": site_url(reverse("readings"))},
    )
    given.told_at = now()
    given.save(update_fields=["told_at"])


def _write(template: str, words: dict[str, object]) -> None:
    for user in officers():
        mail.send(
            to=user.email,
            template=template,
            context=words,
            mail_class="service",
            locale=user.person.locale or scope.required().policy.locale,
            subject_person=user.person_id,
        )
