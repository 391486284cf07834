"""Migration step: the installation's marks are read by all, added to, and never changed."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, force_row_level_security, run


class MarksOfNobody(DatabaseStep):
    """A table of the installation's own: the application adds rows and reads them, and no more."""

    def __init__(self, table: str) -> None:
        self.table = table

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        force_row_level_security(editor, self.table)
        run(editor, f"CREATE POLICY read_by_all ON {self.table} FOR SELECT USING (true)")
        run(editor, f"CREATE POLICY added_to ON {self.table} FOR INSERT WITH CHECK (true)")
        run(editor, f"REVOKE UPDATE, DELETE, TRUNCATE ON {self.table} FROM {app}")

    def describe(self) -> str:
        return f"Let {self.table} be added to and read"
