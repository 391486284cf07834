"""What a sink is, and the list of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

OBJECTS, ROWS = "files", "database"


@dataclass(frozen=True)
class Found:
    """What a sink holds of persons who are being erased, said before their rows go.

    things: random keys it will work with, never a name. removed: what goes, where that is not the
    things themselves. retained, why, until: what stays there, a code of `telling.WHY`, and the
    last day. asks: somebody has to ask a processor.
    """

    sink: str
    things: tuple[str, ...] = ()
    removed: int = 0
    retained: int = 0
    why: str = ""
    until: date | None = None
    asks: bool = False


Finding = Callable[[Sequence[UUID]], list[Found]]


def _nothing(persons: Sequence[UUID]) -> list[Found]:
    return []


def _by_itself(things: Sequence[str]) -> None:
    pass


@dataclass(frozen=True)
class Sink:
    """One place. Both functions may run any number of times, in the tenant's scope.

    left: how many of these things are still there: looks, and believes nobody. remove: takes
    them away; raises OSError or what its storage raises when it cannot. find: inside the erasing
    transaction, before the rows go. inside: it can be emptied there and then, and must be, before
    anything else runs. counted: its things are what it removes, not whose it is.
    """

    name: str
    left: Callable[[Sequence[str]], int]
    remove: Callable[[Sequence[str]], None] = _by_itself
    find: Finding = _nothing
    inside: bool = False
    counted: bool = True

    @property
    def empties_itself(self) -> bool:
        """Whether it was emptied inside: then it is only ever looked at, of all at once."""
        return self.remove is _by_itself


SINKS: dict[str, Sink] = {}
# Who is told of nothing, but may hold something all the same: processors, backups.
STATED: list[Finding] = []


def register(sink: Sink) -> None:
    """Ask this sink at every erasure from now on."""
    if sink.name in SINKS:
        raise ValueError(f"there are two sinks named {sink.name}")
    SINKS[sink.name] = sink


def find(persons: Sequence[UUID]) -> list[Found]:
    """What each sink holds of these persons; what can be emptied at once is empty afterwards."""
    if not persons:
        return []
    asked = [sink.find for sink in SINKS.values()]
    said = [found for ask in (*asked, *STATED) for found in ask(persons)]
    for found in said:
        if found.sink in SINKS and SINKS[found.sink].inside:
            SINKS[found.sink].remove(found.things)
    return said
