"""Migration steps that lay the ground the other walls stand on."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, force_row_level_security, run

# The setting is an empty string, not NULL, once it was ever set in the session.
APP_TENANT = """
CREATE OR REPLACE FUNCTION app_tenant() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(pg_catalog.current_setting('app.tenant', true), '')::bigint
"""
APP_NOW = """
CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN COALESCE(
    NULLIF(pg_catalog.current_setting('app.now', true), '')::timestamptz,
    pg_catalog.transaction_timestamp()
)
"""


# Removing a tenant: first its own row goes, then the rows of every table. The keys that point at
# it are checked at the end of the transaction, so one row left behind anywhere refuses it all.
REMOVE_ROWS = """
CREATE OR REPLACE FUNCTION app_remove_rows(target regclass) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    removed bigint;
BEGIN
    IF EXISTS (SELECT FROM tenants_tenant WHERE id = app_tenant()) THEN
        RAISE EXCEPTION 'the tenant in scope has not been removed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    SET CONSTRAINTS ALL DEFERRED;
    EXECUTE format('DELETE FROM %s WHERE tenant_id = app_tenant()', target);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END $$
"""


class UseTables(DatabaseStep):
    """What the owner makes, the application may use, under row-level security and nothing else."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        for statement in (
            f"GRANT USAGE ON SCHEMA public TO {app}",
            f"GRANT USAGE ON SCHEMA public TO {roles.quoted(roles.names().queue)}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
            f" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
            # Tables that were there before this step, Django's own.
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
        ):
            run(editor, statement)

    def describe(self) -> str:
        return "Let the application use the tables"


class TellTenantAndTime(DatabaseStep):
    """`app_tenant()` and `app_now()`: who a transaction works for, and what time it is there."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, APP_TENANT)
        run(editor, APP_NOW)

    def describe(self) -> str:
        return "Tell the tenant and the time"


class ReadByAllWrittenByOwn(DatabaseStep):
    """Anybody may look a row up; it is written only in its own tenant's scope."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        own = f"{self.column} = app_tenant()"
        force_row_level_security(editor, self.table)
        run(
            editor,
            f"CREATE POLICY own_rows ON {self.table} USING ({own}) WITH CHECK ({own})",
        )
        run(editor, f"CREATE POLICY read_by_all ON {self.table} FOR SELECT USING (true)")

    def describe(self) -> str:
        return f"Let {self.table} be read by all and written by its own"


class RemoveTenants(DatabaseStep):
    """`app_remove_rows(table)`: the only way to empty every table of a tenant that is gone."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, REMOVE_ROWS)
        run(editor, "REVOKE ALL ON FUNCTION app_remove_rows(regclass) FROM PUBLIC")
        app = roles.quoted(roles.names().app)
        run(editor, f"GRANT EXECUTE ON FUNCTION app_remove_rows(regclass) TO {app}")

    def describe(self) -> str:
        return "Let a tenant be removed whole"


class CloseToWriting(DatabaseStep):
    """The application may read these tables of Django's, which hold nothing of any tenant."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        for table in self.tables:
            run(editor, f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {app}")

    def describe(self) -> str:
        return f"Close {', '.join(self.tables)} to writing"
