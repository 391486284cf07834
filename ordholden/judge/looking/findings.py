"""What was found, where; and what was looked at, so that nothing found means something."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ordholden.judge.containers import Limits, Opened
from ordholden.judge.matching import Hit, Matcher

Rows = dict[str, Counter[bytes]]  # table -> digests of its rows


@dataclass(frozen=True, order=True)
class Finding:
    """A canary in a place. The place is a table's column, a file, a page; never a value.

    kind: database, catalogue, file, file name, page, free page, journal, process.
    row: where in the place: a row's address or an offset in bytes.
    """

    kind: str
    place: str
    canary: str
    disguise: str
    row: str = ""


@dataclass
class Seen:
    """One look at everything."""

    findings: list[Finding] = field(default_factory=list)
    rows: Rows = field(default_factory=dict)
    looked: Counter[str] = field(default_factory=Counter)  # kind -> number
    bytes: Counter[str] = field(default_factory=Counter)  # kind -> bytes
    unseen: list[str] = field(default_factory=list)  # what could not be looked at, and why
    files: set[str] = field(default_factory=set)  # paths of the files that were there

    def of(self, canary: str) -> list[Finding]:
        """The places of one canary."""
        return [one for one in self.findings if one.canary == canary]

    def places(self) -> set[tuple[str, str]]:
        """Kinds and places with anything in them."""
        return {(one.kind, one.place) for one in self.findings}


class Eye:
    """Puts bytes before the matcher, opens containers, and writes down what was found.

    known: digests of rows that were there before; what is found in them is chance.
    """

    def __init__(self, matcher: Matcher, seen: Seen, known: Rows | None = None) -> None:
        self.matcher, self.seen, self.known = matcher, seen, known or {}

    def look(self, kind: str, place: str, data: bytes, row: str = "") -> None:
        """Look at some bytes and into whatever is packed in them."""
        self._note(kind, place, self.matcher.hits(data), row)
        self.open(kind, place, data, row)

    def open(self, kind: str, place: str, data: bytes, row: str = "") -> None:
        """Look only into what is packed in them."""
        inside = Opened(Limits())
        for name, content in inside.pieces(place, data):
            self._note(kind, name, self.matcher.hits(content), row)
        self.seen.unseen += inside.unopened

    def stream(self, kind: str, place: str, pieces: Iterable[bytes]) -> None:
        """Look at bytes too many to hold at once; they are not opened."""
        self._note(kind, place, self.matcher.stream(self._counted(kind, pieces)), "")

    def _counted(self, kind: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.seen.bytes[kind] += len(piece)
            yield piece

    def _note(self, kind: str, place: str, hits: Iterable[Hit], row: str) -> None:
        for hit in hits:
            self.note(kind, place, hit, row or f"byte {hit.at}")

    def note(self, kind: str, place: str, hit: Hit, row: str) -> None:
        """Write one finding down."""
        self.seen.findings.append(Finding(kind, place, hit.canary, hit.disguise, row))
