"""How rows go from each store: ordinary tables, ledgers that are written once, files, the queue."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CASCADE, Field, ForeignKey, Model

from ordholden.kit import files
from ordholden.kit.models import StoredFile
from ordholden.privacy.datamap import Declared, declared
from ordholden.privacy.models import Hold

HOLD = Hold._meta.db_table


@cache
def _written_once(table: str) -> tuple[bool, bool]:
    """Whether rows of a table can only be let go, and blanked, by the database's own functions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regprocedure(%s) IS NOT NULL, to_regprocedure(%s) IS NOT NULL",
            [f"{table}_let_go(uuid[])", f"{table}_blank(uuid[])"],
        )
        let_go, blank = cursor.fetchone()
    return bool(let_go), bool(blank)


@cache
def _unnames(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure(%s) IS NOT NULL", [f"{table}_unname(uuid[])"])
        return bool(cursor.fetchone()[0])


def spared(table: Declared, alias: str = "") -> str:
    """The condition, as SQL over a table's columns, for a row that no hold keeps."""
    at = f"{alias}." if alias else f"{table.table}."
    if table.table == HOLD:  # a hold goes with its person when it has ended, never before
        return f"({at}ended_at IS NOT NULL OR {at}approved_at IS NULL)"
    if "held" in table.privacy.columns:
        return f"NOT {at}held"
    return (
        f'NOT EXISTS (SELECT FROM {HOLD} hold WHERE hold."row" = {at}{table.key}'
        f" AND hold.record_table = '{table.table}'"
        " AND hold.approved_at IS NOT NULL AND hold.ended_at IS NULL)"
        if has_uuid_key(table)
        else "true"
    )


def has_uuid_key(table: Declared) -> bool:
    """Whether a row of the table has a random key, by which a hold can name it."""
    model = table.model
    return model is not None and model._meta.pk.get_internal_type() == "UUIDField"


def is_written_once(table: Declared) -> bool:
    """Whether the application may add rows and read them, and nothing else."""
    return _written_once(table.table)[0]


def takes_names_out(table: Declared) -> bool:
    """Whether persons leave the rows of a table by a function of its own: several to a row."""
    return _unnames(table.table)


def take_names_out(table: Declared, persons: Sequence[UUID]) -> int:
    """Take these persons out of every row they are named in, as whatever. The rows stay."""
    return _by_function(f"{table.table}_unname", [str(person) for person in persons])


def delete(table: Declared, where: str, values: list[Any], objects: list[str]) -> int:
    """Remove rows, and the files they point at, but for those that a hold keeps.

    `where` is SQL of ours over the table's columns. objects: gets the names of the files' objects,
    which the sink `files` removes once this has committed.
    """
    where = f"({where}) AND {spared(table)}"
    stored = _files_of(table, where, values)
    if _written_once(table.table)[0]:
        rows = _by_function(f"{table.table}_let_go", _keys(table, where, values))
    else:
        rows = _run(f"DELETE FROM {table.table} WHERE {where}", values)  # noqa: S608
    if stored:
        objects.extend(files.forget_rows(stored))
    return rows


def detach(table: Declared, column: str, where: str, values: list[Any]) -> int:
    """Empty the column that ties rows to a person. The rows stay."""
    if _written_once(table.table)[1]:
        return _by_function(f"{table.table}_blank", _keys(table, where, values))
    return change(table, f"{column} = NULL", where, values)


def change(table: Declared, assignments: str, where: str, values: list[Any]) -> int:
    """UPDATE of ordinary rows. Returns how many changed."""
    return _run(f"UPDATE {table.table} SET {assignments} WHERE {where}", values)  # noqa: S608


def _keys(table: Declared, where: str, values: list[Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {table.key} FROM {table.table} WHERE {where}", values)  # noqa: S608
        return [str(key) for (key,) in cursor.fetchall()]


def _by_function(function: str, keys: list[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s::uuid[])", [keys])
        return int(cursor.fetchone()[0])


def _files_of(table: Declared, where: str, values: list[Any]) -> list[UUID]:
    """Stored files that the rows point at: they are nobody else's, so they go along."""
    found: list[UUID] = []
    for column in file_columns(table.model):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {column} FROM {table.table} WHERE {where} AND {column} IS NOT NULL",  # noqa: S608
                values,
            )
            found += [key for (key,) in cursor.fetchall()]
    return found


def file_columns(model: type[Model] | None) -> list[str]:
    """The columns of a table that point at stored files."""
    return [
        field.column
        for field in (model._meta.fields if model else ())
        if isinstance(field, ForeignKey) and field.related_model is StoredFile
    ]


def children(table: Declared) -> list[tuple[Declared, str]]:
    """Tables whose rows are part of this one's (a consent's events), and by which column."""
    related = table.model._meta.related_objects if table.model else ()
    return [
        (declared()[rel.related_model._meta.db_table], str(rel.field.column))
        for rel in related
        if rel.on_delete is CASCADE and rel.related_model._meta.db_table in declared()
    ]


# Each task's keys are read once, however many are looked for: a night erases hundreds at a time,
# and tens of thousands may wait.
_NAMED = (
    "EXISTS (SELECT FROM regexp_matches("
    "args::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') AS key"
    " WHERE key[1] = ANY(%s::text[]))"
)


def forget_tasks(keys: Sequence[str]) -> int:
    """Take every task that names one of these out of the queue: unsent mails, above all, also
    those that have failed. One that is running is left, and ends by itself."""
    where = f"status <> 'doing' AND {_NAMED}"
    return _run(f"DELETE FROM procrastinate_jobs WHERE {where}", [list(keys)])  # noqa: S608


def queued(keys: Sequence[str]) -> int:
    """How many tasks name one of these, whatever their state."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM procrastinate_jobs WHERE {_NAMED}", [list(keys)])  # noqa: S608
        return int(cursor.fetchone()[0])


def persons_of(table: Declared, keys: Sequence[UUID]) -> list[UUID]:
    """The persons that these rows are about."""
    reach = table.reach_person()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT {reach.column} FROM {table.table} t{''.join(reach.joins)}"  # noqa: S608
            f" WHERE t.{table.key} = ANY(%s) AND {reach.column} IS NOT NULL",
            [list(keys)],
        )
        return [key for (key,) in cursor.fetchall()]


def is_text(table: Declared, column: str) -> bool:
    """Whether a column holds text that can be emptied and left in place."""
    field = _column(table, column)
    return field is not None and field.get_internal_type() in (
        "CharField",
        "TextField",
        "EmailField",
    )


def _column(table: Declared, column: str) -> "Field[Any, Any] | None":
    fields = table.model._meta.fields if table.model else ()
    return next((f for f in fields if f.column == column), None)


def nullable(table: Declared, column: str) -> bool:
    """Whether a column may be empty."""
    field = _column(table, column)
    return field is not None and bool(field.null)


def _run(sql: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


__all__ = ["change", "declared", "delete", "detach", "forget_tasks", "is_text", "nullable"]
