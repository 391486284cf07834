"""Migration step: flags go with the rows they speak of, whoever removes those.

operations = [FlagsFollow("candidates_document")]
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

FOLLOW = """
CREATE OR REPLACE FUNCTION flags_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM flags_flag f USING gone
    WHERE f."row" = gone.id AND f.record_table = TG_TABLE_NAME;
    RETURN NULL;
END $$
"""


class FlagsFollow(DatabaseStep):
    """When rows of these tables go, their flags go in the same statement."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, FOLLOW)
        app = roles.quoted(roles.names().app)
        for table in self.tables:
            # Which transaction wrote a row, so that what is new is known by any door.
            run(editor, f"GRANT SELECT (xmin) ON {table} TO {app}")
            run(
                editor,
                f"CREATE TRIGGER flags_follow AFTER DELETE ON {table}"
                " REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION flags_follow()",
            )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for table in self.tables:
            run(editor, f"DROP TRIGGER flags_follow ON {table}")

    def describe(self) -> str:
        return f"Flags go with the rows of {', '.join(self.tables)}"
