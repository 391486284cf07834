"""What the tests of the job board's and the portal's policies look things up with."""

from datetime import date
from functools import cache
from pathlib import Path

from ordholden.policy import Policy, compile_policy, dues
from ordholden.policy.document import Recipient, Retain, See

POLICIES = Path(__file__).resolve().parents[3] / "policies"
WW, JI, OLD = "workwithus", "jobindex", "archive/jobindex-2018"


@cache
def policy(name: str) -> Policy:
    """A policy of the program's own, compiled once."""
    return compile_policy((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))


def rule(name: str, wanted: str) -> Retain:
    """The retention rule of that id."""
    return next(one for one in policy(name).document.retain if one.id == wanted)


def days(name: str, wanted: str, **anchors: str) -> list[tuple[str, str]]:
    """Action and day of every stage of a rule, for these events."""
    events = {word: date.fromisoformat(day) for word, day in anchors.items()}
    found = dues(rule(name, wanted), events, policy(name).year_end)
    return [(one.do, one.on.isoformat() if one.on else "") for one in found]


def recipients(name: str) -> dict[str, Recipient]:
    """Recipients by id."""
    return {one.id: one for one in policy(name).recipients()}


def sight(name: str, role: str, how: str) -> list[See]:
    """What a role sees in one way."""
    return [one for one in policy(name).document.see if one.role == role and one.how == how]
