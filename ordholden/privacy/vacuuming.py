"""After the night's sweeps the bytes go too: what PostgreSQL deletes, it leaves in its files.

A deleted row stays in the table's file until a vacuum, and in the free space of its page until
something is written there. So small tables are written anew, which leaves nothing of the old
file; large ones are vacuumed with their indexes, and their free space is overwritten in time.
Only the owner of the tables may do this: the application, which every page speaks to, cannot
even ask for it. It happens on the schedule, wherever the owner's address is set.
"""

import logging
from dataclasses import dataclass

import psycopg
from django.conf import settings
from psycopg import sql

from ordholden.kit.database.address import Address
from ordholden.kit.database.faults import CannotStart

logger = logging.getLogger(__name__)
WHOLE = 16 * 1024 * 1024  # bytes, with indexes: written anew within the lock that bar 15 allows
PATIENCE = "200ms"  # for a lock: who works is not kept waiting, the table has its turn tomorrow

TABLES = """
SELECT relname, pg_total_relation_size(oid) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""


@dataclass(frozen=True)
class Vacuumed:
    """How many tables were written anew, how many only vacuumed, and which were in use."""

    anew: int
    vacuumed: int
    busy: tuple[str, ...]


def vacuum() -> Vacuumed:
    """Take dead rows out of every table's and index's file. Safe to repeat, and to kill.

    Raises CannotStart without the owner's way in.
    """
    anew, vacuumed, busy = 0, 0, []
    with psycopg.connect(**_owner().for_psycopg(), autocommit=True, connect_timeout=10) as owner:
        owner.execute(sql.SQL("SET lock_timeout = {}").format(PATIENCE))
        for table, size in owner.execute(TABLES).fetchall():
            how = "FULL" if size <= WHOLE else "INDEX_CLEANUP ON"
            try:
                owner.execute(
                    sql.SQL("VACUUM ({}) {}").format(sql.SQL(how), sql.Identifier(str(table)))
                )
            except psycopg.errors.LockNotAvailable:
                busy.append(str(table))
                continue
            anew, vacuumed = anew + (how == "FULL"), vacuumed + (how != "FULL")
    return Vacuumed(anew, vacuumed, tuple(busy))


def nightly() -> None:
    """The same on the schedule, after the sweeps; what was in use then has its turn tomorrow."""
    if settings.DATABASE.owner is None:
        logger.warning("no vacuum after the sweep: the owner's address is not set here")
        return
    if busy := vacuum().busy:
        logger.warning("tables not vacuumed because they were in use: %s", ", ".join(busy))


def _owner() -> Address:
    owner: Address | None = settings.DATABASE.owner
    if owner is None:
        raise CannotStart(
            "Tables are vacuumed by their owner. Set DATABASE_OWNER_URL, and give the command"
            " again; or leave it to your server's autovacuum."
        )
    return owner
