"""The choices beside a search: the values that divide what was found, with their counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FEW = 6  # values of a facet that stand open; the rest is folded


@dataclass(frozen=True)
class Value:
    """One value of a facet, and how many one would find with it."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A heading and its values, the commonest first."""

    heading: str
    few: list[Value]
    rest: list[Value]


def facet(
    name: str,
    heading: str,
    counts: Mapping[str, int],
    chosen: Sequence[str],
    *,
    label: Callable[[str], str],
    order: Callable[[Value], Any] = lambda one: (not one.chosen, -one.count, one.label),
) -> Facet | None:
    """A facet with what was chosen of it; None where it does not divide what was found."""
    there = {value: counts.get(value, 0) for value in (*counts, *chosen) if value}
    if len(there) < 2 and not chosen:
        return None
    values = [
        Value(name, value, label(value), count, value in chosen) for value, count in there.items()
    ]
    values.sort(key=order)
    return Facet(heading, values[:FEW], values[FEW:])
