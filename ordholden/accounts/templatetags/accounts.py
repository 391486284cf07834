"""`{% load accounts %}`: what pages of an account share."""

import json
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.accounts import places
from ordholden.web.site import Link

register = template.Library()

METHODS = {
    "password": gettext_lazy("password"),
    "code": gettext_lazy("code by mail"),
    "passkey": gettext_lazy("passkey"),
    "totp": gettext_lazy("authenticator app"),
    "recovery_codes": gettext_lazy("recovery code"),
}

WAYS = {
    "reauthenticate": gettext_lazy("Use the password"),
    "mfa_reauthenticate": gettext_lazy("Use a code of the app"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
}


@register.filter
def as_json(value: Any) -> str:
    """A value for an attribute that a script of ours reads; escaped like any other text."""
    return json.dumps(value, separators=(",", ":"))


@register.filter
def how(method: str) -> str:
    """“password and authenticator app” for what a sign-in stores."""
    steps = [str(METHODS[step]) for step in method.split("+") if step in METHODS]
    return _(" and ").join(steps)


@register.simple_tag(takes_context=True)
def account_places(context: Context) -> list[Link]:
    """The side navigation of one's own pages."""
    return places.mine(context["request"].user)


@register.simple_tag
def another_way(method: str) -> str:
    """What a button to another way of showing that it is you says."""
    return str(WAYS[method])


@register.simple_tag
def address_of(name: str) -> str:
    """The address of a page that another room may or may not have."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
