"""What reading a policy costs: compile, render, compare, beside plain parsing of the same bytes.

    python -m bench.policy [FILE …]

Without files: Acme of the tests (about 500 leaves) and the five in `policies/`. The baseline is
`tomli.loads` and `json.dumps` of the same text in the same run. Medians of several rounds.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli

from ordholden.policy import compile_policy
from ordholden.policy.history import compare
from ordholden.policy.notice import build_notice, render_html
from ordholden.policy.rules import bounds

HERE = Path(__file__).resolve().parents[1]
BAR_MS = 300


def main() -> None:
    """Print one line a policy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    usual = [HERE / "tests/policies/acme.toml", *sorted(HERE.glob("policies/*.toml"))]
    files = given.files or usual
    for file in files:
        print(measured(file, given.rounds))


def measured(file: Path, rounds: int) -> str:
    """Leaves and milliseconds of one policy."""
    text = file.read_text(encoding="utf-8")
    policy = compile_policy(text)
    steps: dict[str, Callable[[], Any]] = {
        "compile": lambda: compile_policy(text),
        "render": lambda: render_html(build_notice(policy, policy.locale)),
        "bounds": lambda: bounds(policy),
        "compare": lambda: compare(policy, policy),
        "raw": lambda: json.dumps(tomli.loads(text), default=str),
    }
    cost = {name: _median(step, rounds) for name, step in steps.items()}
    whole = cost["compile"] + cost["render"]
    return (
        f"{file.stem:<16} {_leaves(policy.tree):>5} leaves  "
        f"compile {cost['compile']:6.1f} ms  render {cost['render']:6.1f} ms  "
        f"both {whole:6.1f} ms (bar at 500 leaves: {BAR_MS})  bounds {cost['bounds']:5.1f} ms  "
        f"compare {cost['compare']:5.1f} ms  raw {cost['raw']:5.1f} ms  "
        f"x{whole / cost['raw']:.1f}"
    )


def _median(step: Callable[[], Any], rounds: int) -> float:
    step()
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        step()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found)


def _leaves(tree: Any) -> int:
    if not isinstance(tree, dict | list):
        return 1
    return sum(_leaves(item) for item in (tree.values() if isinstance(tree, dict) else tree))


if __name__ == "__main__":
    main()
