"""Where things stand in a policy: walking the tree with the paths the file's lines are known by."""

from collections.abc import Iterator
from functools import lru_cache

from pydantic import BaseModel

from ordholden.policy.compiled import Policy
from ordholden.policy.document import Stated
from ordholden.policy.faults import Fault
from ordholden.policy.lines import Path

Text = dict[str, str]


def fault(policy: Policy, sentence: str, *path: str | int) -> Fault:
    """A fault at the line of `path`, or of the nearest thing around it."""
    return Fault(policy.lines.of(path), sentence)


def tables(policy: Policy) -> Iterator[tuple[Path, BaseModel]]:
    """Every table of the file with its path, the outermost first."""
    for path, value in _parts(policy):
        if isinstance(value, BaseModel):
            yield path, value


def stated(policy: Policy) -> Iterator[tuple[Path, Stated]]:
    """Every table that must say where it comes from."""
    for path, table in tables(policy):
        if isinstance(table, Stated):
            yield path, table


def texts(policy: Policy) -> Iterator[tuple[Path, Text]]:
    """Every text that exists once per language."""
    for path, value in _parts(policy):
        if isinstance(value, dict):
            yield path, value


def named(path: Path) -> str:
    """A path as people write it: `retain.2.stages.1` (lists counted from one)."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


@lru_cache(maxsize=2)
def _parts(policy: Policy) -> tuple[tuple[Path, object], ...]:
    """Every table and text; the checks of one policy walk the tree once."""
    return tuple(_walk((), policy.document))


def _walk(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, BaseModel):
        yield path, value
        for name, key in _keys(type(value)):
            yield from _walk((*path, key), getattr(value, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk((*path, index), item)
    elif isinstance(value, dict):
        if _is_text(value):
            yield path, value
            return
        for key, item in value.items():
            yield from _walk((*path, key), item)


@lru_cache(maxsize=256)
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Attribute and key in the file, of each field of a table."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def _is_text(value: dict[str, object]) -> bool:
    return bool(value) and all(isinstance(item, str) for item in value.values())
