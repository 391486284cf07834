"""Migration step: PostgreSQL shows a firm's notes to that firm alone (JI-23, JI-24).

`app.company` says for which company a transaction works; without it no note is found, whatever
role asks. Storing and erasing find all. Whom a note is about finds those of the department.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants.rls import DatabaseStep, run

APP_COMPANY = """
CREATE OR REPLACE FUNCTION app_company() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(pg_catalog.current_setting('app.company', true), '')::uuid
"""
OWN = """
CREATE POLICY own_company ON dialogues_note AS RESTRICTIVE USING (
    app_purpose() = '@storage'
    OR company_id = app_company()
    OR person_id = app_self() AND EXISTS (
        SELECT FROM companies_company c WHERE c.id = company_id AND c.kind = 'department')
) WITH CHECK (app_purpose() = '@storage' OR company_id = app_company())
"""


class WallNotes(DatabaseStep):
    """From here on each firm finds its own notes, and nobody else finds them."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, APP_COMPANY)
        run(editor, OWN)

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, "DROP POLICY own_company ON dialogues_note")
        run(editor, "DROP FUNCTION app_company()")

    def describe(self) -> str:
        return "Show a firm's notes to that firm alone"
