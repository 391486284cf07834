"""Opening what holds other things: archives, papers, letters, pictures, databases, blobs.

Everything here reads what strangers made: each opening has limits on depth, size and number, and
a thing that cannot be opened is said, never passed over in silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ordholden.judge.containers import archives, blobs, letters, papers, pictures, tables
from ordholden.judge.containers.limits import Limits, TooMuch, Unopened

__all__ = ["Limits", "Opened", "TooMuch", "Unopened", "opened"]

_OPENERS = (
    archives.zipped,
    archives.compressed,
    archives.taped,
    papers.pdf,
    pictures.png,
    pictures.jpeg,
    tables.sqlite,
    letters.mime,
    blobs.dump,
    blobs.encoded,
)


@dataclass
class Opened:
    """What is inside something: pieces with their names, and what could not be opened."""

    limits: Limits = field(default_factory=Limits)
    unopened: list[str] = field(default_factory=list)

    def pieces(self, name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
        """Everything inside `data`, at any depth, each with the path that leads there."""
        if depth >= self.limits.depth:
            self.unopened.append(f"{name}: more than {self.limits.depth} deep")
            return
        for opener in _OPENERS:
            try:
                for inner, content in opener(data, self.limits):
                    self.limits.spend(len(content))
                    path = f"{name} › {inner}"
                    yield path, content
                    yield from self.pieces(path, content, depth + 1)
            except TooMuch:
                self.unopened.append(f"{name}: larger inside than can be looked at")
                return
            except Unopened as reason:
                self.unopened.append(f"{name}: {reason}")


def opened(name: str, data: bytes, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """The names of what is inside, and what could not be opened. For people who wonder."""
    inside = Opened(limits or Limits())
    names = [path for path, _ in inside.pieces(name, data)]
    return names, inside.unopened
