"""What happens between the tenant and companies: beginning, agreeing, sitting down, ending."""

from datetime import date, timedelta
from typing import Any

from django.core.signing import BadSignature
from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import User
from ordholden.companies import access, emails
from ordholden.companies.models import Agreement, Company, Seat, SeatInvitation
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import task
from ordholden.people import actions as people
from ordholden.people.actions import local_today

INVITATION_LASTS = timedelta(days=14)
CONTACT = "company_contact"


# ------------------------------------------------------------------ companies
@transaction.atomic
def begin(company: Company) -> Company:
    """Work with a company from now on. Raises NotPossible if it is there already."""
    _require_once(company)
    company.save(force_insert=True)
    return company


@transaction.atomic
def change(company: Company) -> None:
    """Store what was changed about a company. Raises NotPossible for another's number."""
    _require_once(company)
    company.save()


def _require_once(company: Company) -> None:
    others = Company.objects.standing().exclude(pk=company.pk)
    if company.number and others.filter(number=company.number).exists():
        raise NotPossible(_("A company with this number is there already."))
    if company.kind == Company.Kind.DEPARTMENT and others.filter(kind=company.kind).exists():
        raise NotPossible(_("Your own recruitment department is there already."))


@transaction.atomic
def end(company: Company) -> None:
    """Stop working with a company: its people are signed out at once, and their clocks run."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.ended_at is not None:
        raise NotPossible(_("You have stopped working with this company already."))
    for seat in company.seats.filter(until=None).select_related("user__person"):
        _stand_up(seat)
    company.invitations.all().delete()
    company.agreements.running(local_today()).update(until=local_today())
    company.ended_at = now()
    company.save(update_fields=["ended_at"])


# ------------------------------------------------------------------ agreements
@transaction.atomic
def agree(
    company: Company,
    service: str,
    *,
    since: date,
    until: date | None = None,
    by: User | None = None,
    **amounts: Any,
) -> Agreement:
    """Let a company use a service. amounts: `seats`, and `contacts` a month.

    An agreement on the same service that still runs ends the day before. Raises NotPossible for
    one that would end before it begins, or that runs longer than this one's first day allows.
    """
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.ended_at is not None:
        raise NotPossible(_("You have stopped working with this company already."))
    if until is not None and until < since:
        raise NotPossible(_("An agreement ends after it begins."))
    earlier = company.agreements.filter(service=service)
    if earlier.filter(since__gte=since).exists():
        raise NotPossible(_("There is an agreement on this that begins as late or later."))
    earlier.running(since).update(until=since - timedelta(days=1))
    return Agreement.objects.create(
        company=company,
        service=Agreement.Service(service),
        since=since,
        until=until,
        agreed_by=by,
        **amounts,
    )


@transaction.atomic
def end_agreement(agreement: Agreement) -> None:
    """End an agreement: it counts to the end of yesterday, so nothing opens from now on."""
    if agreement.since >= local_today():
        agreement.delete()
        return
    agreement.until = local_today() - timedelta(days=1)
    agreement.save(update_fields=["until"])


# ------------------------------------------------------------------ seats
@transaction.atomic
def invite(
    company: Company, email: str, *, leads: bool = False, by: User | None = None
) -> SeatInvitation:
    """Invite somebody to a seat. An open invitation is renewed, not doubled.

    Raises NotPossible when as many sit there, or are invited, as the agreements allow.
    """
    company = Company.objects.select_for_update().get(pk=company.pk)
    address = email.strip().lower()
    if company.ended_at is not None:
        raise NotPossible(_("You have stopped working with this company already."))
    taken = company.seats.filter(until=None).count()
    taken += company.invitations.exclude(email=address).count()
    if taken >= seats_of(company):
        raise NotPossible(_("Every seat of the agreement is taken. End one first."))
    moment = now()
    invitation, _made = SeatInvitation.objects.update_or_create(
        company=company,
        email=address,
        defaults={
            "leads": leads,
            "invited_at": moment,
            "expires_at": moment + INVITATION_LASTS,
            "invited_by": by,
        },
    )
    emails.invite(invitation)
    return invitation


def seats_of(company: Company) -> int:
    """How many may sit there; one, where nothing is agreed yet."""
    running = Agreement.objects.running(local_today()).filter(company=company)
    return max(running.values_list("seats", flat=True), default=1)


def open_invitation(token: str) -> SeatInvitation | None:
    """The invitation a link opens; None when it is used, too old, or not a link of ours."""
    try:
        key = emails.INVITATIONS.unsign(token)
    except BadSignature:
        return None
    standing = SeatInvitation.objects.filter(company__ended_at=None, expires_at__gt=now())
    return standing.filter(pk=key).select_related("company").first()


@transaction.atomic
def accept(invitation: SeatInvitation, *, name: str, password: str) -> User:
    """Sit down: a person, an account and the seat. Used once.

    Raises NotPossible when the address has an account (its owner signs in and uses `accept_as`),
    ValidationError for a weak password.
    """
    invitation = _used_up(invitation)
    person = people.register(name=name, email=invitation.email, kind=CONTACT)
    user = accounts.open_account(person, invitation.email, password, confirmed=True)
    _sit_down(invitation, user)
    return user


@transaction.atomic
def accept_as(invitation: SeatInvitation, user: User) -> Seat:
    """Sit down with the account one has. Raises NotPossible for another's, or a second seat."""
    if user.email != invitation.email:
        raise NotPossible(_("This invitation is for another address."))
    if access.seat_of(user) is not None:
        raise NotPossible(_("You have a seat at a company already."))
    return _sit_down(_used_up(invitation), user)


def _used_up(invitation: SeatInvitation) -> SeatInvitation:
    found = SeatInvitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if found is None or found.expires_at <= now() or found.company.ended_at is not None:
        raise NotPossible(_("This invitation has been used or is too old."), code="used_up")
    SeatInvitation.objects.filter(pk=found.pk).delete()
    return found


def _sit_down(invitation: SeatInvitation, user: User) -> Seat:
    people.give_role(user.person, CONTACT)
    people.begin_relation(user.person)
    return Seat.objects.create(
        company=invitation.company,
        user=user,
        leads=invitation.leads,
        since=local_today(),
        given_by=invitation.invited_by,
    )


@transaction.atomic
def leave(seat: Seat, *, by: User | None = None) -> None:
    """End a seat at once; who sat there is signed out, and their clock begins.

    Raises NotPossible for one's own, so that a company is not left without anybody by mistake.
    """
    if seat.until is not None:
        raise NotPossible(_("This seat has ended already."))
    if by is not None and by.pk == seat.user_id:
        raise NotPossible(_("Somebody else must end your own seat."))
    _stand_up(seat)


def _stand_up(seat: Seat) -> None:
    if seat.since >= local_today():
        seat.delete()
    else:
        seat.until = local_today() - timedelta(days=1)
        seat.save(update_fields=["until"])
    person = seat.user.person
    people.end_role(person, CONTACT)
    people.end_relation(person)
    accounts.end_sign_ins(person)


@task
def forget_expired() -> None:
    """Remove invitations that nobody took up. Every day."""
    SeatInvitation.objects.filter(expires_at__lt=now()).delete()
