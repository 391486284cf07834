"""What somebody is known by has changed: rooms above that keep something made of it follow.

Told once by each action that changes a profile, in its own transaction and when it is done.
"""

from collections.abc import Callable

from ordholden.people.models import Person

WHEN_CHANGED: list[Callable[[Person], None]] = []


def tell(person: Person) -> None:
    """What this person told of themself is another than before."""
    for follow in WHEN_CHANGED:
        follow(person)
