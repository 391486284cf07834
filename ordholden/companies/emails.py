"""Letters to people at companies."""

from django.core.signing import Signer
from django.urls import reverse

from ordholden.accounts.emails import write
from ordholden.companies.models import SeatInvitation
from ordholden.kit.http import site_url

INVITATIONS = Signer(salt="ordholden.companies.invitation")


def invite(invitation: SeatInvitation) -> None:
    """Invite somebody to a seat at their company."""
    context = {
        "url": invitation_url(invitation),
        "company": invitation.company.name,
        "days": str((invitation.expires_at - invitation.invited_at).days),
    }
    write("companies/email/invitation", invitation.email, context, person=None)


def invitation_url(invitation: SeatInvitation) -> str:
    """The link that opens an invitation. Whoever has it can use it, once."""
    return site_url(reverse("seat_invitation", args=[INVITATIONS.sign(str(invitation.pk))]))
