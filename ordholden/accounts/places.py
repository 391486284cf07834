"""The side navigation of everything that is somebody's own: places of any room, if it answers."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from ordholden.accounts import access
from ordholden.accounts.models import User
from ordholden.policy import Policy
from ordholden.tenants import scope
from ordholden.tenants.scope import required
from ordholden.web.site import Link

# Where others than staff and candidates go first: functions of higher rooms that name an address
# for a user, or say "".
FIRST: list[Callable[[User | AnonymousUser], str]] = []
CV = frozenset({"profile.experience", "profile.education", "profile.skills", "profile.languages"})


def mine(user: User | AnonymousUser) -> list[Link]:
    """One's data, consents and account; for administrators their colleagues too."""
    has = "applications" in scope.required().policy.modules
    applied = [("my_applications", _("My applications"), "briefcase")] if has else []
    places = [
        ("my", _("Overview"), "home"),
        ("my_profile", _("My profile"), "person"),
        *([("my_cv", _("My CV"), "list")] if has_cv(scope.required().policy) else []),
        *(_in_cv_database() if "cv_database" in _modules() else []),
        *applied,
        ("my_data", _("My data"), "clock"),
        ("my_readings", _("Who saw my data"), "search"),
        *([("my_handed_over", _("Who received my data"), "upload")] if _hands_over() else []),
        ("my_consents", _("What I agreed to"), "check"),
        *([("my_searches", _("My searches"), "search")] if "job_mail" in _modules() else []),
        *([("my_sensitive", _("Something sensitive"), "lock")] if _takes_sensitive() else []),
        ("my_mails", _("My mails"), "mail"),
        ("account", _("Signing in"), "key"),
        ("sign_ins", _("Sign-ins"), "device"),
        ("mfa_index", _("Second factor"), "lock"),
    ]
    if access.can_manage_staff(user):
        places.append(("staff", _("Our own people"), "people"))
    return there(*places)


def _in_cv_database() -> list[tuple[str, str, str]]:
    return [
        ("my_visibility", _("Who sees my CV"), "eye"),
        ("my_requests", _("Who wants to talk to me"), "mail"),
        ("my_viewed", _("Who looked at my CV"), "chart"),
        ("my_following", _("Companies I follow"), "building"),
    ]


def _takes_sensitive() -> bool:
    return required().policy.document.sensitive.stance == "allow_with_ground"


def _hands_over() -> bool:
    return bool(required().policy.document.disclose)


def _modules() -> frozenset[str]:
    return frozenset(required().policy.modules)


def has_cv(policy: Policy) -> bool:
    """Whether the notice asks candidates for what a CV in parts is made of."""
    asked = (one for one in policy.collected(who="candidate") if "subject" in one.source)
    return any(
        policy.means(one.fields) & CV
        for one in asked
        if one.at in ("sign_up", "profile") and not one.channel
    )


def there(*places: tuple[str, str, str]) -> list[Link]:
    """Links to those addresses (name, label, icon) that some room answers for."""
    found = []
    for name, label, icon in places:
        try:
            found.append(Link(label, reverse(name), icon))
        except NoReverseMatch:
            continue
    return found
