"""The operator reads a tenant's data by leave alone: for a reason, for minutes, and told."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.reading import emails, seeing
from ordholden.reading.models import Grant
from ordholden.reading.readers import Reader
from ordholden.tenants import scope

LONGEST = 240  # minutes
# As whom the operator reads, in this order, where the notice knows the role.
AS = ("operator", "privacy_officer")


@transaction.atomic
def grant(reason: str, minutes: int, purpose: str = "") -> Grant:
    """Let the operator read for some minutes. The privacy officer hears of it at once.

    purpose: one of the notice; else the first by which the operator, or the officer in whose
    stead they look, reads the log. Raises NotPossible without a reason, a purpose or an end.
    """
    if len(reason.strip()) < 10:
        raise NotPossible(_("Say why, in a sentence."))
    if not 1 <= minutes <= LONGEST:
        raise NotPossible(_("From one minute to four hours."))
    chosen = purpose or next(iter(_purposes()), "")
    if chosen not in scope.required().policy.document.purpose:
        raise NotPossible(_("The notice knows no such purpose."))
    given = Grant.objects.create(
        reason=reason.strip(),
        purpose=chosen,
        begins_at=now(),
        ends_at=now() + timedelta(minutes=minutes),
    )
    emails.tell_of_grant.later(given.pk)
    return given


def _purposes() -> list[str]:
    policy = scope.required().policy
    return [
        purpose
        for role in AS
        for purpose in policy.document.purpose
        if seeing.how(policy, [role], purpose, "access_log.entry")
    ]


def standing() -> Grant | None:
    """The grant in force now, if there is one."""
    return (
        Grant.objects.filter(ends_at__gt=now(), begins_at__lte=now()).order_by("-ends_at").first()
    )


def operator() -> Reader:
    """The operator as a reader. Raises NotPossible without a grant in force."""
    given = standing()
    if given is None:
        raise NotPossible(_("There is no grant in force: bin/ordholden access grant."))
    return Reader(
        user_id=None,
        roles=frozenset(AS),
        role="operator",
        purpose=given.purpose,
        channel="command",
        request_id=uuid4(),
        behalf=str(given.pk),
    )
