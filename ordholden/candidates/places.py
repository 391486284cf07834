"""Where one can go from here: one's own place, by what the rooms answer for."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from ordholden.web.site import Link


def mine() -> list[Link]:
    """The places of whoever is signed in, for the side of their pages."""
    wanted = (
        (_("Overview"), "my", "home"),
        (_("Profile"), "profile", "person"),
        (_("My data"), "my_data", "life-line"),
        (_("What I agreed to"), "my_consents", "check"),
        (_("My mails"), "my_mails", "mail"),
        (_("Where I signed in"), "sign_ins", "device"),
        (_("My account"), "account", "key"),
    )
    found = []
    for label, name, icon in wanted:
        try:
            found.append(Link(label, reverse(name), icon))
        except NoReverseMatch:
            continue
    return found
