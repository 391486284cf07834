"""What happens between a command and its work: database, roles, migrations, files to serve."""

import errno
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg
from django.conf import settings
from django.db import Error, connection

from config import translations
from ordholden.kit.database import checks, upgrade
from ordholden.kit.database.embedded import Embedded
from ordholden.kit.database.faults import CannotStart, explain


@contextmanager
def database_at_work() -> Iterator[None]:
    """Inside this block Django's database answers, has this version's shape, and is safe to use.

    Raises CannotStart with a sentence for every reason why it is not.
    """
    translations.compile_stale()
    server = Embedded(settings.DATABASE.embedded) if settings.DATABASE.embedded else None
    if server:
        server.start()
    try:
        django.setup()
        with outside_faults():
            _check_and_upgrade()
            yield
    finally:
        _disconnect()
        if server:
            server.stop()


@contextmanager
def outside_faults() -> Iterator[None]:
    """Turn a database's failure that is no fault of the program into a sentence."""
    try:
        yield
    except (Error, psycopg.Error) as error:
        cause = error if isinstance(error, psycopg.Error) else error.__cause__
        outside = (psycopg.OperationalError, psycopg.errors.InsufficientResources)
        if isinstance(cause, outside):
            raise explain(cause, settings.DATABASE.app) from error
        raise
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise CannotStart(
            f"The disk that holds {settings.VAR} is full. Free some space and start again;"
            " nothing is lost."
        ) from fault


def _check_and_upgrade() -> None:
    names = settings.DATABASE.roles
    checks.refuse_unfit(settings.DATABASE.app, names)
    checks.refuse_talkative(settings.DATABASE.app)
    count = upgrade.upgrade(settings.DATABASE.owner, names)
    if count:
        print("The database was brought up to date.", file=sys.stderr)
        checks.refuse_unfit(settings.DATABASE.app, names)


def _disconnect() -> None:
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]


def gather_static_files() -> None:
    """Put every room's files where the pages look for them; nothing to do when none changed."""
    from django.contrib.staticfiles import finders
    from django.core.management import call_command

    total = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            total.update(f"{name} {storage.get_modified_time(name).timestamp()}\n".encode())
    stamp = settings.STATIC_ROOT / "stamp"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == total.hexdigest():
        return
    try:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(total.hexdigest(), encoding="utf-8")
    except OSError as fault:
        raise CannotStart(
            f"{settings.STATIC_ROOT} cannot be written: {fault.strerror}. Free some space, or set"
            " VAR to another folder; nothing is lost."
        ) from fault
