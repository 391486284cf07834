"""Migration steps that make PostgreSQL keep tenants apart.

A room's first migration ends with one line:

    IsolateTenants("people_person", "people_role", "people_detail")

A later migration that adds a foreign key or a many-to-many table:

    StayInTenant("people_role", "manager_id", "people_person")
    AdoptTable("people_role_branches")

A table of a third-party package, whose model knows nothing of tenants, in a migration of ours
that depends on the package's last one (tables that others point at come first):

    dependencies = [("account", "0009_emailaddress_unique_primary_email"), …]
    operations = [
        AdoptTable("account_emailaddress"),
        AdoptTable("account_emailconfirmation"),
        AdoptTable("mfa_authenticator"),
        AdoptTable("django_session"),
    ]
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from ordholden.tenants import catalogue

MINE = "tenant_id = app_tenant()"


class DatabaseStep(Operation):
    """A step that changes the database and nothing that Django's models know."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        _finish_what_django_put_off(schema_editor)
        self.forwards(schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.backwards(schema_editor)

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        raise NotImplementedError

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Nothing: going back drops the tables, and with them what this step added."""


class IsolateTenants(DatabaseStep):
    """From here on PostgreSQL shows, accepts and joins these tables one tenant at a time.

    Forced row-level security, `UNIQUE (tenant_id, id)`, and the tenant in every uniqueness and
    every foreign key they have so far: PostgreSQL checks keys past row-level security, so a
    plain key could point at another tenant's row, or tell that it exists.
    """

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for table in self.tables:
            force_row_level_security(editor, table)
            run(editor, f"CREATE POLICY own_rows ON {table} USING ({MINE}) WITH CHECK ({MINE})")
            _widen_uniques(editor, table)
        for table in self.tables:
            _widen_foreign_keys(editor, table)

    def describe(self) -> str:
        return f"Keep tenants apart in {', '.join(self.tables)}"


class AdoptTable(DatabaseStep):
    """Put a table that knows nothing of tenants behind the same walls as ours.

    Its new column `tenant_id` fills itself from the scope. A table that already holds rows is
    refused, since nobody could say whose they are.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(
            editor,
            f"ALTER TABLE {self.table} ADD COLUMN tenant_id bigint NOT NULL DEFAULT app_tenant()"
            " REFERENCES tenants_tenant (id) DEFERRABLE INITIALLY DEFERRED",
        )
        IsolateTenants(self.table).forwards(editor)

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY")
        run(editor, f"DROP POLICY own_rows ON {self.table}")
        run(editor, f"ALTER TABLE {self.table} DROP COLUMN tenant_id CASCADE")

    def describe(self) -> str:
        return f"Keep tenants apart in {self.table}, which is another package's"


class StayInTenant(DatabaseStep):
    """This foreign key may not point at another tenant's row. For keys added later on."""

    def __init__(self, table: str, column: str, target: str) -> None:
        self.table, self.column, self.target = table, column, target

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        keys = catalogue.foreign_keys(editor.connection, self.table)
        plain = [k for k in keys if k.columns == (self.column,) and k.target == self.target]
        if not plain:
            raise LookupError(f"{self.table}.{self.column} has no key to {self.target}")
        for key in plain:
            _widen_foreign_key(editor, key)

    def describe(self) -> str:
        return f"Keep {self.table}.{self.column} inside one tenant"


def run(editor: BaseDatabaseSchemaEditor, statement: str) -> None:
    """Execute a statement as it stands: a % in it is a %."""
    editor.execute(statement, params=None)


def force_row_level_security(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Switch policies on, for the table's owner too."""
    run(editor, f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    run(editor, f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _finish_what_django_put_off(editor: BaseDatabaseSchemaEditor) -> None:
    # Django adds foreign keys and indexes at the end of a migration; we need to see them now.
    waiting, editor.deferred_sql[:] = list(editor.deferred_sql), []
    for statement in waiting:
        editor.execute(statement, None)


def _widen_uniques(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    for unique in catalogue.uniques(editor.connection, table):
        if "tenant_id" in unique.columns:
            continue
        wider = unique.definition.replace("(", "(tenant_id, ", 1)
        if unique.constraint:
            run(editor, f'ALTER TABLE {table} DROP CONSTRAINT "{unique.name}"')
            run(editor, f'ALTER TABLE {table} ADD CONSTRAINT "{unique.name}" {wider}')
        else:
            run(editor, f'DROP INDEX "{unique.name}"')
            run(editor, wider)
    key = ", ".join(catalogue.primary_key(editor.connection, table))
    if catalogue.key_is_made(editor.connection, table):
        run(editor, f"ALTER TABLE {table} ADD CONSTRAINT {table}_own UNIQUE (tenant_id, {key})")
    else:  # a key that somebody chooses must not tell that another tenant has chosen it
        run(editor, f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey")
        run(
            editor,
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (tenant_id, {key})",
        )


def _widen_foreign_keys(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    for key in catalogue.foreign_keys(editor.connection, table):
        if "tenant_id" not in key.columns and key.target_has_tenant:
            _widen_foreign_key(editor, key)


def _widen_foreign_key(editor: BaseDatabaseSchemaEditor, key: catalogue.ForeignKey) -> None:
    column, target = ", ".join(key.columns), ", ".join(key.target_columns)
    definition = key.definition.replace(f"({column})", f"(tenant_id, {column})", 1)
    definition = definition.replace(f"{key.target}({target})", f"{key.target}(tenant_id, {target})")
    # Only the reference may become empty, never the tenant.
    definition = definition.replace("ON DELETE SET NULL", f"ON DELETE SET NULL ({column})")
    run(editor, f'ALTER TABLE {key.table} DROP CONSTRAINT "{key.name}"')
    run(editor, f'ALTER TABLE {key.table} ADD CONSTRAINT "{key.name}" {definition}')
