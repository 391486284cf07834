"""Finding every disguise of every canary in one pass over bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, Implementation

from ordholden.judge import disguises
from ordholden.judge.canaries import Canary

CHUNK = 4 * 1024 * 1024  # bytes


@dataclass(frozen=True, order=True)
class Hit:
    """A canary in some bytes: its name, how it was disguised, and where it begins."""

    at: int
    canary: str
    disguise: str


class Matcher:
    """Looks for all disguises of some canaries."""

    def __init__(self, canaries: Iterable[Canary]) -> None:
        self._known: list[tuple[str, str]] = []
        self._wholes: dict[bytes, tuple[str, str]] = {}
        patterns: dict[bytes, int] = {}
        for canary in canaries:
            for pattern, disguise in disguises.forms(canary).items():
                if pattern not in patterns:
                    patterns[pattern] = len(self._known)
                    self._known.append((canary.name, disguise))
            for code, disguise in disguises.whole_fields(canary).items():
                self._wholes[code] = (canary.name, disguise)
        self.longest = max(map(len, patterns), default=1)
        self.size = len(patterns)
        self.has_wholes = bool(self._wholes)
        self._machine = BytesAhoCorasick(
            list(patterns), implementation=Implementation.ContiguousNFA
        )

    def hits(self, data: bytes, start: int = 0) -> list[Hit]:
        """Every canary in these bytes, once at each place, under its plainest disguise."""
        found = self._machine.find_matches_as_indexes(data.lower(), overlapping=True)
        best: dict[tuple[str, int], tuple[int, Hit]] = {}
        for number, begins, ends in found:
            canary, disguise = self._known[number]
            rank = number
            key = (canary, ends // 64)
            if key not in best or rank < best[key][0]:
                best[key] = (rank, Hit(start + begins, canary, disguise))
        return sorted(hit for _, hit in best.values())

    def whole(self, field: bytes) -> Hit | None:
        """A field that is a short code of a canary and nothing else."""
        known = self._wholes.get(field)
        return Hit(0, *known) if known else None

    def stream(self, pieces: Iterable[bytes]) -> Iterator[Hit]:
        """The same over pieces: what lies across two of them is found, and found once."""
        before, start, seen = b"", 0, set[Hit]()
        for piece in pieces:
            data = before + piece
            for hit in self.hits(data, start - len(before)):
                if hit not in seen:
                    seen.add(hit)
                    yield hit
            before = data[-(self.longest - 1) :] if self.longest > 1 else b""
            start += len(piece)
