"""An installation inside the test process: its own database, committed for real, its own folder.

The judge reaches it as it reaches any other: by HTTP (spoken straight to the WSGI application), by
an administrator's connection, and by walking folders.
"""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from config.logs import Discreet
from config.wsgi import application  # sets up logging, so it comes before the log below
from ordholden.judge import Installation
from ordholden.judge.looking.files import Root
from ordholden.kit.database.embedded import Embedded
from ordholden.kit.database.folder import ADMIN
from tests.harness import database

MOMENT = "2027-03-15T11:00:00+00:00"


@contextmanager
def own_house(folder: Path, worker: str) -> Iterator[Embedded]:
    """A database, a VAR and a log of one's own until the end of the block."""
    server: Embedded = settings.TEST_SERVER
    patch = pytest.MonkeyPatch()
    patch.setattr(settings, "VAR", folder)
    patch.setattr(settings, "JOURNAL", folder / "journal")
    patch.setattr(settings, "EMAIL_BACKEND", "ordholden.kit.mailbox.Mailbox")
    log = logging.FileHandler(folder / "program.log", encoding="utf-8")
    log.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(log)
    try:
        with database.another(server, f"judge_{worker}"):
            connection.settings_dict["CONN_MAX_AGE"] = None  # one connection for all requests
            yield server
    finally:
        logging.getLogger().removeHandler(log)
        log.close()
        patch.undo()
        connection.settings_dict["CONN_MAX_AGE"] = 0


def installation(server: Embedded, folder: Path, site: str, **more: Any) -> Installation:
    """What the judge is told of it."""
    name = connection.settings_dict["NAME"]
    return Installation(
        site=site,
        send=to_the_application,
        connect=lambda database: psycopg.connect(
            **server.address(ADMIN, database).for_psycopg(), autocommit=True
        ),
        roots=[Root(folder), Root(server.folder.log)],
        settle=run_tasks,
        moment=MOMENT,
        databases=[name],
        data=server.folder.data,
        evidence=[folder / "journal"],
        **more,
    )


def run_tasks() -> None:
    """What the worker would do meanwhile."""
    from tests.harness import world

    world.run_queued_tasks()


def to_the_application(
    method: str, path: str, headers: list[tuple[str, str]], body: bytes
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Speak HTTP to the program without a wire."""
    place, _, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(place, encoding="latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers:
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    answered: list[Any] = []

    def start(status: str, given: list[tuple[str, str]], fault: Any = None) -> Any:
        answered[:] = [int(status.split()[0]), given]
        return io.BytesIO().write

    result = application(environ, start)
    try:
        content = b"".join(result)
    finally:
        result.close()
    return answered[0], answered[1], content
