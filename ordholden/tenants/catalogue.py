"""What PostgreSQL itself says about its tables. Read by migration steps, guards and removal."""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Unique:
    """A uniqueness that is not the primary key. `columns` may hold expressions."""

    table: str
    name: str
    columns: tuple[str, ...]
    constraint: bool
    definition: str


@dataclass(frozen=True)
class ForeignKey:
    """A foreign key, with its definition as PostgreSQL writes it."""

    table: str
    name: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]
    target_has_tenant: bool
    definition: str


@dataclass(frozen=True)
class Table:
    """A table of schema public and how it is walled."""

    name: str
    has_tenant: bool
    secured: bool
    forced: bool


@dataclass(frozen=True)
class RowPolicy:
    """A row-level security policy. `roles` is ("public",) when it holds for everybody.

    narrows: a restrictive one, which can only take rows away from what another allows.
    """

    table: str
    name: str
    command: str
    roles: tuple[str, ...]
    using: str | None
    check: str | None
    narrows: bool


# The names of the columns that a key of table {0} is made of, in the key's order.
_NAMES = (
    "ARRAY(SELECT a.attname::text FROM unnest({1}) WITH ORDINALITY AS k (number, place)"
    " JOIN pg_attribute a ON a.attrelid = {0} AND a.attnum = k.number ORDER BY k.place)"
)


def tables(connection: BaseDatabaseWrapper) -> list[Table]:
    """Every table of schema public, partitions too."""
    return [
        Table(*row)
        for row in _rows(
            connection,
            """
            SELECT t.relname, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid
                       AND a.attname = 'tenant_id' AND NOT a.attisdropped),
                   t.relrowsecurity, t.relforcerowsecurity
            FROM pg_class t
            WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')
            ORDER BY t.relname
            """,
        )
    ]


def row_policies(connection: BaseDatabaseWrapper) -> list[RowPolicy]:
    """Every policy in schema public."""
    return [
        RowPolicy(table, name, command, tuple(roles), using, check, narrows)
        for table, name, command, roles, using, check, narrows in _rows(
            connection,
            "SELECT tablename, policyname, cmd, roles::text[], qual, with_check,"
            " permissive = 'RESTRICTIVE'"
            " FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname",
        )
    ]


def uniques(connection: BaseDatabaseWrapper, table: str | None = None) -> list[Unique]:
    """Unique constraints and indexes but primary keys; of one table or of all."""
    return [
        Unique(name, index, tuple(columns), constraint is not None, constraint or definition)
        for name, index, columns, constraint, definition in _rows(
            connection,
            """
            SELECT t.relname, i.relname,
                   ARRAY(SELECT pg_get_indexdef(x.indexrelid, n, true)
                         FROM generate_series(1, x.indnkeyatts) n),
                   pg_get_constraintdef(c.oid), pg_get_indexdef(x.indexrelid)
            FROM pg_index x
            JOIN pg_class t ON t.oid = x.indrelid
            JOIN pg_class i ON i.oid = x.indexrelid
            LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.contype = 'u'
            WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique
              AND NOT x.indisprimary AND (%(table)s::text IS NULL OR t.relname = %(table)s)
            ORDER BY t.relname, i.relname
            """,
            table=table,
        )
    ]


def primary_key(connection: BaseDatabaseWrapper, table: str) -> tuple[str, ...]:
    """The columns of a table's primary key."""
    return tuple(
        column
        for (column,) in _rows(
            connection,
            """
            SELECT pg_get_indexdef(x.indexrelid, n, true)
            FROM pg_index x, generate_series(1, x.indnkeyatts) n
            WHERE x.indrelid = %(table)s::regclass AND x.indisprimary ORDER BY n
            """,
            table=table,
        )
    )


def key_is_made(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether the primary key is random or counted: nobody can choose one that is taken."""
    rows = _rows(
        connection,
        """
        SELECT a.atttypid = 'uuid'::regtype OR a.attidentity <> ''
               OR COALESCE(pg_get_expr(d.adbin, d.adrelid), '') LIKE 'nextval(%%'
        FROM pg_index x
        JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = ANY (x.indkey)
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE x.indrelid = %(table)s::regclass AND x.indisprimary
        """,
        table=table,
    )
    return bool(rows) and all(made for (made,) in rows)


def foreign_keys(connection: BaseDatabaseWrapper, table: str | None = None) -> list[ForeignKey]:
    """Foreign keys, of one table or of all."""
    return [
        ForeignKey(name, key, tuple(columns), target, tuple(there), has_tenant, definition)
        for name, key, columns, target, there, has_tenant, definition in _rows(
            connection,
            f"""
            SELECT t.relname, c.conname, {_NAMES.format("c.conrelid", "c.conkey")},
                   o.relname, {_NAMES.format("c.confrelid", "c.confkey")},
                   EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = o.oid
                           AND a.attname = 'tenant_id' AND NOT a.attisdropped),
                   pg_get_constraintdef(c.oid)
            FROM pg_constraint c
            JOIN pg_class t ON t.oid = c.conrelid
            JOIN pg_class o ON o.oid = c.confrelid
            WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace
              AND (%(table)s::text IS NULL OR t.relname = %(table)s)
            ORDER BY t.relname, c.conname
            """,  # noqa: S608  two constants
            table=table,
        )
    ]


def children_first(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables with a tenant, each before the tables it points at; cycles are cut anywhere."""
    points_at: dict[str, list[str]] = {t.name: [] for t in tables(connection) if t.has_tenant}
    for key in foreign_keys(connection):
        if key.table in points_at and key.target in points_at:
            points_at[key.table].append(key.target)
    order: dict[str, None] = {}
    seen: set[str] = set()

    def visit(table: str) -> None:
        if table not in seen:
            seen.add(table)
            for target in points_at[table]:
                visit(target)
            order[table] = None

    for table in points_at:
        visit(table)
    return list(reversed(order))


def _rows(connection: BaseDatabaseWrapper, query: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
