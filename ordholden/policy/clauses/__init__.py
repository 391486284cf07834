"""The sentences of the notices that the program answers for, by number.

A notice is read once, sentence by sentence, and each sentence gets an id (JC-56). A policy
cites the ids it serves, a test cites the ids it proves, and what nobody cites is a promise
forgotten. Only the ids and what they are about stand here, never the sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli

_HERE = Path(__file__).parent

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "setting": "a fact or figure of this business, which stands in its policy",
        "guard": "something the program must refuse, stop or do unasked",
        "feature": "something people must be able to do",
        "conduct": "a standard people keep; the program keeps the register of it",
    }
)


@dataclass(frozen=True)
class Clause:
    """One sentence of a notice.

    kind: one of KINDS. area: what it is about. people: "all" when no program can keep it,
    "part" when a part of it lies with people outside the program, else "".
    """

    id: str
    kind: str
    area: str
    people: str = ""

    @property
    def prefix(self) -> str:
        """The letters in front of the number: which notice the sentence stands in."""
        return self.id.partition("-")[0]


@cache
def prefixes() -> tuple[str, ...]:
    """The notices that have been read, by the letters their ids begin with."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


@cache
def clauses_of(prefix: str) -> Mapping[str, Clause]:
    """Every sentence of one notice by id, in the notice's order. KeyError if it was not read."""
    if prefix not in prefixes():
        raise KeyError(prefix)
    table: dict[str, dict[str, str]] = tomli.loads((_HERE / f"{prefix}.toml").read_text("utf-8"))
    return MappingProxyType({key: Clause(id=key, **value) for key, value in table.items()})


@cache
def all_clauses() -> Mapping[str, Clause]:
    """Every sentence of every notice by id."""
    every = [one for prefix in prefixes() for one in clauses_of(prefix).values()]
    return MappingProxyType({one.id: one for one in every})


def cited(tree: Any) -> frozenset[str]:
    """Every clause id that a policy's tree cites, in `clauses` or a key that ends with it."""
    if isinstance(tree, list):
        return frozenset().union(*map(cited, tree))
    if not isinstance(tree, dict):
        return frozenset()
    here = {
        each
        for key, value in tree.items()
        if key == "clauses" or key.endswith("_clauses")
        for each in value
    }
    return frozenset(here).union(*map(cited, tree.values()))
