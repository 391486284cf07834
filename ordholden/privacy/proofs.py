"""Every clause of the notices, and which tests prove it.

Read from the program's own files: the numbered clauses, the policies that cite them, the list
of planned leaves, and the marks on the tests (`@pytest.mark.clauses("JC-56")`), as text, so that
an installation without the test tools can show it too.
"""

import ast
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ordholden.policy import compile_policy
from ordholden.policy.clauses import Clause, all_clauses
from ordholden.policy.leaves import citations, planned_rules

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "policies"


@dataclass(frozen=True)
class Proof:
    """One clause: what it is, how it stands, and the tests that prove it.

    state: "proven" (a test is marked with it), "planned" (its leaf is on the list), "stated"
    (in force, with no test of its own yet), "beyond software" (people's work; registered only).
    """

    clause: str
    kind: str
    area: str
    state: str
    tests: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values for a script."""
        return {**asdict(self), "tests": list(self.tests)}


def report() -> list[Proof]:
    """Every clause in the order of the notices."""
    tests, planned = marked_tests(), _planned()
    found = []
    for clause in all_clauses().values():
        proving = tuple(sorted(tests.get(clause.id, ())))
        state = _state(clause, proving, planned)
        found.append(Proof(clause.id, clause.kind, clause.area, state, proving))
    return found


def _state(clause: Clause, tests: tuple[str, ...], planned: frozenset[str]) -> str:
    if tests:
        return "proven"
    if clause.people == "all":
        return "beyond software"
    return "planned" if clause.id in planned else "stated"


def counts(found: list[Proof]) -> dict[str, int]:
    """How many clauses stand in each state."""
    states = ("proven", "stated", "planned", "beyond software")
    return {state: sum(one.state == state for one in found) for state in states}


def _planned() -> frozenset[str]:
    """Clauses whose every entry waits for something that is not built yet."""
    found: set[str] = set()
    for file in sorted(POLICIES.glob("*.toml")):
        policy = compile_policy(file.read_text(encoding="utf-8"))
        waiting = planned_rules(policy)
        found |= {c for c, entries in citations(policy).items() if entries <= waiting}
    return frozenset(found)


def marked_tests() -> dict[str, set[str]]:
    """Clause id -> tests marked with it ("ordholden/privacy/tests/test_sweep.py::test_…")."""
    found: dict[str, set[str]] = {}
    for folder in ("ordholden", "tests"):
        for file in sorted((ROOT / folder).rglob("test_*.py")):
            for test, clause in _marks(file):
                found.setdefault(clause, set()).add(test)
    return found


def _marks(file: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    place = file.relative_to(ROOT).as_posix()
    whole = _clauses_of_module(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for clause in [*whole, *_clauses(node.decorator_list)]:
                yield f"{place}::{node.name}", clause


def _clauses_of_module(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets
        ):
            marks = node.value.elts if isinstance(node.value, ast.List) else [node.value]
            return _clauses(marks)
    return []


def _clauses(decorators: list[ast.expr]) -> list[str]:
    return [
        argument.value
        for mark in decorators
        if isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Attribute)
        and mark.func.attr == "clauses"
        for argument in mark.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
