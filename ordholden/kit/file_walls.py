"""Migration step: the key of each file lies where the application cannot read it.

It may write one, with a new file. What hands one out writes a line in the log (`reading`).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run


class CloseColumn(DatabaseStep):
    """Add a column that the application writes and cannot read; the others stay as they are."""

    def __init__(self, table: str, column: str, kind: str, *, readable: tuple[str, ...]) -> None:
        self.table, self.column, self.kind, self.readable = table, column, kind, readable

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, f"ALTER TABLE {self.table} ADD COLUMN {self.column} {self.kind}")
        run(editor, f"ALTER TABLE {self.table} ALTER COLUMN {self.column} SET STATISTICS 0")
        run(editor, f"REVOKE SELECT ON {self.table} FROM {app}")  # noqa: S608
        run(editor, f"GRANT SELECT ({', '.join(self.readable)}) ON {self.table} TO {app}")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, f"ALTER TABLE {self.table} DROP COLUMN {self.column}")
        run(editor, f"GRANT SELECT ON {self.table} TO {app}")

    def describe(self) -> str:
        return f"Close {self.table}.{self.column} to reading"


class OpenColumn(DatabaseStep):
    """A column that came later to such a table: the application may read it."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, f"GRANT SELECT ({self.column}) ON {self.table} TO {app}")

    def describe(self) -> str:
        return f"Let {self.table}.{self.column} be read"
