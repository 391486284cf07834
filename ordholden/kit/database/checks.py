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


# Settings by which a server writes what people told into its log, and the values that are safe.
_TALKS = {
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_min_error_statement": ("log", "fatal", "panic"),
    "debug_print_parse": ("off",),
    "debug_print_rewritten": ("off",),
    "debug_print_plan": ("off",),
    "auto_explain.log_min_duration": ("-1", "", None),
    "pgaudit.log": ("none", "", None),
}
_ERRORS_UNSEEN = ("log", "fatal", "panic")  # of log_min_messages: no error is written at all


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


def refuse_talkative(address: Address) -> None:
    """Refuse a server that would write statements or values into its log: names, addresses.

    Asked in the application's own session, since a role has settings of its own. Raises
    CannotStart with the setting.
    """
    with connect(address) as connection:
        asked = [*_TALKS, "log_error_verbosity", "log_min_messages"]
        found = dict(
            connection.execute(
                "SELECT name, current_setting(name, true) FROM unnest(%s::text[]) AS name", [asked]
            ).fetchall()
        )
    loud = [name for name, safe in _TALKS.items() if found[name] not in safe]
    # A refused row is repeated in the detail of the error, with its values.
    if found["log_error_verbosity"] != "terse" and found["log_min_messages"] not in _ERRORS_UNSEEN:
        loud.append("log_error_verbosity")
    if loud:
        raise CannotStart(
            f"The server at {address.place} would write what people told us into its log"
            f" ({loud[0]} is {found[loud[0]]}). Run what `bin/ordholden database roles` prints once"
            f" more as a superuser: it keeps {address.user} out of the log."
        )


def _refusal(superuser: bool, bypasses: bool, owned: str | None) -> str:
    if superuser:
        return "is a superuser"
    if bypasses:
        return "has BYPASSRLS"
    return f"owns the table {owned}" if owned else ""
