"""SQLite files: every cell of every table, which may lie in pieces over the file's pages."""

import sqlite3

from ordholden.judge.containers.archives import Pieces
from ordholden.judge.containers.limits import Limits, TooMuch, Unopened


def sqlite(data: bytes, limits: Limits) -> Pieces:
    """The definition and the rows of each table."""
    if not data.startswith(b"SQLite format 3\0"):
        return
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        connection.text_factory = bytes
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        # Nothing a stranger defined is called: only tables are read, for so many steps each.
        connection.set_progress_handler(lambda: 1, 50_000_000)
        made = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        for kind, name, text in made:
            yield "definition", bytes(text or b"")
            if kind == b"table" and not (text or b"").upper().startswith(b"CREATE VIRTUAL"):
                yield name.decode("utf-8", "replace")[:80], _rows(connection, name, limits)
    except sqlite3.Error:
        raise Unopened("an SQLite file that is broken") from None
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, name: bytes, limits: Limits) -> bytes:
    quoted = name.decode("utf-8", "replace").replace('"', '""')
    content = bytearray()
    for row in connection.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - quoted, in memory
        for cell in row:
            content += cell if isinstance(cell, bytes) else str(cell).encode()
            content += b"\t"
        content += b"\n"
        if len(content) > limits.left:
            raise TooMuch
    return bytes(content)
