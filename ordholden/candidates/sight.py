"""What the tenant's own people do with those they see, and how a masked value looks."""

from collections.abc import Collection

from ordholden.policy import Policy
from ordholden.reading.seeing import how, purposes

ONLY_LOOK = frozenset({"auditor", "marketing"})
__all__ = ["how", "is_the_team_s", "masked", "may_act", "purposes"]
MASK = "••••"


def may_act(policy: Policy, roles: Collection[str], purpose: str) -> bool:
    """Whether these roles also change something, or only look."""
    return any(
        how(policy, [role], purpose, "person.name") == "open" for role in set(roles) - ONLY_LOOK
    )


def is_the_team_s(policy: Policy, category: str) -> bool:
    """Whether only those who take part in a recruitment see a category, whatever their role
    (JI-34): then it is not on a card."""
    confidential = "confidential_to_team" in policy.promises()
    return confidential and policy.record_of(category) == "application"


def masked(text: str) -> str:
    """A value of which only the end is shown: enough to recognise it, not to use it."""
    return MASK + (text[-2:] if len(text) > 6 else "")
