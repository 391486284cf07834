"""The code base, as the guards look at it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (".py", ".html", ".txt", ".toml", ".md", ".css", ".js", ".po", ".svg", ".lock", ".sh", "")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project that holds text, new ones included."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode == 0:
        paths = [ROOT / line for line in found.stdout.splitlines()]
    else:  # an archive without its history
        skipped = {".venv", "var", "__pycache__"}
        paths = [path for path in ROOT.rglob("*") if not skipped & set(path.parts)]
    return tuple(path for path in paths if path.is_file() and path.suffix in TEXT)


def ours(*suffixes: str, tests: bool = False) -> list[Path]:
    """Files of the program itself; `tests` adds what tests and measures it."""
    return [
        path
        for path in tracked()
        if path.suffix in suffixes
        and shown(path).split("/")[0]
        in ("ordholden", "config", *(["tests", "bench"] if tests else []))
        and (tests or "tests" not in path.parts)
    ]


def shown(path: Path) -> str:
    """A path as a fault names it."""
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def texts(module: ast.Module) -> Iterator[ast.Constant]:
    """Every text in the code that is not a docstring."""
    docstrings = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node
