"""Where sealed values lie: every room that seals says which columns, so that a new key finds them.

    sealed.declare(sealed.Values("people_detail", "sealed", field="value"))

A test compares the list with PostgreSQL's catalogue: a column of bytes is declared, or is named
there with the reason why it holds nothing sealed.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, Protocol
from uuid import UUID

from ordholden.kit import crypto

NO_ROW = UUID(int=0)  # what is sealed for a field and for no row


class Place(Protocol):
    """A column in which sealed values lie."""

    @property
    def table(self) -> str:
        """Its table."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a new key changes, in the order of `turned`."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """PostgreSQL's types of these columns, and of the row's key."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Further columns that `turned` wants to see."""

    def stale(self, stamp: bytes) -> tuple[str, list[Any]]:
        """The condition, as SQL, of rows that were not sealed with this key; and its values."""

    def turned(self, row: Mapping[str, Any], ring: crypto.Ring) -> tuple[Any, ...]:
        """The columns' values under the ring's newest key. Raises crypto.Sealed."""


@dataclass(frozen=True)
class Values:
    """A column of bytes, one sealed value in each row.

    field: and bound_to (the table, if not this one): what `seal` was told. digest, digest_of: a
    column with the blind index of the same value, and the field it is made for, with the names of
    columns in braces.
    """

    table: str
    column: str
    field: str
    bound_to: str = ""
    digest: str = ""
    digest_of: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The value, and its blind index."""
        return (self.column, self.digest) if self.digest else (self.column,)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Bytes, and a random key."""
        return (*("bytea" for _ in self.columns), "uuid")

    @property
    def needs(self) -> tuple[str, ...]:
        """What the blind index is made for."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.digest_of) if name)

    def stale(self, stamp: bytes) -> tuple[str, list[Any]]:
        """Anything that does not begin with the key's number."""
        named = f'"{self.column}"'
        return f"length({named}) > 0 AND substring({named} FOR {crypto.STAMP}) <> %s", [stamp]

    def turned(self, row: Mapping[str, Any], ring: crypto.Ring) -> tuple[Any, ...]:
        """Opened with the key it was sealed with, sealed with the newest."""
        place = {"table": self.bound_to or self.table, "field": self.field}
        text = ring.unseal(bytes(row[self.column]), row=row["id"], **place)
        anew = ring.seal(text, row=row["id"], **place)
        if not self.digest:
            return (anew,)
        field = self.digest_of.format(**{name: row[name] for name in self.needs})
        return anew, crypto.index_with(ring.newest, text, field)


@dataclass(frozen=True)
class Texts:
    """A column of JSON with sealed texts in base64 under some of its keys, for no row."""

    table: str
    column: str
    field: str
    keys: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The one."""
        return (self.column,)

    @property
    def kinds(self) -> tuple[str, ...]:
        """JSON, and a counted key."""
        return ("jsonb", "bigint")

    @property
    def needs(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def stale(self, stamp: bytes) -> tuple[str, list[Any]]:
        """Three bytes are four letters of base64."""
        begin = base64.b64encode(stamp).decode()
        tests = [f"left(\"{self.column}\" ->> '{key}', 4) <> %s" for key in self.keys]
        return f"({' OR '.join(tests)})", [begin] * len(tests)

    def turned(self, row: Mapping[str, Any], ring: crypto.Ring) -> tuple[Any, ...]:
        """Each text anew; the rest as it is."""
        content = dict(row[self.column])
        place: dict[str, Any] = {"table": self.table, "row": NO_ROW, "field": self.field}
        for key in self.keys:
            if content.get(key):
                text = ring.unseal(base64.b64decode(content[key]), **place)
                content[key] = base64.b64encode(ring.seal(text, **place)).decode()
        return (json.dumps(content),)


PLACES: list[Place] = []


def declare(place: Place) -> None:
    """Something sealed lies here."""
    PLACES.append(place)
