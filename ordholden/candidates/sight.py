"""What the tenant's own people do with those they see, and how a masked value looks."""

from collections.abc import Collection

from ordholden.policy import Policy
from ordholden.reading.seeing import how, purposes

ONLY_LOOK = frozenset({"auditor", "marketing"})
__all__ = ["how", "masked", "may_act", "purposes"]
MASK = "••••"


def may_act(policy: Policy, roles: Collection[str], purpose: str) -> bool:
    """Whether these roles also change something, or only look."""
    return any(
        how(policy, [role], purpose, "person.name") == "open" for role in set(roles) - ONLY_LOOK
    )


def masked(text: str) -> str:
    """A value of which only the end is shown: enough to recognise it, not to use it."""
    return MASK + (text[-2:] if len(text) > 6 else "")
