"""Where a rule comes from: a clause of the notice, or a reason of our own. Nothing is guessed."""

from collections.abc import Iterator

from ordholden.policy.compiled import Policy
from ordholden.policy.faults import Fault
from ordholden.policy.rules.places import fault, named, stated


def faults(policy: Policy) -> Iterator[Fault]:
    """Tables that say neither which clause they serve nor why they stand."""
    for path, table in stated(policy):
        if not table.clauses and not table.because.strip():
            yield fault(
                policy,
                f"{_title(path, table)} says neither which clauses of the notice it serves nor"
                " why it stands; add `clauses`, or `because` where the notice is silent",
                *path,
            )


def _title(path: tuple[str | int, ...], table: object) -> str:
    own = getattr(table, "id", "") or getattr(table, "name", "") or getattr(table, "keep", "")
    place = named(path)
    return f"{place} “{own}”" if isinstance(own, str) and own else place
