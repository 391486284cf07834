"""A database for every process of the test run: copied from one that is migrated once."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from ordholden.kit.database.embedded import ROLES, Embedded
from ordholden.kit.database.upgrade import as_owner, upgrade

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def own_database(server: Embedded, worker: str) -> Iterator[str]:
    """Make this process its own copy, point Django at it, and drop it afterwards."""
    server.start()
    try:
        with another(server, worker) as name:
            yield name
    finally:
        server.stop()


@contextmanager
def another(server: Embedded, of: str) -> Iterator[str]:
    """Inside this block Django works in a fresh copy, on a server that runs."""
    name, outer = f"test_{of}_{os.getpid()}", connection.settings_dict["NAME"]
    with server.folder.alone("template.lock"):
        server.create_database(name, template=_template(server))
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connection.close()
        connection.settings_dict["NAME"] = outer
        server.drop_database(name)


@contextmanager
def owner_at_work(server: Embedded) -> Iterator[None]:
    """Tidying up after a test that committed is the owner's: the application may not truncate."""
    with as_owner(server.address(ROLES.owner)):
        yield


def _template(server: Embedded) -> str:
    """The migrated database that is copied; made anew when a migration has changed."""
    wanted = f"template_{_fingerprint()}"
    there = server.databases()
    for name in there:
        if name != wanted and (name.startswith("template_") or _is_orphan(name)):
            server.drop_database(name)
    if wanted not in there:
        draft = "template_draft"
        server.create_database(draft)
        connection.settings_dict["NAME"] = draft
        upgrade(server.address(ROLES.owner), ROLES)
        connection.close()
        with server.as_admin() as admin:
            admin.execute(f"ALTER DATABASE {draft} RENAME TO {wanted}".encode())
    return wanted


def _is_orphan(name: str) -> bool:
    """Whether a test database was left behind by a process that is gone."""
    number = name.rpartition("_")[2]
    return name.startswith("test_") and not Path(f"/proc/{number}").exists()


def _fingerprint() -> str:
    """What the shape of the database depends on."""
    files = [
        *ROOT.glob("ordholden/*/migrations/**/*.py"),
        *ROOT.glob("ordholden/tenants/*.py"),
        *ROOT.glob("ordholden/*/*walls.py"),
        *ROOT.glob("ordholden/*/apps.py"),
        *ROOT.glob("ordholden/kit/database/*.py"),
        ROOT / "config/settings.py",
        ROOT / "requirements.lock",
    ]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path.relative_to(ROOT)}".encode() + path.read_bytes())
    return total.hexdigest()[:16]
