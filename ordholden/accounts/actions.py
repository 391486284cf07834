"""What happens to accounts: opened, signed in to, signed out of, given roles, closed."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.signing import BadSignature
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ordholden.accounts import devices, emails
from ordholden.accounts.models import Attempt, Invitation, Letter, Membership, SignIn, User
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import site_url
from ordholden.kit.queue import task
from ordholden.people import actions as people
from ordholden.people.models import Person

INVITATION_LASTS = timedelta(days=7)
LETTER_LASTS = timedelta(days=2)
# What higher rooms do once an address has been shown to be its person's.
WHEN_CONFIRMED: list[Callable[[Person], None]] = []
# … and once signing in has failed: with the account if it is one of the tenant's own people's.
WHEN_SIGN_IN_FAILED: list[Callable[[User | None], None]] = []


# ------------------------------------------------------------------ accounts
class AddressTaken(NotPossible):
    """The address has an account here already. Never shown to who asked: see `account_of`."""


def account_of(email: str) -> User | None:
    """The account that signs in with this address at this tenant.

    A sign-up form answers the same whether there is one or not: if there is, call
    `emails.already_registered(user)` instead of opening a second one.
    """
    return User.objects.filter(email=email.strip().lower()).first()


@transaction.atomic
def open_account(
    person: Person, email: str, password: str | None = None, *, confirmed: bool = False
) -> User:
    """Let a person sign in with this address; a letter asks its owner to confirm it first.

    password: none means codes by mail, until the person sets one. confirmed: the address has
    already been shown to be theirs (an invitation reached them). Raises AddressTaken;
    ValidationError for a password that is too weak.
    """
    address = email.strip().lower()
    if account_of(address):
        raise AddressTaken(_("There is an account with this address already."))
    user = User(person=person, email=address)
    if password:
        validate_password(password, user)
    user.set_password(password)  # None: no password opens it
    user.save(force_insert=True)
    mailbox = EmailAddress.objects.create(
        user=user, email=address, primary=True, verified=confirmed
    )
    people.note_account(person, has=True)
    if confirmed:
        address_confirmed(person)
    else:
        emails.confirm_address(user, confirmation_url(mailbox))
    return user


@transaction.atomic
def address_confirmed(person: Person) -> None:
    """The person has shown that the address is theirs, and counts from now on."""
    people.confirm(person)
    for follow in WHEN_CONFIRMED:
        follow(person)


def confirmation_url(mailbox: EmailAddress) -> str:
    """The signed link that confirms an address. Opening it changes nothing; a button does."""
    key = EmailConfirmationHMAC(mailbox).key
    return site_url(reverse("account_confirm_email", args=[key]))


@transaction.atomic
def close_account(user: User) -> None:
    """The person can no longer sign in; what is held about them is another matter (privacy).

    The account of somebody who has worked here stays, locked, since what they did names it.
    """
    end_sign_ins(user.person)
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    people.note_account(user.person, has=False)
    if Membership.objects.filter(user=user).exists():
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        return
    # Not through the model: Django would first ask every ledger that could name a user.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_user WHERE id = %s", [user.pk])


# ------------------------------------------------------------------ signing in
@transaction.atomic
def note_sign_in(
    person: Person,
    *,
    ip: str | None,
    user_agent: str,
    session_key: str,
    method: str,
) -> SignIn:
    """Somebody signed in: write it down for them, and move their clocks (AB-04, AB-16).

    IP address and device are stored only where the policy collects them.
    """
    people.touch(person, people.Event.SIGN_IN)
    return SignIn.objects.create(
        person=person,
        at=now(),
        ip=ip if people.is_collected(person, "sign_in.ip") else None,
        device=devices.name_of(user_agent) if people.is_collected(person, "sign_in.device") else "",
        method=method,
        session_key=session_key,
    )


@transaction.atomic
def end_sign_ins(person: Person, *, only: UUID | None = None, but: str | None = None) -> int:
    """Sign a person out: of one sign-in (`only`), of all but one session (`but`), or of all.

    Returns how many ended. Their sessions are gone when this commits.
    """
    chosen = SignIn.objects.filter(person=person).open().select_for_update()
    if only is not None:
        chosen = chosen.filter(pk=only)
    if but:
        chosen = chosen.exclude(session_key=but)
    keys = [one.session_key for one in chosen]
    Session.objects.filter(session_key__in=keys).delete()
    return chosen.update(ended_at=now(), session_key="")


def follow_session(sign_in_id: str, session_key: str) -> None:
    """A session was given a new key (a password changed): its sign-in must know."""
    SignIn.objects.filter(pk=sign_in_id).open().update(session_key=session_key)


# ------------------------------------------------------------------ the tenant's own people
@transaction.atomic
def join(user: User, role: str, *, by: User | None = None) -> Membership:
    """Give somebody a role among the tenant's own people, from today on. Twice is once."""
    people.give_role(user.person, "staff")
    membership, _made = Membership.objects.get_or_create(
        user=user,
        role=Membership.Role(role),
        until=None,
        defaults={"since": people.local_today(), "given_by": by},
    )
    return membership


