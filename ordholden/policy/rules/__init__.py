"""What a typed policy must also be: whole, lawful, mortal. Each check names line and reason."""

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault


def check(policy: Policy) -> list[Fault]:
    """Every fault of a typed policy."""
    return []
