"""The side navigation of the privacy officer's pages."""

from django.utils.translation import gettext as _

from ordholden.accounts.places import there
from ordholden.web.site import Link


def officers() -> list[Link]:
    """Everything the privacy officer does."""
    return there(
        ("desk", _("Overview"), "home"),
        ("control", _("Control"), "check"),
        ("not_in_use", _("Not in use"), "lock"),
        ("flags", _("Sensitive data"), "alert"),
        ("purpose_reviews", _("Still needed?"), "clock"),
        ("readings", _("Who read what"), "search"),
        ("handed_over", _("Who received what"), "upload"),
        ("erasures", _("Erasures"), "trash"),
        ("holds", _("Holds"), "lock"),
        ("limits", _("Restrictions and objections"), "alert"),
        ("publish_notice", _("Publish"), "upload"),
        ("notice_versions", _("All versions"), "list"),
    )
