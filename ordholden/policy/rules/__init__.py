"""What a typed policy must also be: whole, lawful, mortal. Each check names line and reason.

One module per noun; each has `faults(policy)`. A policy whose names do not resolve is not asked
anything deeper, so that one mistake is one fault.
"""

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault
from ordholden.policy.rules import (
    consents,
    fields,
    head,
    lengths,
    mails,
    modules,
    mortality,
    origins,
    purposes,
    references,
    retention,
    rights,
    sharing,
    statutes,
    texts,
)
from ordholden.policy.rules.mortality import Bound, bounds

__all__ = ["Bound", "bounds", "check"]

_SURFACE = (head, references, origins, texts, lengths)
_DEPTH = (
    *(purposes, fields, consents, mails, retention, mortality),
    *(sharing, rights, modules, statutes),
)


def check(policy: Policy) -> list[Fault]:
    """Every fault of a typed policy, in the order of the file."""
    found = {one for noun in _SURFACE for one in noun.faults(policy)}
    if not any(references.unresolved(policy)):
        found |= {one for noun in _DEPTH for one in noun.faults(policy)}
    return sorted(found)
