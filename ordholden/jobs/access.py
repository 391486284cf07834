"""Who writes ads, and who is on the team of one."""

from django.contrib.auth.models import AnonymousUser

from ordholden.accounts.access import Role, roles_of
from ordholden.accounts.models import User
from ordholden.jobs.models import JobAd, TeamMember
from ordholden.policy import Policy

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


def is_on_team(user: User | AnonymousUser, ad: JobAd) -> bool:
    """Whether somebody takes part in this recruitment (S-21: need to know)."""
    if not isinstance(user, User):
        return False
    return TeamMember.objects.filter(ad=ad, user=user).exists()
