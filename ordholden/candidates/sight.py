"""Who of the tenant's own people sees what, for which purpose, and how: read from the policy."""

from collections.abc import Collection

from ordholden.policy import Policy

# From the most to the least that is shown.
SHOWN = ("open", "masked", "reveal", "emergency")
ONLY_LOOK = frozenset({"auditor", "marketing"})
MASK = "••••"


def how(policy: Policy, roles: Collection[str], purpose: str, category: str) -> str:
    """How these roles see a category for a purpose: "open", "masked", "reveal", … or ""."""
    ways = {
        one.how for one in policy.seen_by(category) if one.role in roles and purpose in one.purposes
    }
    return next((way for way in SHOWN if way in ways), "")


def purposes(policy: Policy, roles: Collection[str]) -> list[str]:
    """The purposes these roles meet persons by name for, in the order of the policy."""
    return [
        key
        for key, purpose in policy.document.purpose.items()
        if purpose.output == "rows" and how(policy, roles, key, "person.name")
    ]


def may_act(policy: Policy, roles: Collection[str], purpose: str) -> bool:
    """Whether these roles also change something, or only look."""
    return any(
        how(policy, [role], purpose, "person.name") == "open" for role in set(roles) - ONLY_LOOK
    )


def masked(text: str) -> str:
    """A value of which only the end is shown: enough to recognise it, not to use it."""
    return MASK + (text[-2:] if len(text) > 6 else "")
