"""Who reads an application: the team of the recruitment, and nobody else (S-21).

On it are the tenant's own people, and people of the company that the ad is for (JI-35).
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from ordholden.accounts.access import NOBODY, roles_of, staff_required
from ordholden.accounts.models import User
from ordholden.applications import asking
from ordholden.companies.access import seat_of
from ordholden.jobs.access import is_on_team, works_for
from ordholden.jobs.models import JobAd
from ordholden.policy import Policy
from ordholden.reading import seeing
from ordholden.reading.readers import Reader, reader
from ordholden.tenants import scope

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
# What whoever takes part in a recruitment is to the candidate, beside their own role.
TEAM = frozenset({"job_team", "company_contact"})


def roles_on(user: User | AnonymousUser, ad: JobAd) -> frozenset[str]:
    """The roles somebody has towards the applications for an ad; none when not on its team."""
    own = roles_of(user)
    if not is_on_team(user, ad) or not (own or works_for(user, ad)):
        return NOBODY
    return own | TEAM


def at_work(view: View[P]) -> View[P]:
    """A page of those who may be on a team: our own people, or people of companies."""
    ours = staff_required()(view)

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        seated = seat_of(request.user) is not None and not roles_of(request.user)
        return (view if seated else ours)(request, *args, **kwargs)

    return guarded


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
