"""An installation of its own for a benchmark: fresh folder, fresh database, gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Inside this block Django works on a database made for the benchmark."""
    os.environ["VAR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.pop("DATABASE_URL", None)
    from config.starting import database_at_work

    with database_at_work():
        yield


def server() -> Any:
    """The embedded server of this installation."""
    from django.conf import settings

    from ordholden.kit.database.embedded import Embedded

    folder = settings.DATABASE.embedded
    if folder is None:
        raise RuntimeError("a benchmark runs on a server of its own")
    return Embedded(folder)


def as_admin() -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection that no policy binds, for the raw baseline."""
    from django.db import connection

    return _Cursors(server().as_admin(str(connection.settings_dict["NAME"])))  # type: ignore[return-value]


class _Cursors:
    """`with as_admin() as cursor`: a cursor of a connection that closes with the block."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def __enter__(self) -> Any:
        return self.connection.__enter__().cursor()

    def __exit__(self, *fault: Any) -> Any:
        return self.connection.__exit__(*fault)


def analyze() -> None:
    """Bring figures and indexes up to date, as every night's vacuum does.

    By itself PostgreSQL leaves index entries of few dead rows where they are, and every scan
    passes them: ten thousand of a million cost 69 buffers.
    """
    with as_admin() as cursor:
        cursor.execute("VACUUM (ANALYZE, INDEX_CLEANUP ON)")
