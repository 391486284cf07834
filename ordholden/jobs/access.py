"""Who writes ads, and who is on the team of one."""

from django.contrib.auth.models import AnonymousUser

from ordholden.accounts.access import Role, roles_of
from ordholden.accounts.models import User
from ordholden.companies.access import agreement, seat_of
from ordholden.companies.models import Agreement, Company
from ordholden.jobs.models import JobAd, TeamMember
from ordholden.policy import Policy
from ordholden.policy.document import Disclose
from ordholden.tenants import scope

WRITERS = (
    Role.RECRUITER,
    Role.RECRUITMENT_DEPARTMENT,
    Role.BRANCH,
    Role.MARKETING,
    Role.ADMINISTRATOR,
)
MODULE = "job_ads"


def has_ads(policy: Policy) -> bool:
    """Whether the tenant's notice speaks of job ads at all."""
    return MODULE in policy.modules


def can_write(user: User | AnonymousUser) -> bool:
    """Whether somebody writes, publishes and ends ads."""
    return bool(roles_of(user) & set(WRITERS))


def receiving(company: Company) -> Disclose | None:
    """The notice's entry by which a company gets applications for its own ads (JI-35, WW-68);
    None without an agreement on them today."""
    if agreement(company, Agreement.Service.JOB_ADS) is None:
        return None
    every = scope.required().policy.document.disclose
    return next((one for one in every if one.ground == "applied" and not one.needs), None)


def works_for(user: User | AnonymousUser, ad: JobAd) -> bool:
    """Whether somebody sits at the company that an ad is for, which gets applications today."""
    seat = seat_of(user)
    if seat is None or seat.company_id != ad.company_id:
        return False
    return receiving(seat.company) is not None


def is_on_team(user: User | AnonymousUser, ad: JobAd) -> bool:
    """Whether somebody takes part in this recruitment (S-21: need to know)."""
    if not isinstance(user, User):
        return False
    return TeamMember.objects.filter(ad=ad, user=user).exists()
