"""Moving what is sealed from one key to the next, a batch in a transaction."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from ordholden.kit import crypto, files, sealed
from ordholden.kit.database.address import Address
from ordholden.people import use

BATCH = 500  # rows in one transaction: locks are held for some hundredths of a second
Row = dict[str, Any]


class Owner:
    """The owner of the tables at work for one tenant: sees sealed columns, and all persons."""

    def __init__(self, address: Address, tenant_id: int) -> None:
        self._tenant = str(tenant_id)
        self._connection = psycopg.connect(
            **address.for_psycopg(), connect_timeout=10, row_factory=dict_row, autocommit=True
        )
        # One session for one tenant: it is not lent to anybody.
        self._connection.execute(
            "SELECT set_config('app.tenant', %s, false), set_config('app.purpose', %s, false)",
            [self._tenant, use.STORAGE],
        )

    def __enter__(self) -> "Owner":
        return self

    def __exit__(self, *fault: object) -> None:
        self._connection.close()

    # ------------------------------------------------------------- columns
    def left(self, place: sealed.Place, stamp: bytes) -> int:
        """How many rows of a place are not sealed with this key yet."""
        where, values = place.stale(stamp)
        return self._count(f"SELECT count(*) FROM {place.table} WHERE {where}", values)  # noqa: S608

    def turn(self, place: sealed.Place, ring: crypto.Ring) -> Iterator[int]:
        """Move a place's rows under the newest key; yields how many each batch moved.

        A row that somebody has locked is left for another time, and so is one that does not open.
        """
        last: Any = None
        while True:
            with self._connection.transaction():
                rows = self._batch(place, ring.newest.stamp, last)
                moved = self._put(
                    place, [one for row in rows if (one := _turned(place, row, ring))]
                )
            if not rows:
                return
            last = rows[-1]["id"]
            yield moved

    def _batch(self, place: sealed.Place, stamp: bytes, last: Any) -> list[Row]:
        where, values = place.stale(stamp)
        after = "" if last is None else "AND id > %s"
        named = sql.SQL(", ").join(
            map(sql.Identifier, dict.fromkeys(("id", *place.columns, *place.needs)))
        )
        query = f"SELECT {{}} FROM {{}} WHERE {where} {after} ORDER BY id LIMIT {BATCH}"  # noqa: S608
        locking = sql.SQL(query + " FOR UPDATE SKIP LOCKED")
        values = [*values, *(() if last is None else (last,))]
        found = self._connection.execute(locking.format(named, sql.Identifier(place.table)), values)
        return found.fetchall()

    def _put(self, place: sealed.Place, rows: list[tuple[Any, ...]]) -> int:
        if not rows:
            return 0
        named = [sql.Identifier(name) for name in (*place.columns, "id")]
        lists = sql.SQL(", ").join(sql.SQL("%s::" + kind + "[]") for kind in place.kinds)
        query = sql.SQL(
            "UPDATE {table} SET {changed} FROM unnest({lists}) AS new ({names})"
            " WHERE {table}.id = new.id"
        ).format(
            table=sql.Identifier(place.table),
            changed=sql.SQL(", ").join(sql.SQL("{} = new.{}").format(n, n) for n in named[:-1]),
            lists=lists,
            names=sql.SQL(", ").join(named),
        )
        self._connection.execute(query, [list(each) for each in zip(*rows, strict=True)])
        return len(rows)

    # ------------------------------------------------------------- files
    def files_left(self, generation: int) -> int:
        """How many files are not locked with this key yet."""
        asked = "SELECT count(*) FROM kit_storedfile WHERE generation <> %s"
        return self._count(asked, [generation])

    def stale_files(self, generation: int) -> list[UUID]:
        """Files that are not."""
        asked = "SELECT id FROM kit_storedfile WHERE generation <> %s ORDER BY id"
        return [row["id"] for row in self._connection.execute(asked, [generation]).fetchall()]

    def move(self, file: UUID, generation: int) -> str:
        """Lock one file anew, in the tenant's scope. The name of the object it leaves behind.

        "" when it has gone, is locked by somebody, or a backup is being made, which has read the
        names already. Both objects are there until the row has changed.
        """
        with self._connection.transaction():
            free = self._connection.execute(
                "SELECT pg_try_advisory_xact_lock(%s) AS free", [files.MOVING]
            ).fetchone()
            row = self._connection.execute(
                "SELECT name, key FROM kit_storedfile WHERE id = %s AND generation <> %s"
                " FOR UPDATE SKIP LOCKED",
                [file, generation],
            ).fetchone()
            if not free or not free["free"] or not row:
                return ""
            name, number = files.relock(str(row["name"]), bytes(row["key"] or b""))
            self._connection.execute(
                "UPDATE kit_storedfile SET name = %s, generation = %s WHERE id = %s",
                [name, number, file],
            )
            return str(row["name"])

    def _count(self, query: str, values: list[Any]) -> int:
        row = self._connection.execute(query.encode(), values).fetchone()
        return int(row["count"]) if row else 0


def _turned(
    place: sealed.Place, row: Mapping[str, Any], ring: crypto.Ring
) -> tuple[Any, ...] | None:
    """A row's new values and its key; None when it opens with none of our keys."""
    try:
        return (*place.turned(row, ring), row["id"])
    except crypto.Sealed:
        return None
