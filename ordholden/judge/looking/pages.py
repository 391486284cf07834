"""The database's own files, page by page, as a thief of the disk reads them.

A page says which of its bytes are in use. What lies in its free space waits to be overwritten,
as deleted bytes of any file do; what lies in the used part is a row or an index entry that is
still there, alive or not yet vacuumed. TOAST is packed here and read through the tables instead.
"""

import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from psycopg import sql

from ordholden.judge.looking.database import Connect
from ordholden.judge.looking.findings import Eye
from ordholden.judge.matching import CHUNK, Hit

PAGE = 8192  # bytes, as PostgreSQL is built
_NAMES = """
SELECT c.oid::regclass::text, coalesce(nullif(c.relfilenode, 0), pg_relation_filenode(c.oid)),
       c.relkind, coalesce(i.indrelid, c.oid)::regclass::text
  FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
 WHERE c.relkind IN ('r', 'i', 'm', 't', 'S')
"""


@dataclass(frozen=True)
class Owner:
    """Whose pages a file holds: a table or an index, and the table that is vacuumed for it."""

    name: str
    table: str

    @property
    def shown(self) -> str:
        """What it is called in a finding."""
        index = f", index {self.name}" if self.name != self.table else ""
        return f"pages of {self.table}{index}"


def look(
    eye: Eye, folder: Path, connect: Connect, names: list[str], *, journal: bool = True
) -> None:
    """Look at the files of the named databases, and the rest of the data folder but others'.

    journal: whether to look into the database's own, which is only ever counted.
    """
    owners = _owners(connect, names)
    for name, number in _numbers(connect):
        if name in names:
            for path in sorted((folder / "base" / str(number)).glob("*")):
                _pages(eye, path, owners.get((number, path.name.partition(".")[0])), name)
    for path in sorted(folder.rglob("*")):
        part = path.relative_to(folder).parts[0]
        if path.is_file() and part != "base" and (journal or part != "pg_wal"):
            kind = "journal" if part == "pg_wal" else "page"
            eye.seen.looked[kind] += 1
            eye.stream(kind, f"data folder: {part}/{path.name}", _read(path, eye))


def _pages(eye: Eye, path: Path, owner: Owner | None, database: str) -> None:
    eye.seen.looked["page"] += 1
    shown = f"{database}: {owner.shown if owner else path.name}"
    fork = "_" in path.name  # maps of free space and of what all may see hold no rows
    for hit in eye.matcher.stream(_read(path, eye)):
        free = not fork and _is_free(path, hit)
        eye.note("free page" if free else "page", shown, hit, f"byte {hit.at}")


def _is_free(path: Path, hit: Hit) -> bool:
    """Whether a position lies between the used parts of its page."""
    number, inside = divmod(hit.at, PAGE)
    try:
        with path.open("rb") as file:
            file.seek(number * PAGE)
            head = file.read(24)
    except OSError:
        return False
    if len(head) < 24:
        return False
    lower, upper = struct.unpack_from("<HH", head, 12)
    return bool(lower <= inside < upper or upper == 0)


def _owners(connect: Connect, names: list[str]) -> dict[tuple[int, str], Owner]:
    found = {}
    numbers = dict(_numbers(connect))
    for name in names:
        with closing(connect(name)) as admin:
            for relation, node, _, table in admin.execute(_NAMES).fetchall():
                found[numbers[name], str(node)] = Owner(relation, table)
    return found


def _numbers(connect: Connect) -> list[tuple[str, int]]:
    with closing(connect("postgres")) as admin:
        return [(str(a), int(b)) for a, b in admin.execute("SELECT datname, oid FROM pg_database")]


def _read(path: Path, eye: Eye) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                eye.seen.bytes["page"] += len(piece)
                yield piece
    except OSError as fault:
        eye.seen.unseen.append(f"data folder: {path.name}: {fault.strerror}")


def to_disk(connect: Connect) -> None:
    """Write what is only in memory to the files."""
    with closing(connect("postgres")) as admin:
        admin.execute("CHECKPOINT")


def vacuum(connect: Connect, names: list[str]) -> None:
    """Take away what is dead, from tables and indexes, catalogues too; then write it down."""
    for name in names:
        with closing(connect(name)) as admin:
            admin.execute("VACUUM (INDEX_CLEANUP ON)")
    to_disk(connect)


def analyse(connect: Connect, names: list[str]) -> None:
    """Let the server take its statistics, as it does by itself when enough has changed."""
    for name in names:
        with closing(connect(name)) as admin:
            admin.execute(sql.SQL("ANALYZE"))
