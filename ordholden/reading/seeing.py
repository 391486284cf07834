"""Who of the tenant's own people sees what, for which purpose, and how: read from the policy."""

from collections.abc import Collection

from ordholden.policy import Policy

# From the most to the least that is shown.
SHOWN = ("open", "masked", "reveal", "emergency")
NAME = "person.name"
AFTER_CONSENT = "after_consent"


def how(
    policy: Policy, roles: Collection[str], purpose: str, category: str, *, agreed: bool = False
) -> str:
    """How these roles see a category for a purpose: "open", "masked", "reveal", … or "".

    agreed: the person's consent stands, so what is seen after it is open.
    """
    ways = {
        one.how for one in policy.seen_by(category) if one.role in roles and purpose in one.purposes
    }
    if agreed and AFTER_CONSENT in ways:
        return "open"
    return next((way for way in SHOWN if way in ways), "")


def purposes(policy: Policy, roles: Collection[str], category: str = NAME) -> list[str]:
    """The purposes these roles see a category for, person by person, as the policy orders them."""
    return [
        key
        for key, purpose in policy.document.purpose.items()
        if purpose.output == "rows" and how(policy, roles, key, category)
    ]


def role_for(policy: Policy, roles: Collection[str], purpose: str, category: str) -> str:
    """The role by which somebody sees a category for a purpose; "" if none of theirs does."""
    ways = [(one.how, one.role) for one in policy.seen_by(category) if purpose in one.purposes]
    found = [role for way in SHOWN for how_, role in ways if how_ == way and role in roles]
    return found[0] if found else ""
