"""How far a container is opened. A bomb costs its budget and no more."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


class TooMuch(Exception):
    """The budget for one container is spent."""


class Unopened(Exception):
    """It looks like a container and does not open; the message says why, in our own words."""


@dataclass
class Limits:
    """depth: how many containers in one another. budget: bytes in all that may come out of one."""

    depth: int = 6
    budget: int = 256 * MEGABYTE
    members: int = 10_000
    blobs: int = 2_000
    pages: int = 300
    spent: int = 0

    @property
    def left(self) -> int:
        """Bytes that may still come out."""
        return max(self.budget - self.spent, 0)

    def spend(self, size: int) -> None:
        """Count bytes that came out. Raises TooMuch."""
        self.spent += size
        if self.spent > self.budget:
            raise TooMuch
