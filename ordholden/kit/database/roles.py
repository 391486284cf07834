"""Who may do what in the database, as SQL that can be run again and again.

The owner holds the tables and runs migrations. The application may use rows, under row-level
security, and nothing else. The queue's role sees only the queue's tables, of all tenants.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Roles:
    """The three names; an operator's own server may use others."""

    owner: str = "ordholden_owner"
    app: str = "ordholden_app"
    queue: str = "ordholden_queue"


def quote(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string constant."""
    return "'" + text.replace("'", "''") + "'"


def create(roles: Roles) -> list[str]:
    """Statements for a superuser or a role with CREATEROLE: the roles and their limits."""
    limits = "NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
    wanted = (
        (roles.owner, f"LOGIN {limits}"),
        (roles.app, f"LOGIN NOINHERIT {limits}"),
        (roles.queue, f"NOLOGIN {limits}"),
    )
    statements = [
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {literal(name)})"
        f" THEN CREATE ROLE {quote(name)} {attributes}; END IF; END $$"
        for name, attributes in wanted
    ]
    return [
        *statements,
        *(_quiet(name) for name in (roles.owner, roles.app)),
        f"GRANT {quote(roles.queue)} TO {quote(roles.app)}",
    ]


# What these roles do leaves no statement, value or detail in the server's log, on any server.
QUIET = {
    "log_statement": "none",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def _quiet(role: str) -> str:
    return "; ".join(
        f"ALTER ROLE {quote(role)} SET {name} = {literal(value)}" for name, value in QUIET.items()
    )


def fence(roles: Roles, database: str) -> list[str]:
    """Statements for the database's owner: only these roles may come in."""
    return [
        f"REVOKE ALL ON DATABASE {quote(database)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {quote(database)} TO {quote(roles.app)}",
    ]


def grant_queue(roles: Roles) -> list[str]:
    """Statements for the owner, after migrating: the queue's role may use the queue's tables."""
    queue = literal(roles.queue)  # a name of ours, quoted
    return [
        "DO $$ DECLARE part record; BEGIN"
        " FOR part IN SELECT oid::regclass AS name, relkind FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relname LIKE 'procrastinate\\_%'"
        " AND relkind IN ('r', 'S') LOOP"
        " IF part.relkind = 'r' THEN"
        f" EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', part.name, {queue});"
        f" ELSE EXECUTE format('GRANT USAGE, SELECT ON %s TO %I', part.name, {queue});"
        " END IF; END LOOP; END $$"
    ]


def script(roles: Roles, database: str) -> str:
    """Everything an operator runs once with psql on a server of their own."""
    lines = [
        "-- Run with psql as a superuser, once; safe to run again except for CREATE DATABASE.",
        *(f"{statement};" for statement in create(roles)),
        "-- Asks for the two passwords:",
        f"\\password {roles.owner}",
        f"\\password {roles.app}",
        f"CREATE DATABASE {quote(database)} OWNER {quote(roles.owner)}"
        " TEMPLATE template0 ENCODING 'UTF8';",
        *(f"{statement};" for statement in fence(roles, database)),
        "-- Then start the program with",
        f"--   DATABASE_URL=postgresql://{roles.app}:PASSWORD@HOST/{database}",
        f"--   DATABASE_OWNER_URL=postgresql://{roles.owner}:PASSWORD@HOST/{database}",
    ]
    return "\n".join(lines) + "\n"
