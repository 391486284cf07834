"""Migration step: whoever has opened a document sees its pages, for a while, by that one line.

A page is drawn when it is looked at, and for that the file is opened once more. The log itself is
the leave to do so: it must hold the line of that reader, of that sitting and for that purpose.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.reading.log_walls import hand_out
from ordholden.tenants.rls import DatabaseStep, run

# Nobody who has been stopped since.
AGAIN = """
CREATE FUNCTION {table}_again(who jsonb, whose uuid, document uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(f.key, ''::bytea)
    FROM public.{table} d
    JOIN public.kit_storedfile f ON f.id = d.file_id AND f.tenant_id = d.tenant_id
    WHERE d.tenant_id = public.app_tenant() AND d.id = document AND d.person_id = whose
      AND EXISTS (
        SELECT FROM public.reading_log l
        WHERE l.tenant_id = public.app_tenant() AND l.actor_id = (who ->> 'actor')::uuid
          AND l.at > public.app_now() - interval '30 minutes' AND l.at <= public.app_now()
          AND l.action = 'view' AND l.object_table = '{table}' AND l.object_id = document
          AND l.subject_id = whose AND l.purpose = who ->> 'purpose'
          AND l.session_id IS NOT DISTINCT FROM (who ->> 'session')::uuid)
      AND NOT EXISTS (
        SELECT FROM public.reading_alarm a
        WHERE a.tenant_id = public.app_tenant() AND a.user_id = (who ->> 'actor')::uuid
          AND a.stops AND a.looked_at IS NULL)
$$
"""


class SeePages(DatabaseStep):
    """For a table of documents that `ReadDocuments` knows: `<table>_again`."""

    def __init__(self, table: str) -> None:
        self.table = table

    @property
    def function(self) -> str:
        """As PostgreSQL writes it."""
        return f"{self.table}_again(jsonb, uuid, uuid)"

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, AGAIN.replace("{table}", self.table))
        hand_out(editor, self.function)

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, f"DROP FUNCTION {self.function}")

    def describe(self) -> str:
        return f"Let the pages of {self.table} be seen by the line of their opening"
