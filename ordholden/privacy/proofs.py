"""Every clause of the notices, and which tests prove it.

Read from the program's own files: the numbered clauses, the policies that cite them, the list
of planned leaves, and the marks on the tests (`@pytest.mark.clauses("JC-56")`), as text, so that
an installation without the test tools can show it too.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ordholden.policy import compile_policy
from ordholden.policy.leaves import planned_clauses

ROOT = Path(__file__).resolve().parents[2]
CLAUSES = ROOT / "ordholden" / "policy" / "clauses"
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
    tests = marked_tests()
    planned = _planned()
    found = []
    for file in sorted(CLAUSES.glob("*.toml")):
        for clause in tomllib.loads(file.read_text(encoding="utf-8"))["clause"]:
            proving = tuple(sorted(tests.get(clause["id"], ())))
            found.append(
                Proof(
                    clause=clause["id"],
                    kind=clause["kind"],
                    area=clause["area"],
                    state=_state(clause, proving, planned),
                    tests=proving,
                )
            )
    return found


def _state(clause: dict[str, Any], tests: tuple[str, ...], planned: frozenset[str]) -> str:
    if tests:
        return "proven"
    if clause.get("beyond_software"):
        return "beyond software"
    return "planned" if clause["id"] in planned else "stated"


def counts(found: list[Proof]) -> dict[str, int]:
    """How many clauses stand in each state."""
    states = ("proven", "stated", "planned", "beyond software")
    return {state: sum(one.state == state for one in found) for state in states}


def _planned() -> frozenset[str]:
    """Clauses whose every leaf is on the list of what is not built yet."""
    found: set[str] = set()
    for file in sorted(POLICIES.glob("*.toml")):
        found |= planned_clauses(compile_policy(file.read_text(encoding="utf-8")))
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
