"""Forms of signing in: django-allauth's, in our words; and those of staff."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import Membership

ADDRESS, PASSWORD, CODE = _("E-mail address"), _("Password"), _("Code")
NEW, AGAIN, NOW = _("New password"), _("New password, once more"), _("Your password now")
TEN = _("At least ten characters. Several words are better than strange signs.")


class Worded(forms.Form):
    """A form of the library's with our labels, and without grey words inside its boxes."""

    words: ClassVar[Mapping[str, Any]] = {}
    help: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.help.get(name, "")
            if name == "code":
                field.widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


class Login(Worded, account.LoginForm):
    words: ClassVar = {
        "login": ADDRESS,
        "password": PASSWORD,
        "remember": _("Stay signed in on this device"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["remember"].optional = False  # type: ignore[attr-defined]


class RequestCode(Worded, account.RequestLoginCodeForm):
    words: ClassVar = {"email": ADDRESS}


class ConfirmCode(Worded, account.ConfirmLoginCodeForm):
    words: ClassVar = {"code": CODE}


class ChangeAddress(Worded, account.AddEmailForm):
    words: ClassVar = {"email": _("New e-mail address")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].validators.append(MaxLengthValidator(254))  # RFC 5321


class ChangePassword(Worded, account.ChangePasswordForm):
    words: ClassVar = {"oldpassword": NOW, "password1": NEW, "password2": AGAIN}
    help: ClassVar = {"password1": TEN}


class SetPassword(Worded, account.SetPasswordForm):
    words: ClassVar = {"password1": NEW, "password2": AGAIN}
    help: ClassVar = {"password1": TEN}


class ResetPassword(Worded, account.ResetPasswordForm):
    words: ClassVar = {"email": ADDRESS}


class ResetPasswordKey(Worded, account.ResetPasswordKeyForm):
    words: ClassVar = {"password1": NEW, "password2": AGAIN}
    help: ClassVar = {"password1": TEN}


class Reauthenticate(Worded, account.ReauthenticateForm):
    words: ClassVar = {"password": PASSWORD}


class SecondStep(Worded, mfa.AuthenticateForm):
    words: ClassVar = {"code": CODE}


class SecondStepAgain(Worded, mfa.ReauthenticateForm):
    words: ClassVar = {"code": CODE}


class AddApp(Worded, totp.ActivateTOTPForm):
    words: ClassVar = {"code": _("Code that the app shows")}


class AddPasskey(Worded, webauthn.AddWebAuthnForm):
    words: ClassVar = {
        "name": _("Name of the passkey"),
        "passwordless": _("Sign in with this passkey alone"),
    }
    help: ClassVar = {
        "name": _("So that you can tell it from others: “phone”, “work laptop”."),
        "passwordless": _(
            "Your device then asks for your finger, face or PIN, and no password is needed."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        for name in ("name", "passwordless"):
            self.fields[name].optional = False  # type: ignore[attr-defined]


class RenamePasskey(Worded, webauthn.EditWebAuthnForm):
    words: ClassVar = {"name": _("Name of the passkey")}


# ------------------------------------------------------------------ the tenant's own people
class Accept(forms.Form):
    """Accepting an invitation: who one is, and how one signs in."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        help_text=TEN,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Refuse a password that is too weak."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class Invite(forms.Form):
    """Inviting a colleague."""

    email = forms.EmailField(label=ADDRESS, max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
