"""Migration steps: what is sealed, and what opens a document, is handed out with a line.

The application has no SELECT on `people_detail.sealed` and `kit_storedfile.key`, and so can
neither show, filter, sort nor group by them. These functions of the owner hand them out: to the
tenant's own people with a line in the log, in one statement; to the person themself without.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.reading.log_walls import hand_out
from ordholden.tenants.rls import DatabaseStep, run

# The first row is the receipt: without one the reader has been stopped.
VIEW = """
CREATE FUNCTION reading_view(who jsonb, whose uuid, seen text[])
RETURNS TABLE (id uuid, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF reading_write(who, 'view', whose, NULL, 'people_person', whose, seen) THEN
        RETURN QUERY SELECT NULL::uuid, NULL::bytea;
        RETURN QUERY SELECT d.id, d.sealed FROM people_detail d
            WHERE d.tenant_id = app_tenant() AND d.person_id = whose AND d.is_sealed
              AND d.category = ANY (seen);
    END IF;
END $$
"""
REVEAL = """
CREATE FUNCTION reading_reveal(who jsonb, whose uuid, asked text)
RETURNS TABLE (id uuid, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF reading_write(who, 'reveal', whose, NULL, 'people_detail', NULL, ARRAY[asked]) THEN
        RETURN QUERY SELECT NULL::uuid, NULL::bytea;
        RETURN QUERY SELECT d.id, d.sealed FROM people_detail d
            WHERE d.tenant_id = app_tenant() AND d.person_id = whose AND d.is_sealed
              AND d.category = asked ORDER BY d.item;
    END IF;
END $$
"""
OWN = """
CREATE FUNCTION reading_own(reader uuid) RETURNS TABLE (id uuid, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT d.id, d.sealed
    FROM public.people_detail d JOIN public.accounts_user u ON u.person_id = d.person_id
    WHERE d.tenant_id = public.app_tenant() AND u.tenant_id = public.app_tenant()
      AND u.id = reader AND d.is_sealed
$$
"""
OPEN_FILE = """
CREATE FUNCTION {table}_open(who jsonb, deed text, whose uuid, document uuid) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    doc record;
BEGIN
    IF deed NOT IN ('view', 'download', 'print', 'mail', 'export', 'api') THEN
        RAISE EXCEPTION 'that is not done with a document'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT d.category, f.key INTO doc
    FROM {table} d JOIN kit_storedfile f ON f.id = d.file_id AND f.tenant_id = d.tenant_id
    WHERE d.tenant_id = app_tenant() AND d.id = document AND d.person_id = whose;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such document' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF reading_write(who, deed, whose, NULL, '{table}', document, ARRAY[doc.category]) THEN
        RETURN coalesce(doc.key, ''::bytea);
    END IF;
    RETURN NULL;
END $$
"""
OWN_FILE = """
CREATE FUNCTION {table}_own(reader uuid, document uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(f.key, ''::bytea)
    FROM public.{table} d
    JOIN public.kit_storedfile f ON f.id = d.file_id AND f.tenant_id = d.tenant_id
    JOIN public.accounts_user u ON u.person_id = d.person_id AND u.tenant_id = d.tenant_id
    WHERE d.tenant_id = public.app_tenant() AND d.id = document AND u.id = reader
$$
"""
OPEN = (
    "reading_view(jsonb, uuid, text[])",
    "reading_reveal(jsonb, uuid, text)",
    "reading_own(uuid)",
)


class ReadValues(DatabaseStep):
    """The three functions that hand out sealed values."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in (VIEW, REVEAL, OWN):
            run(editor, function)
        hand_out(editor, *OPEN)

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in OPEN:
            run(editor, f"DROP FUNCTION {function}")

    def describe(self) -> str:
        return "Hand out sealed values with a line in the log"


class ReadDocuments(DatabaseStep):
    """For a table of documents (person_id, category, file_id): `<table>_open`, `<table>_own`."""

    def __init__(self, table: str) -> None:
        self.table = table

    @property
    def functions(self) -> tuple[str, str]:
        """The two, as PostgreSQL writes them."""
        return (f"{self.table}_open(jsonb, text, uuid, uuid)", f"{self.table}_own(uuid, uuid)")

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in (OPEN_FILE, OWN_FILE):
            run(editor, function.replace("{table}", self.table))
        hand_out(editor, *self.functions)

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for function in self.functions:
            run(editor, f"DROP FUNCTION {function}")

    def describe(self) -> str:
        return f"Hand out the keys of {self.table} with a line in the log"
