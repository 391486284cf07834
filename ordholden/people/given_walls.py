"""Migration step: which questions somebody answered for statistics, and never what they answered.

Their own copy says that much (GDPR art. 15); the values themselves nobody can read out again.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

GIVEN = """
CREATE FUNCTION statistics_given(whose uuid) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT v.category::text FROM public.people_statisticvalue v
    WHERE v.tenant_id = public.app_tenant() AND v.person_id = whose ORDER BY v.category
$$
"""


class TellWhatWasAnswered(DatabaseStep):
    """Open the one function."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, GIVEN)
        run(editor, "REVOKE ALL ON FUNCTION statistics_given(uuid) FROM PUBLIC")
        run(editor, f"GRANT EXECUTE ON FUNCTION statistics_given(uuid) TO {app}")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, "DROP FUNCTION statistics_given(uuid)")

    def describe(self) -> str:
        return "Tell which questions were answered for statistics"