@transaction.atomic
def leave(membership: Membership, *, by: User | None = None) -> None:
    """End a role today, at once: whoever has none left is signed out everywhere.

    Raises NotPossible for the last administrator, and for taking one's own role away.
    """
    if membership.until is not None:
        raise NotPossible(_("This role has ended already."))
    if by is not None and by.pk == membership.user_id:
        raise NotPossible(_("Somebody else must take your own role away."))
    others = Membership.objects.filter(role=membership.role, until=None).exclude(pk=membership.pk)
    if membership.role == Membership.Role.ADMINISTRATOR and not others.exists():
        raise NotPossible(_("Somebody must stay administrator."))
    user = membership.user
    if membership.since == people.local_today():
        membership.delete()
    else:
        membership.until = people.local_today() - timedelta(days=1)
        membership.save(update_fields=["until"])
    if not Membership.objects.filter(user=user, until=None).exists():
        people.end_role(user.person, "staff")
        end_sign_ins(user.person)


@transaction.atomic
def invite(email: str, role: str, *, by: User | None = None, post: bool = True) -> Invitation:
    """Invite somebody to work for the tenant. An open invitation is renewed, not doubled.

    post: send it by mail; else the caller hands over `emails.invitation_url(invitation)`.
    """
    moment = now()
    invitation, _made = Invitation.objects.update_or_create(
        email=email.strip().lower(),
        role=Membership.Role(role),
        defaults={
            "invited_at": moment,
            "expires_at": moment + INVITATION_LASTS,
            "invited_by": by,
        },
    )
    if post:
        emails.invite(invitation)
    return invitation


def open_invitation(token: str) -> Invitation | None:
    """The invitation a link opens; None when it is used, too old, or not a link of ours."""
    try:
        key = emails.INVITATIONS.unsign(token)
    except BadSignature:
        return None
    return Invitation.objects.filter(pk=key, expires_at__gt=now()).first()


@transaction.atomic
def accept(invitation: Invitation, *, name: str, password: str) -> User:
    """Start working for the tenant: a person, an account and the role. Used once.

    Raises NotPossible when the address has an account (its owner signs in and uses
    `accept_as`), ValidationError for a weak password.
    """
    invitation = _used_up(invitation)
    person = people.register(name=name, email=invitation.email, kind="staff")
    user = open_account(person, invitation.email, password, confirmed=True)
    join(user, invitation.role, by=invitation.invited_by)
    return user


@transaction.atomic
def accept_as(invitation: Invitation, user: User) -> Membership:
    """Take on a further role with the account one has. Raises NotPossible for another's."""
    if user.email != invitation.email:
        raise NotPossible(_("This invitation is for another address."))
    invitation = _used_up(invitation)
    return join(user, invitation.role, by=invitation.invited_by)


def _used_up(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if found is None or found.expires_at <= now():
        raise NotPossible(_("This invitation has been used or is too old."), code="used_up")
    Invitation.objects.filter(pk=found.pk).delete()
    return found


# ------------------------------------------------------------------ every hour
@task
def forget_expired() -> None:
    """Remove what has run out by itself: sessions, counters, invitations, letters not sent."""
    SessionStore.clear_expired()
    Attempt.objects.filter(expires__lt=now()).delete()
    Invitation.objects.filter(expires_at__lt=now()).delete()
    Letter.objects.filter(written_at__lt=now() - LETTER_LASTS).delete()
