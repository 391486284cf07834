"""What may still be there after an erasure, because the receipt said so to the person's face.

This is the judge's own reading of the receipt, in English: each line names what is forgiven, in
which column, and of which word. Anything else that is found is a leak.
"""

import re
from dataclasses import dataclass

from ordholden.judge.asking.planting import Planted
from ordholden.judge.looking.findings import Finding


@dataclass(frozen=True)
class Excused:
    """Why a finding is none: a sentence for the letter."""

    because: str


@dataclass(frozen=True)
class _Kept:
    receipt: str  # a line of the receipt says this, with a number kept
    table: str
    column: str
    word: str  # the canary that may stand there


_KEPT = (_Kept("proof of your consents", "privacy_consent", "address", "e-mail address"),)
# The mailbox stands for the world outside: a letter delivered to the person is theirs.
_MAILBOX = "kit_mailboxmessage"


def excused(findings: list[Finding], planted: Planted) -> list[tuple[Finding, Excused | None]]:
    """Each finding with what excuses it, or None."""
    delivered = {one.row for one in findings if one.place.endswith(f"{_MAILBOX}.to")}
    spent: dict[_Kept, set[str]] = {}
    judged = [(one, _excuse(one, planted, delivered, spent)) for one in sorted(findings)]
    # What a statistic says of a column that is excused lies in the statistics' pages, too.
    told = {one.canary for one, excuse in judged if excuse and one.kind == "catalogue"}
    return [
        (one, excuse or (Excused("a statistic of the same") if _is_told(one, told) else None))
        for one, excuse in judged
    ]


def _is_told(finding: Finding, told: set[str]) -> bool:
    return finding.canary in told and ": pages of pg_statistic" in finding.place


def _excuse(
    finding: Finding, planted: Planted, delivered: set[str], spent: dict[_Kept, set[str]]
) -> Excused | None:
    if _is_of(finding, _MAILBOX, "") and (finding.kind != "database" or finding.row in delivered):
        return Excused("letters that were delivered to the person before")
    for kept in _KEPT:
        stated = sum(number for what, _, number in planted.receipt if kept.receipt in what.lower())
        if not stated or finding.canary != kept.word:
            continue
        if not _is_of(finding, kept.table, kept.column):
            continue
        if finding.kind == "database":
            # As many rows as the receipt states, and not one more.
            rows = spent.setdefault(kept, set())
            if finding.row not in rows and len(rows) >= stated:
                return None
            rows.add(finding.row)
        return Excused(f"the receipt says: {stated} kept as proof ({kept.receipt})")
    return None


def _is_of(finding: Finding, table: str, column: str) -> bool:
    """Whether a place is this column, a page of its table or index, or a statistic of it."""
    if "hash" in finding.disguise:
        return False
    if finding.kind == "database":
        place = finding.place.rpartition(": ")[2]
        return place == f"{table}.{column}" if column else place.startswith(f"{table}.")
    if finding.kind == "page":
        return re.search(rf": pages of {table}(,|$)", finding.place) is not None
    return finding.kind == "catalogue" and finding.row.startswith(f"public.{table}.{column}")
