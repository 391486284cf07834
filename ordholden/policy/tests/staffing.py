"""What the tests of the three staffing firms' policies look things up with."""

from datetime import date
from functools import cache
from pathlib import Path

from ordholden.policy import Policy, compile_policy, dues
from ordholden.policy.document import Retain

POLICIES = Path(__file__).resolve().parents[3] / "policies"
STAFFING = ("jtworks", "jobconnection", "aktivbemanning")


@cache
def policy(slug: str) -> Policy:
    """A staffing firm's policy, compiled once."""
    return compile_policy((POLICIES / f"{slug}.toml").read_text(encoding="utf-8"))


def rule(slug: str, wanted: str) -> Retain:
    """The retention rule of that id."""
    (found,) = [one for one in policy(slug).document.retain if one.id == wanted]
    return found


def cites(slug: str, clause: str) -> list[Retain]:
    """The retention rules that serve a sentence of the notice."""
    return [one for one in policy(slug).document.retain if clause in one.clauses]


def acts(slug: str, wanted: str, **anchors: date) -> list[tuple[str, date | None]]:
    """What a rule does and when, for these events."""
    found = dues(rule(slug, wanted), anchors, policy(slug).year_end)
    return [(one.do, one.on) for one in found]


def reaches(slug: str, wanted: str) -> frozenset[str]:
    """The categories a rule acts on."""
    return policy(slug).means(rule(slug, wanted).what)
