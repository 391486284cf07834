"""The side navigation of my pages and of the officer's: places of any room, if it answers."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from ordholden.web.site import Link


def mine() -> list[Link]:
    """Everything a person does with their own data."""
    return _there(
        ("my", _("Overview"), "home"),
        ("my_profile", _("My profile"), "person"),
        ("my_data", _("My data"), "clock"),
        ("my_consents", _("What I agreed to"), "check"),
        ("my_mails", _("My mails"), "mail"),
        ("account", _("Signing in"), "key"),
        ("sign_ins", _("Sign-ins"), "device"),
    )


def officers() -> list[Link]:
    """Everything the privacy officer does."""
    return _there(
        ("desk", _("Overview"), "home"),
        ("control", _("Control"), "check"),
        ("purpose_reviews", _("Still needed?"), "clock"),
        ("publish_notice", _("Publish"), "document"),
        ("notice_versions", _("All versions"), "list"),
    )


def _there(*places: tuple[str, str, str]) -> list[Link]:
    found = []
    for name, label, icon in places:
        try:
            found.append(Link(label, reverse(name), icon))
        except NoReverseMatch:
            continue
    return found
