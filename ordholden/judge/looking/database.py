"""Every row of every table of every database, as an administrator reads it; the catalogues, too.

Nothing here knows a table's name: what there is, PostgreSQL's own catalogue says.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import psycopg
from psycopg import sql

from ordholden.judge.containers.blobs import spotted
from ordholden.judge.containers.limits import Limits
from ordholden.judge.looking.findings import Eye

Connection = psycopg.Connection[tuple[Any, ...]]
Connect = Callable[[str], Connection]

BATCH = 1024 * 1024  # bytes of rows that are looked at together
_RELATIONS = """
SELECT n.nspname, c.relname, c.relkind,
       ARRAY(SELECT a.attname FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              ORDER BY a.attnum)::text[]
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE (c.relkind IN ('r', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_t%%'
        OR c.relkind = 'v' AND (n.nspname = 'pg_catalog' OR c.relname LIKE 'pg\\_stat%%'))
   AND c.oid <> 'pg_statistic'::regclass  -- read as pg_stats, which says whose it is
   AND (%s OR n.nspname NOT IN ('pg_catalog', 'information_schema'))
 ORDER BY 1, 2
"""
# What catalogues keep as trees of numbers, in words again.
_DEFINITIONS = """
SELECT 'default of ' || adrelid::regclass, pg_get_expr(adbin, adrelid) FROM pg_attrdef
UNION ALL SELECT 'constraint ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
UNION ALL SELECT 'index ' || indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index
UNION ALL SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger
UNION ALL SELECT 'part ' || relname, pg_get_expr(relpartbound, oid) FROM pg_class
           WHERE relpartbound IS NOT NULL
UNION ALL SELECT 'function ' || p.proname, pg_get_functiondef(p.oid)
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE p.prokind IN ('f', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""
_FOREIGN = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'f' OR c.relkind = 'r' AND n.nspname LIKE 'pg\\_temp%'
"""
_MAY = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
_BYTES = re.compile(rb"\\\\x([0-9a-f]{12,})")


class NotAdministrator(Exception):
    """The given role does not see every row; the message says what is needed."""


@dataclass(frozen=True)
class Relation:
    """One thing that rows can be read from."""

    schema: str
    name: str
    kind: str
    columns: tuple[str, ...]

    @property
    def is_catalogue(self) -> bool:
        return self.schema in ("pg_catalog", "information_schema") or self.kind == "v"

    def shown(self, database: str) -> str:
        """What it is called in a finding."""
        schema = "" if self.schema == "public" else f"{self.schema}."
        return f"{database}: {schema}{self.name}"


def databases(connect: Connect) -> list[str]:
    """Every database of the server that lets anybody in. Raises NotAdministrator."""
    with closing(connect("postgres")) as admin:
        row = admin.execute(_MAY).fetchone()
        if not row or not row[0]:
            raise NotAdministrator(
                "The judge must see every row and catalogue: it needs a superuser's address."
            )
        found = admin.execute("SELECT datname FROM pg_database WHERE datallowconn ORDER BY 1")
        return [str(name) for (name,) in found]


def look(eye: Eye, connect: Connect, names: list[str], *, catalogues: bool = True) -> None:
    """Look at every database named. Row digests of ordinary tables are kept for comparing."""
    for name in names:
        with closing(connect(name)) as admin:
            admin.execute("SET statement_timeout = 0")
            found = admin.execute(_RELATIONS, [catalogues]).fetchall()
            for schema, relname, kind, columns in found:
                relation = Relation(schema, relname, kind, tuple(columns))
                _relation(eye, admin, name, relation)
            _large_objects(eye, admin, name)
            if catalogues:
                _definitions(eye, admin, name)
            for (unread,) in admin.execute(_FOREIGN).fetchall():
                eye.seen.unseen.append(f"{name}: {unread}: lies elsewhere, or is a session's own")


def _relation(eye: Eye, admin: Connection, database: str, relation: Relation) -> None:
    place = relation.shown(database)
    kind = "catalogue" if relation.is_catalogue else "database"
    at = sql.SQL("" if relation.kind in "vS" else "t.ctid, ")
    only = sql.SQL("" if relation.kind in "vSm" else "ONLY ")
    target = sql.Identifier(relation.schema, relation.name)
    query = sql.SQL("COPY (SELECT {}t.* FROM {}{} t) TO STDOUT").format(at, only, target)
    digests: Counter[bytes] = Counter()
    try:
        with admin.cursor() as cursor, cursor.copy(query) as rows:
            for batch in _batches(rows):
                _batch(eye, kind, place, relation, batch, digests)
    except psycopg.Error as fault:
        if kind == "database":
            eye.seen.unseen.append(f"{place}: {type(fault).__name__}")
        return
    eye.seen.looked[kind] += 1
    if kind == "database" and relation.kind in "rm":
        eye.seen.rows[place] = digests


def _batches(rows: Iterable[bytes | bytearray | memoryview]) -> Iterator[bytes]:
    """Whole rows, about a megabyte together."""
    kept, size = [], 0
    for row in rows:
        kept.append(bytes(row))
        size += len(kept[-1])
        if size >= BATCH:
            yield b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)


def _batch(
    eye: Eye, kind: str, place: str, relation: Relation, batch: bytes, digests: Counter[bytes]
) -> None:
    eye.seen.bytes[kind] += len(batch)
    for hit in eye.matcher.hits(batch):
        where, row = _where(relation, batch, hit.at)
        if not _was_there(eye, place, relation, batch, hit.at):
            eye.note(kind, f"{place}.{where}", hit, row)
    for found in _BYTES.finditer(batch):
        content = bytes.fromhex(found[1].decode())
        where, row = _where(relation, batch, found.start())
        eye.look(kind, f"{place}.{where}", content, row)
    for at, how, content in spotted(batch, Limits()):
        where, row = _where(relation, batch, at)
        eye.look(kind, f"{place}.{where} › {how}", content, row)
    if kind != "database":
        return
    shown_at = relation.kind not in "vS"
    for line in batch.split(b"\n"):
        if not line:
            continue
        address, _, rest = line.partition(b"\t") if shown_at else (b"", b"", line)
        digest = _digest(rest)
        digests[digest] += 1
        if eye.matcher.has_wholes and digest not in eye.known.get(place, ()):
            for number, cell in enumerate(rest.split(b"\t")):
                if code := eye.matcher.whole(cell):
                    eye.note(kind, f"{place}.{relation.columns[number]}", code, address.decode())


def _was_there(eye: Eye, place: str, relation: Relation, batch: bytes, at: int) -> bool:
    """Whether the row was there before anybody was planted: then it is chance."""
    known = eye.known.get(place)
    if not known or relation.kind in "vS":
        return False
    begins, ends = batch.rfind(b"\n", 0, at) + 1, batch.find(b"\n", at)
    return _digest(batch[begins:ends].partition(b"\t")[2]) in known


def _digest(row: bytes) -> bytes:
    return blake2b(row, digest_size=16).digest()


def _where(relation: Relation, batch: bytes, at: int) -> tuple[str, str]:
    """The column and the row's address of a position in a batch."""
    begins = batch.rfind(b"\n", 0, at) + 1
    number = batch.count(b"\t", begins, at)
    if relation.kind in "vS":
        column = relation.columns[min(number, len(relation.columns) - 1)]
        cells = batch[begins : begins + 300].split(b"\t")[:3]
        # A statistic is about a column, which its first three cells name.
        of = ".".join(cell.decode() for cell in cells) if relation.name == "pg_stats" else ""
        return column, of
    address = batch[begins : batch.find(b"\t", begins)].decode()
    return relation.columns[max(min(number, len(relation.columns)) - 1, 0)], address


def _large_objects(eye: Eye, admin: Connection, database: str) -> None:
    keys = admin.execute("SELECT oid FROM pg_largeobject_metadata").fetchall()
    for (key,) in keys:
        row = admin.execute("SELECT lo_get(%s)", [key]).fetchone()
        eye.look("database", f"{database}: large object", bytes(row[0]) if row else b"", str(key))


def _definitions(eye: Eye, admin: Connection, database: str) -> None:
    for name, text in admin.execute(_DEFINITIONS).fetchall():
        if text:
            eye.look("catalogue", f"{database}: {name}", text.encode())


def changed(before: dict[str, Counter[bytes]], after: dict[str, Counter[bytes]]) -> dict[str, int]:
    """Tables in which rows that were there before are gone or altered -> how many."""
    lost = {
        place: sum((digests - after.get(place, Counter())).values())
        for place, digests in before.items()
    }
    return {place: count for place, count in lost.items() if count}
