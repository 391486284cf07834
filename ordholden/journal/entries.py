"""One line of the journal: what it says, how it is written, and the hash that chains it."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

GENESIS = "0" * 64  # what the first entry of all points back to


class NotAnEntry(ValueError):
    """A line that this program did not write, or not so."""


@dataclass(frozen=True)
class Entry:
    """One line: ids and codes, never a name, an address, a value, or a hash of one.

    at: the moment without any tenant's own clock; on: the same by the tenant's clock.
    rows: keys of `table`; for a mark or a void, empty. takes_back: the entry a void ends.
    """

    seq: int
    event: UUID
    kind: str
    at: datetime
    prev: str
    hash: str = ""
    tenant: int | None = None
    on: datetime | None = None
    table: str = ""
    rows: tuple[UUID, ...] = ()
    policy: str = ""
    how: dict[str, Any] = field(default_factory=dict)

    @property
    def takes_back(self) -> UUID | None:
        """The entry that a void ends."""
        return UUID(self.how["event"]) if self.kind == "void" else None

    @property
    def is_decision(self) -> bool:
        """Whether it is about a tenant's rows, and not a mark or a void."""
        return self.tenant is not None and self.kind != "void"

    def body(self) -> dict[str, Any]:
        """What the hash is taken of; empty members are left out."""
        said: dict[str, Any] = {
            "seq": self.seq,
            "event": str(self.event),
            "kind": self.kind,
            "at": self.at.isoformat(),
            "prev": self.prev,
            "tenant": self.tenant,
            "on": self.on.isoformat() if self.on else None,
            "table": self.table,
            "rows": [str(row) for row in self.rows],
            "policy": self.policy,
            "how": self.how,
        }
        return {name: value for name, value in said.items() if value not in (None, "", [], {})}

    def line(self) -> bytes:
        """The line as it is written, with its end."""
        return _json(self.body() | {"hash": self.hash or self.own_hash()}) + b"\n"

    def own_hash(self) -> str:
        """SHA-256 of what it says, the hash before it included (hex)."""
        return hashlib.sha256(_json(self.body())).hexdigest()


def read(line: bytes) -> Entry:
    """A line as an entry. Raises NotAnEntry for one that is cut off, changed or not ours."""
    try:
        said = json.loads(line)
        entry = Entry(
            seq=int(said["seq"]),
            event=UUID(said["event"]),
            kind=str(said["kind"]),
            at=datetime.fromisoformat(said["at"]),
            prev=str(said["prev"]),
            hash=str(said["hash"]),
            tenant=said.get("tenant"),
            on=datetime.fromisoformat(said["on"]) if "on" in said else None,
            table=str(said.get("table", "")),
            rows=tuple(UUID(row) for row in said.get("rows", ())),
            policy=str(said.get("policy", "")),
            how=dict(said.get("how", {})),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotAnEntry("is cut off or is no entry") from None
    if entry.line() != line or entry.own_hash() != entry.hash:
        raise NotAnEntry("was altered")
    return entry


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
