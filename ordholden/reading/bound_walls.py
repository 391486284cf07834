"""Migration steps: a value, a file and an account stay their person's.

Who could move a sealed value, a document or an account to another person could have it handed
out as that person's own, without a line. So they cannot be moved; a file belongs for good to
the person whose document first pointed at it, even after that document is gone.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

STAY = """
CREATE OR REPLACE FUNCTION reading_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'rows of % stay with their person', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""
# `bound` is a hash: the file's row says of nobody that they have one.
BIND = """
CREATE OR REPLACE FUNCTION reading_bind() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine bytea := sha256(convert_to(NEW.file_id::text || '|' || NEW.person_id::text, 'UTF8'));
BEGIN
    UPDATE kit_storedfile SET bound = mine
    WHERE tenant_id = app_tenant() AND id = NEW.file_id AND (bound IS NULL OR bound = mine);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this file is another person''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""


class StayWithPerson(DatabaseStep):
    """These columns of a row never change: whose it is, and which file it points at."""

    def __init__(self, table: str, *columns: str) -> None:
        self.table, self.columns = table, columns

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, STAY)
        moved = " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in self.columns)
        run(
            editor,
            f"CREATE TRIGGER stay_with_person BEFORE UPDATE ON {self.table}"
            f" FOR EACH ROW WHEN ({moved}) EXECUTE FUNCTION reading_stay()",
        )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, f"DROP TRIGGER stay_with_person ON {self.table}")

    def describe(self) -> str:
        return f"Keep rows of {self.table} with their person"


class BindFiles(DatabaseStep):
    """A file is bound to the person of the first row of this table that points at it."""

    def __init__(self, table: str) -> None:
        self.table = table

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, BIND)
        run(editor, "REVOKE ALL ON FUNCTION reading_bind() FROM PUBLIC")
        run(
            editor,
            f"CREATE TRIGGER bind_file BEFORE INSERT ON {self.table}"
            " FOR EACH ROW EXECUTE FUNCTION reading_bind()",
        )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, f"DROP TRIGGER bind_file ON {self.table}")

    def describe(self) -> str:
        return f"Bind files to the person of {self.table}"


class CloseChanging(DatabaseStep):
    """The application may change these columns of a table and no other."""

    def __init__(self, table: str, *, open_to_change: tuple[str, ...]) -> None:
        self.table, self.open = table, open_to_change

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, f"REVOKE UPDATE ON {self.table} FROM {app}")
        run(editor, f"GRANT UPDATE ({', '.join(self.open)}) ON {self.table} TO {app}")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, f"GRANT UPDATE ON {self.table} TO {app}")

    def describe(self) -> str:
        return f"Close {self.table} to changing, but for {', '.join(self.open)}"
