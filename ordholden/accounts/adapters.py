"""Ties django-allauth to a tenant: our letters, our clocks, our words, sealed second factors."""

import base64
from contextlib import nullcontext
from io import BytesIO
from typing import Any, ClassVar
from uuid import UUID

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from ordholden.accounts import access, actions, emails
from ordholden.accounts.models import User
from ordholden.accounts.places import FIRST, there
from ordholden.kit import crypto
from ordholden.people import actions as people
from ordholden.people import changes
from ordholden.people.use import be
from ordholden.tenants import scope
from ordholden.tenants.scope import at_home, required

SIGN_IN = "sign_in"  # in the session: which row of SignIn it is
KEY_THEN = "sign_in_key"  # … and the session's key when that row was last told
NO_ROW = UUID(int=0)

# What the library calls having added one.
FACTOR_ADDED = ("mfa/email/totp_activated", "mfa/email/webauthn_added")
# The library's letters by their names there: ours, and what has changed if it tells of a change.
LETTERS: dict[str, tuple[str, Any]] = {
    "account/email/login_code": ("code", ""),
    "account/email/email_confirmation": ("confirm_address", ""),
    "account/email/email_confirmation_signup": ("confirm_address", ""),
    "account/email/password_reset_key": ("reset_password", ""),
    "account/email/unknown_account": ("unknown_account", ""),
    "account/email/account_already_exists": ("already_registered", ""),
    "account/email/password_changed": ("changed", _("The password was changed.")),
    "account/email/password_reset": ("changed", _("The password was set anew.")),
    "account/email/password_set": ("changed", _("A password was set.")),
    "account/email/email_changed": ("changed", _("The e-mail address was changed.")),
    "account/email/email_confirm": ("changed", _("An e-mail address was confirmed.")),
    "account/email/email_deleted": ("changed", _("An e-mail address was removed.")),
    "mfa/email/totp_activated": ("changed", _("An authenticator app was added.")),
    "mfa/email/totp_deactivated": ("changed", _("The authenticator app was removed.")),
    "mfa/email/recovery_codes_generated": ("changed", _("New recovery codes were made.")),
    "mfa/email/webauthn_added": ("changed", _("A passkey was added.")),
    "mfa/email/webauthn_removed": ("changed", _("A passkey was removed.")),
}


class Accounts(DefaultAccountAdapter):
    """What django-allauth asks us about signing in."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The address and the password do not belong together."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right, or it has run out."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes and try again."),
        "rate_limited": _("Too many tries. Wait a few minutes and try again."),
        "duplicate_email": _("This is the address you already have."),
        "email_taken": _("This address cannot be used."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Its own sign-up is closed: ours asks for what the policy wants, and tells why."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **hook: Any) -> HttpResponse | None:
        """Nobody gets in who is being erased; who is restricted does, to their own data."""
        be(user.person_id)
        if not access.can_sign_in(user):
            user.is_active = False
        response: HttpResponse | None = super().pre_login(request, user, **hook)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        """Every way of signing in ends here, so here it is written down."""
        method = method_of(request, user)
        super().login(request, user)
        if not request.session.session_key:
            request.session.save()
        key = request.session.session_key or ""
        sign_in = actions.note_sign_in(
            user.person,
            ip=self.get_client_ip(request),
            user_agent=request.headers.get("User-Agent", ""),
            session_key=key,
            method=method,
        )
        request.session[SIGN_IN], request.session[KEY_THEN] = str(sign_in.pk), key

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Somebody got it wrong, or tries others' passwords: the security log counts."""
        super().authentication_failed(request, **credentials)
        user = actions.account_of(str(credentials.get("email") or credentials.get("login") or ""))
        for follow in actions.WHEN_SIGN_IN_FAILED:
            follow(user if user and access.is_staff(user) else None)

    def logout(self, request: HttpRequest) -> None:
        """Signing out ends the row as well as the session."""
        sign_in = request.session.get(SIGN_IN)
        if sign_in and isinstance(request.user, User):
            actions.end_sign_ins(request.user.person, only=UUID(sign_in))
        super().logout(request)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirming an address confirms the person, who is reached there from now on."""
        done: bool = super().confirm_email(request, email_address)
        if done:
            be(email_address.user.person_id)
            person = email_address.user.person
            people.change_contact(person, email=email_address.email)
            changes.tell(person)
            actions.address_confirmed(person)
        return done

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """To one's account, or to where one signs in."""
        return reverse("account" if self.request.user.is_authenticated else "account_login")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To one's work, or to one's own page: whichever some room answers for."""
        staff = access.is_staff(request.user)
        elsewhere = [] if staff else [name for at in FIRST if (name := at(request.user))]
        found = there((elsewhere[0] if elsewhere else "desk" if staff else "my", "", ""))
        return found[0].url if found else str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write one of our letters instead: sealed, in the person's language, logged."""
        template, what = LETTERS[template_prefix]
        user = actions.account_of(email) or context.get("user")
        address = context.get("activate_url") or context.get("password_reset_url")
        words = {
            "code": str(context.get("code", "")),
            "url": str(address or self.request.build_absolute_uri(reverse("account_login"))),
            "what": what,
        }
        emails.write(template, email, words, person=getattr(user, "person", None))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell of a change; without the IP address, which is for the list of sign-ins alone.

        Some changes are told after the request has committed and left its tenant: back there. Who
        adds a second factor is signed out elsewhere: a session from before never showed one.
        """
        with nullcontext() if scope.current() else at_home(self.request.tenant):
            if template_prefix in FACTOR_ADDED:
                with transaction.atomic():
                    be(user.person_id)
                    actions.end_sign_ins(user.person, but=self.request.session.session_key)
            self.send_mail(template_prefix, email or user.email, {"user": user})


class SecondFactors(DefaultMFAAdapter):
    """What django-allauth asks us about second factors."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it has run out."),
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_delete_authenticator": _("Add another second factor before removing this one."),
    }

    def _get_site_name(self) -> str:
        return required().name

    def build_totp_svg(self, url: str) -> str:
        """The picture for the app, on white: in the dark it must be readable too."""
        picture = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Secrets of apps and recovery codes are sealed with the tenant's key."""
        sealed = crypto.seal(text, table="mfa_authenticator", row=NO_ROW, field="data")
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` sealed."""
        sealed = base64.b64decode(encrypted_text)
        return crypto.unseal(sealed, table="mfa_authenticator", row=NO_ROW, field="data")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep one: a role without a second factor opens nothing."""
        user = authenticator.user
        types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user=user, type__in=types).exclude(
            pk=authenticator.pk
        )
        return not access.is_staff(user) or others.exists()

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """The name that the device shows beside the passkey."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.person.name or user.email}


def method_of(request: HttpRequest, user: User) -> str:
    """How somebody has just signed in: "password", "password+totp", "code", "passkey"."""
    steps = []
    for record in get_authentication_records(request, user):
        if record["method"] == "mfa":
            steps.append("passkey" if record.get("type") == "webauthn" else record.get("type"))
        else:
            steps.append(record["method"])
    return "+".join(dict.fromkeys(step for step in steps if step))[:40]
