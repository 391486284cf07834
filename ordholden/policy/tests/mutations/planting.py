"""How a fault is planted, and the list of all."""

from collections.abc import Callable
from typing import Any

from ordholden.policy.tests.strategies import Doc, Place

Mutation = Callable[[Doc], Place]
MUTATIONS: dict[str, Mutation] = {}


def planted(mutation: Mutation) -> Mutation:
    """Register a fault under its own name."""
    MUTATIONS[mutation.__name__] = mutation
    return mutation


def at(doc: Doc, shelf: str, **wanted: Any) -> tuple[int, Doc]:
    """The first entry of a shelf with these values, and its place on it."""
    return next(
        (index, one)
        for index, one in enumerate(doc[shelf])
        if all(one.get(key) == value for key, value in wanted.items())
    )
