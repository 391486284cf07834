"""Where one can go from here: header, footer, desk and the demo's stripe, by person and role."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ordholden.accounts import access
from ordholden.accounts.places import there
from ordholden.applications import asking
from ordholden.candidates import sight
from ordholden.companies.access import has_companies, seat_of
from ordholden.companies.places import of as company
from ordholden.figures.actions import questions
from ordholden.jobs.access import WRITERS, has_ads
from ordholden.mailings import classes
from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web.site import Link

OFFICERS = {"privacy_officer", "administrator"}


def places(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `nav`, `foot_links`, `side_nav` and, in the demo, `demo_links`."""
    tenant = scope.current()
    if tenant is None:
        return {}
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    roles = access.roles_of(user) if user and signed_in else access.NOBODY
    seat = seat_of(user) if user and signed_in and not roles else None
    return {
        "nav": header(tenant.policy, signed_in=signed_in, roles=roles, seated=seat is not None),
        "foot_links": footer(),
        "side_nav": desk(tenant.policy, roles) if roles else company(seat) if seat else [],
        **({"demo_links": demo()} if settings.DEMO else {}),
    }


def header(
    policy: Policy, *, signed_in: bool, roles: frozenset[str], seated: bool = False
) -> list[Link]:
    """The few places everybody needs."""
    open_to_all = [("jobs", _("Jobs"), "briefcase")] if has_ads(policy) else []
    if seated:
        wanted = [("company", _("Company"), "building"), ("my_data", _("My data"), "clock")]
    elif roles:
        wanted = [("desk", _("Desk"), "home"), ("my_data", _("My data"), "clock")]
    elif signed_in:
        page = _my_page(policy)
        wanted = [("my", page, "person"), ("my_data", _("My data"), "clock")]
    else:
        wanted = [("notice", _("What happens to your data"), "file")]
        if "profiles" in policy.modules:
            wanted.append(("sign_up", _("Register"), "person"))
    links = there(*open_to_all, *wanted)
    if signed_in:
        return [*links, Link(_("Sign out"), reverse("account_logout"), "sign-out")]
    return [*links, Link(_("Sign in"), reverse("account_login"), "sign-in", primary=True)]


def _my_page(policy: Policy) -> str:
    own = policy.document.words.my_page
    return own[words.locale()] if own else _("My page")


def footer() -> list[Link]:
    """What stands below every page."""
    return there(
        ("notice_versions", _("Earlier versions of the notice"), ""),
        ("contact", _("Contact"), ""),
        ("cookies", _("Cookies"), ""),
        ("receipt", _("Verify a receipt of erasure"), ""),
    )


def desk(policy: Policy, roles: frozenset[str]) -> list[Link]:
    """The tenant's own people: what the policy and their roles open."""
    wanted = [("desk", _("Overview"), "home")]
    if sight.purposes(policy, roles):
        wanted.append(("people", _("People"), "people"))
    if has_ads(policy) and roles & set(WRITERS):
        wanted.append(("ads", _("Job ads"), "briefcase"))
    if asking.has_applications(policy) and roles & set(WRITERS):
        wanted.append(("boards", _("Recruitments"), "people"))
    if has_companies(policy) and any(one.role in roles for one in policy.seen_by("company.name")):
        wanted.append(("companies", _("Companies"), "building"))
    if "marketing" in roles and classes.bulk(policy):
        wanted.append(("issues", _("Newsletters"), "mail"))
    if any(one.role in roles for key in questions(policy) for one in policy.seen_by(key)):
        wanted.append(("figures", _("Figures"), "chart"))
    if roles & OFFICERS:
        wanted += [
            ("control", _("Control"), "check"),
            ("not_in_use", _("Not in use"), "lock"),
            ("purpose_reviews", _("Still needed?"), "clock"),
            ("readings", _("Who read what"), "search"),
            ("publish_notice", _("Publish"), "upload"),
        ]
    if "administrator" in roles:
        wanted.append(("staff", _("Our own people"), "people"))
    return there(*wanted, ("account", _("Signing in"), "key"))


def demo() -> list[Link]:
    """The demo's stripe."""
    return there(
        ("demo_sign_ins", _("Sign-ins"), "key"),
        ("demo_mailbox", _("Mailbox"), "mail"),
        ("demo_clock", _("Turn the clock"), "clock"),
    )
