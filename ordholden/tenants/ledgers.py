"""Tables that are written once: the application may add a row and read it, never change it.

    operations = [
        IsolateTenants("privacy_consentevent"),
        InsertOnly("privacy_consentevent", blank=("person_id",)),
    ]

Retention and erasure still have to work. They go through two functions of the database, made
for each such table, owned by the owner and bound to the tenant in scope like everything else:
`<table>_let_go(ids)` removes rows, `<table>_blank(ids)` empties the columns named in `blank`.
Python calls them as `let_go(Model, ids)` and `blank(Model, ids)`: two names to search for.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

STAY_WRITTEN = """
CREATE OR REPLACE FUNCTION app_stay_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The owner's functions below work as the owner; nobody else may, whatever was granted.
    IF current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
    END IF;
    RAISE EXCEPTION 'rows of % are written once: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$
"""

BOUND_TO_TENANT = """
CREATE FUNCTION {name}(ids uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH done AS ({change} WHERE tenant_id = app_tenant() AND id = ANY (ids) RETURNING 1)
    SELECT count(*) FROM done
$$
"""


class InsertOnly(DatabaseStep):
    """From here on the application may insert into this table and read it, and that is all.

    The grants are taken away, and a trigger refuses even when somebody grants them again.
    `blank`: columns that erasing a person empties while the row stays.
    """

    def __init__(self, table: str, *, blank: tuple[str, ...] = ()) -> None:
        self.table, self.blank = table, blank

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, STAY_WRITTEN)
        run(editor, f"REVOKE UPDATE, DELETE, TRUNCATE ON {self.table} FROM {app}")
        run(
            editor,
            f"CREATE TRIGGER stay_written BEFORE UPDATE OR DELETE ON {self.table}"
            " FOR EACH ROW EXECUTE FUNCTION app_stay_written()",
        )
        run(
            editor,
            f"CREATE TRIGGER stay_whole BEFORE TRUNCATE ON {self.table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION app_stay_written()",
        )
        self._function(editor, "let_go", f"DELETE FROM {self.table}")  # noqa: S608
        if self.blank:
            emptied = ", ".join(f"{column} = NULL" for column in self.blank)
            self._function(editor, "blank", f"UPDATE {self.table} SET {emptied}")  # noqa: S608

    def _function(self, editor: BaseDatabaseSchemaEditor, verb: str, change: str) -> None:
        name = f"{self.table}_{verb}"
        run(editor, BOUND_TO_TENANT.format(name=name, change=change))
        run(editor, f"REVOKE ALL ON FUNCTION {name}(uuid[]) FROM PUBLIC")
        app = roles.quoted(roles.names().app)
        run(editor, f"GRANT EXECUTE ON FUNCTION {name}(uuid[]) TO {app}")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        for trigger in ("stay_written", "stay_whole"):
            run(editor, f"DROP TRIGGER {trigger} ON {self.table}")
        for verb in ("let_go", "blank"):
            run(editor, f"DROP FUNCTION IF EXISTS {self.table}_{verb}(uuid[])")
        run(editor, f"GRANT UPDATE, DELETE ON {self.table} TO {app}")

    def describe(self) -> str:
        return f"Write rows of {self.table} once"


def let_go(model: type[models.Model], ids: Iterable[UUID]) -> int:
    """Remove rows of an insert-only table whose time has come. Returns how many there were."""
    return _call(f"{model._meta.db_table}_let_go", ids)


def blank(model: type[models.Model], ids: Iterable[UUID]) -> int:
    """Empty the person's columns in rows of an insert-only table. Returns how many there were."""
    return _call(f"{model._meta.db_table}_blank", ids)


def _call(function: str, ids: Iterable[UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {connection.ops.quote_name(function)}(%s::uuid[])",
            [[str(key) for key in ids]],
        )
        (count,) = cursor.fetchone()
    return int(count)
