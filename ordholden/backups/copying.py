"""Taking the database out, and putting it in: every row of every tenant, at one moment.

The owner reads, in one snapshot, tenant after tenant through the same row-level security as
everybody: no role that passes it is needed. The tables' shape comes from `pg_dump`, before and
after the data, so that a backup of an older version can be restored as it was. What waits in
the queue is left out: it has been done since, and nobody is to get a letter twice.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from ordholden.kit import files
from ordholden.kit.database.address import Address
from ordholden.kit.database.embedded import binaries
from ordholden.kit.database.faults import CannotStart
from ordholden.people import use

Row = tuple[Any, ...]
Connection = psycopg.Connection[Row]
QUEUE = "procrastinate_"
SECTIONS = ("pre-data", "post-data")
# Of newer servers only, and of psql only.
_NOT_OURS = ("SET transaction_timeout", "\\")

_TABLES = """
SELECT c.relname,
       array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''),
       bool_or(a.attname = 'tenant_id')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
GROUP BY c.relname ORDER BY c.relname
"""


@dataclass(frozen=True)
class Table:
    """A table as it is copied."""

    name: str
    columns: tuple[str, ...]
    of_tenants: bool

    def identifier(self) -> sql.Composed:
        """`public.name (columns)`, quoted."""
        names = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("{} ({})").format(sql.Identifier("public", self.name), names)


class Snapshot:
    """The database at one moment, as its owner sees it."""

    def __init__(self, owner: Address) -> None:
        self._owner = owner
        self._connection = psycopg.connect(**owner.for_psycopg(), connect_timeout=10)
        self._connection.autocommit = True  # before the snapshot: what is being moved has moved
        self._connection.execute("SELECT pg_advisory_lock_shared(%s)", [files.MOVING])
        self._connection.autocommit = False
        self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._connection.read_only = True
        self._name = str(self._one("SELECT pg_export_snapshot()"))
        self.tables = [
            Table(name, tuple(columns), bool(of_tenants))
            for name, columns, of_tenants in self._all(_TABLES)
            if not name.startswith(QUEUE)
        ]
        self.tenants = [
            int(row[0]) for row in self._all("SELECT id FROM tenants_tenant ORDER BY 1")
        ]
        self.rows: dict[str, int] = {}

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, *fault: object) -> None:
        self._connection.close()

    def shape(self, section: str) -> bytes:
        """The SQL that makes the tables (pre-data) or finishes them (post-data)."""
        return _dump(self._owner, section, self._name)

    def migrations(self) -> list[str]:
        """The migrations this database has been through."""
        return [
            f"{a}.{n}" for a, n in self._all("SELECT app, name FROM django_migrations ORDER BY 1")
        ]

    def sequences(self) -> list[Row]:
        """Every sequence with its value and whether that was handed out."""
        names = self._all("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        found = []
        for (name,) in names:
            query = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
            found.append((name, *self._connection.execute(query).fetchone()))  # type: ignore[misc]
        return [row for row in found if not row[0].startswith(QUEUE)]

    def content(self, table: Table) -> Iterator[bytes]:
        """A table's rows as COPY writes them; counts them in `rows`."""
        self.rows[table.name] = 0
        whose: list[int] | list[None] = self.tenants if table.of_tenants else [None]
        for tenant in whose:
            self.work_for(tenant)
            yield from self._copy(table)

    def files(self) -> Iterator[tuple[int, str]]:
        """Tenant and name of every stored file."""
        for tenant in self.tenants:
            self.work_for(tenant)
            for (name,) in self._all("SELECT name FROM kit_storedfile ORDER BY name"):
                yield tenant, str(name)

    def work_for(self, tenant: int | None) -> None:
        """See every row of one tenant: keeping is what may be done with restricted data too."""
        said = "" if tenant is None else str(tenant)
        self._connection.execute(
            "SELECT set_config('app.tenant', %s, true), set_config('app.purpose', %s, true)",
            [said, use.STORAGE],
        )

    def _copy(self, table: Table) -> Iterator[bytes]:
        names = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        # Some tables may be read across tenants (host names): each row is wanted once.
        own = sql.SQL("WHERE tenant_id = app_tenant()" if table.of_tenants else "")
        query = sql.SQL("COPY (SELECT {} FROM {} {}) TO STDOUT")
        with self._connection.cursor() as cursor:
            with cursor.copy(
                query.format(names, sql.Identifier("public", table.name), own)
            ) as copy:
                for piece in copy:
                    yield bytes(piece)
            self.rows[table.name] += cursor.rowcount

    def _all(self, query: str) -> list[Row]:
        return self._connection.execute(query.encode()).fetchall()

    def _one(self, query: str) -> Any:
        row = self._connection.execute(query.encode()).fetchone()
        return row[0] if row else None


class Replacement:
    """One transaction in which a database becomes another: whole, or as it was."""

    def __init__(self, owner: Address) -> None:
        self._connection = psycopg.connect(**owner.for_psycopg(), connect_timeout=10)
        self.rows: dict[str, int] = {}

    def __enter__(self) -> "Replacement":
        self._connection.execute("SET LOCAL lock_timeout = '10s'")
        self._connection.execute("DROP SCHEMA public CASCADE")
        self._connection.execute("CREATE SCHEMA public")
        return self

    def __exit__(self, *fault: object) -> None:
        self._connection.rollback()
        self._connection.close()

    def shape(self, statements: bytes) -> None:
        """Make the tables, or finish them."""
        lines = statements.decode().splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith(_NOT_OURS))
        self._connection.execute(kept.encode())

    def content(self, table: Table, pieces: Iterator[bytes]) -> None:
        """Put a table's rows in."""
        query = sql.SQL("COPY {} FROM STDIN").format(table.identifier())
        with self._connection.cursor() as cursor:
            with cursor.copy(query) as copy:
                for piece in pieces:
                    copy.write(piece)
            self.rows[table.name] = cursor.rowcount

    def sequences(self, values: list[list[Any]]) -> None:
        """Go on counting where the backup stopped."""
        for name, value, called in values:
            self._connection.execute(
                "SELECT setval(format('public.%%I', %s::text)::regclass, %s, %s)",
                [name, value, called],
            )

    def count(self) -> dict[str, int]:
        """The rows of every table, asked of the tables themselves. Before they are finished: then
        row-level security does not hold the owner yet."""
        found = {}
        for table in self.rows:
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", table))
            row = self._connection.execute(query).fetchone()
            found[table] = int(row[0]) if row else 0
        return found

    def commit(self, before: Callable[[], object]) -> None:
        """Say what must be said first, and let it be so."""
        self._connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        before()
        self._finish()

    def _finish(self) -> None:
        self._connection.commit()


def _dump(owner: Address, section: str, snapshot: str) -> bytes:
    arguments = {name: str(value) for name, value in owner.for_psycopg().items()}
    password = arguments.pop("password", "")
    done = subprocess.run(
        [
            *(str(binaries() / "pg_dump"), f"--section={section}", f"--snapshot={snapshot}"),
            *("--no-owner", "--schema-only", "--no-comments"),
            make_conninfo(**arguments),
        ],
        capture_output=True,
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "PGPASSWORD": password, "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise CannotStart(
            f"The database's shape could not be read: {said[-1] if said else section}"
        )
    return done.stdout
