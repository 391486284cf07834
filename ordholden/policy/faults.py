"""What is wrong with a policy: a line and a sentence, for the person who wrote it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong: the line of the file (1 is the first) and one sentence about it."""

    line: int
    sentence: str

    def __post_init__(self) -> None:
        # What the file says is quoted, and may hold ends of lines: a fault is one line.
        object.__setattr__(self, "sentence", " ".join(self.sentence.split()))

    def __str__(self) -> str:
        return f"{self.line}: {self.sentence}"


class PolicyFaults(Exception):
    """A policy was refused. `faults` are in the order of the file, none twice."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))
