"""The language a tenant's privacy policy is written in. Pure Python: no Django, no database.

    policy = compile_policy(text)            raises PolicyFaults (line and sentence each)
    policy.id, .tenant, .locale, .modules …  what the program asks
    dues(rule, anchors, policy.year_end)     when a rule acts on a record

Nouns: Document (the file, typed), Policy (compiled), Fault. Verbs: compile, check, render,
compare, explain.
"""

from ordholden.policy.compiled import Policy
from ordholden.policy.dues import Due, dues
from ordholden.policy.faults import Fault, PolicyFaults
from ordholden.policy.periods import Period, YearEnd, cutoff, due, parse_period
from ordholden.policy.rules import check
from ordholden.policy.source import read

__all__ = [
    "Due",
    "Fault",
    "Period",
    "Policy",
    "PolicyFaults",
    "YearEnd",
    "check",
    "compile_policy",
    "cutoff",
    "due",
    "dues",
    "parse_period",
    "read",
]


def compile_policy(text: str) -> Policy:
    """Read and check a policy. Raises PolicyFaults with every line and sentence."""
    document, lines = read(text)
    policy = Policy(document, text, lines)
    faults = check(policy)
    if faults:
        raise PolicyFaults(faults)
    return policy
