"""Lengths of time that are days: only breaches and cookies are counted by the clock."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault
from ordholden.policy.periods import Period
from ordholden.policy.rules.places import fault, named, tables

_BY_THE_CLOCK = frozenset({"breach", "cookie"})


def faults(policy: Policy) -> Iterator[Fault]:
    """Hours where the program acts by the day."""
    for path, table in tables(policy):
        if path and path[0] in _BY_THE_CLOCK:
            continue
        for key, value in table:
            if isinstance(value, Period) and value.unit == "hours":
                yield fault(
                    policy,
                    f"{named((*path, key))} counts in hours; the program acts by the day, so write"
                    " days",
                    *(*path, key),
                )
