"""Bringing the database to the shape this version wants, as the role that owns it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from ordholden import __version__
from ordholden.kit.database import roles
from ordholden.kit.database.address import Address
from ordholden.kit.database.faults import CannotStart, explain


@contextmanager
def as_owner(owner: Address) -> Iterator[None]:
    """Inside this block Django's connection is the owner's. Never around anything but upgrades."""
    kept = dict(connection.settings_dict)
    theirs = owner.for_django() | {"NAME": kept["NAME"]}
    _let_go()
    connection.settings_dict.update(theirs)
    try:
        yield
    finally:
        _let_go()
        connection.settings_dict.clear()
        connection.settings_dict.update(kept)


def refuse_newer_schema() -> None:
    """Refuse a database that a newer version has already changed. Raises CannotStart."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    unknown = sorted(
        key
        for key in loader.applied_migrations
        if key[0] in loader.migrated_apps and key not in loader.disk_migrations
    )
    if unknown:
        raise CannotStart(
            f"The database was written by a newer version of Ordholden than {__version__}"
            f" ({'.'.join(unknown[-1])} is unknown here). Start that version, or restore the"
            " backup made before it; nothing was changed."
        )


def pending() -> int:
    """How many migrations the database still needs."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def upgrade(owner: Address | None, names: roles.Roles) -> int:
    """Run the migrations that are pending, as the owner. Returns how many there were.

    Each migration is one transaction: when one fails, what was there stays, and it is safe to run
    again. Raises CannotStart when there is no owner to run them, and for a full disk.
    """
    refuse_newer_schema()
    count = pending()
    if not count:
        return 0
    if owner is None:
        raise CannotStart(
            f"The database needs {count} migrations, which its owner must run. Set"
            " DATABASE_OWNER_URL, here or for `bin/ordholden database upgrade`, and start again."
        )
    try:
        with as_owner(owner):
            _one_at_a_time()
            call_command("migrate", interactive=False, verbosity=0)
            _run(roles.grant_queue(names))
    except Error as error:
        cause = error.__cause__
        if isinstance(cause, psycopg.Error) and cause.sqlstate in _OUTSIDE:
            raise explain(cause, owner) from error
        raise
    return count


_LOCK = 0x6F726468  # any number that nobody else locks

# disk full, insufficient privilege, and whatever hinders a connection: not faults of a migration
_OUTSIDE = (None, "53100", "42501", "28P01", "28000", "3D000", "53300", "57P03")


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _one_at_a_time() -> None:
    """Two programs that start at once: the second waits, and finds the work done."""
    _run([f"SELECT pg_advisory_lock({_LOCK})"])


def _let_go() -> None:
    """Close the connection and, where there is one, the pool it came from."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
