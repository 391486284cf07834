"""What the program refuses to run on, asked of the database itself before anything is served."""

from typing import Any

import psycopg

from ordholden.kit.database.address import Address
from ordholden.kit.database.faults import CannotStart, explain
from ordholden.kit.database.roles import Roles

OLDEST = 15  # PostgreSQL's major version

# A role may become any role it is a member of, so membership in the owner is ownership.
_ABOUT_US = """
SELECT rolsuper, rolbypassrls,
       (SELECT min(relname) FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
           AND pg_has_role(current_user, relowner, 'MEMBER')),
       EXISTS (SELECT FROM pg_roles AS queue
                WHERE queue.rolname = %s AND pg_has_role(current_user, queue.oid, 'MEMBER')),
       current_setting('server_version_num')::int / 10000,
       current_setting('server_version'),
       current_setting('server_encoding')
  FROM pg_roles WHERE rolname = current_user
"""


def connect(address: Address) -> "psycopg.Connection[tuple[Any, ...]]":
    """Connect outside Django. Raises CannotStart with a sentence when that is not possible."""
    try:
        arguments = {"connect_timeout": 5} | address.for_psycopg()
        return psycopg.connect(**arguments, autocommit=True)
    except psycopg.Error as error:
        raise explain(error, address) from error


def refuse_unfit(address: Address, roles: Roles) -> None:
    """Refuse a server that is too old and a role that row-level security does not hold.

    Raises CannotStart. `address` is the application's own.
    """
    with connect(address) as connection:
        row = connection.execute(_ABOUT_US, [roles.queue]).fetchone()
    if row is None:
        raise CannotStart(f"The database at {address.place} does not know its own role.")
    superuser, bypasses, owned, may_queue, major, version, encoding = row
    if major < OLDEST:
        raise CannotStart(
            f"The database at {address.place} is PostgreSQL {version}; {OLDEST} or newer is"
            " needed. Point DATABASE_URL to a newer server."
        )
    if encoding != "UTF8":
        raise CannotStart(
            f"The database {address.name} is stored as {encoding}; create it with ENCODING 'UTF8'."
        )
    refusal = _refusal(superuser, bypasses, owned)
    if refusal:
        raise CannotStart(
            f"{address.user} {refusal}, so the database could not keep the tenants apart. Put the"
            " application's role into DATABASE_URL and the owner's into DATABASE_OWNER_URL;"
            " `bin/ordholden database roles` prints them."
        )
    if not may_queue:
        raise CannotStart(
            f"{address.user} is no member of the role {roles.queue}, which fetches background"
            " tasks. Run what `bin/ordholden database roles` prints."
        )


def _refusal(superuser: bool, bypasses: bool, owned: str | None) -> str:
    if superuser:
        return "is a superuser"
    if bypasses:
        return "has BYPASSRLS"
    return f"owns the table {owned}" if owned else ""
