"""Mutants of the product: each breaks one promise in one way, and the judge must notice."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ordholden.judge import Result
from ordholden.judge.asking.planting import Planted


@dataclass
class House:
    """What a mutant may lay hands on."""

    folder: Path
    admin: "psycopg.Connection[tuple[Any, ...]]"
    patch: pytest.MonkeyPatch
    connect: Callable[..., "psycopg.Connection[tuple[Any, ...]]"]
    planted: Planted = field(default_factory=Planted)
    open: list[Any] = field(default_factory=list)  # closed when the house is

    def run(self, statement: str, *values: Any) -> None:
        """As an administrator: what a migration or an operator could have done."""
        self.admin.execute(statement, values or None)  # type: ignore[arg-type]

    def word(self, name: str) -> str:
        """What the planted person told."""
        return self.planted.words[name].value

    @property
    def email(self) -> str:
        return self.word("e-mail address")

    @property
    def name(self) -> str:
        return self.word("given name")

    def write(self, path: str, content: bytes) -> None:
        """A file in VAR."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


@dataclass(frozen=True)
class Leak:
    """One mutant. place: where the judge must find something (a pattern); kind: of finding."""

    name: str
    kind: str
    place: str
    disguise: str
    make: Callable[[House], None]
    early: bool  # before the person comes, as a mutant of the program; else while they are there

    def is_caught(self, result: Result) -> bool:
        """Whether the judge names the very place."""
        if self.kind == "changed":
            return any(re.search(self.place, place) for place in result.changed)
        if self.kind == "left":
            return any(re.search(self.place, path) for path in result.left_files)
        return any(
            one.kind == self.kind
            and re.search(self.place, one.place)
            and one.disguise.startswith(self.disguise)
            for one in result.leaks
        )


LEAKS: list[Leak] = []


def leak(
    kind: str, place: str, disguise: str = "", *, early: bool = False
) -> Callable[[Callable[[House], None]], Callable[[House], None]]:
    """Mark a function that makes the product leak."""

    def marked(make: Callable[[House], None]) -> Callable[[House], None]:
        LEAKS.append(Leak(make.__name__, kind, place, disguise, make, early))
        return make

    return marked


def everyone() -> Iterator[Leak]:
    """Every mutant of this folder."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    yield from LEAKS
