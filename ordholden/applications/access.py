"""Who of the tenant's own people reads an application: its team, and nobody else (S-21)."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from ordholden.accounts.access import NOBODY, roles_of
from ordholden.accounts.models import User
from ordholden.applications import asking
from ordholden.jobs.access import is_on_team
from ordholden.jobs.models import JobAd
from ordholden.policy import Policy
from ordholden.reading import seeing
from ordholden.reading.readers import Reader, reader
from ordholden.tenants import scope

# What whoever takes part in a recruitment is to the candidate, beside their own role.
TEAM = frozenset({"job_team", "company_contact"})


def roles_on(user: User | AnonymousUser, ad: JobAd) -> frozenset[str]:
    """The roles somebody has towards the applications for an ad; none when not on its team."""
    own = roles_of(user)
    return own | TEAM if own and is_on_team(user, ad) else NOBODY


def purpose(policy: Policy, roles: frozenset[str]) -> str:
    """The purpose of the notice for which these roles read applications; "" if there is none."""
    for one in asking.collected(policy):
        found = seeing.purposes(policy, roles, one.category)
        fitting = [key for key in found if key in one.purposes] or found
        if fitting:
            return fitting[0]
    return ""


def sees(policy: Policy, roles: frozenset[str], category: str) -> bool:
    """Whether these roles read a category of an application."""
    return seeing.how(policy, roles, purpose(policy, roles), category) == "open"


def named_by(policy: Policy, roles: frozenset[str]) -> str:
    """The category by which these roles know an applicant's name."""
    shown = [one for one in (asking.NAME, seeing.NAME) if sees(policy, roles, one)]
    kept = [one for one in shown if one == seeing.NAME or asking.collects(policy, one)]
    return kept[0] if kept else ""


def reader_on(request: HttpRequest, ad: JobAd) -> Reader | None:
    """Who reads, as the log writes it down; None for whoever may not."""
    policy = scope.required().policy
    roles = roles_on(request.user, ad)
    why = purpose(policy, roles)
    return reader(request, roles, why) if why else None
