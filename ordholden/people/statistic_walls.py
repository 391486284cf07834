"""Migration step: values given for statistics go in, and only numbers come out (JI-29).

The application's role may insert and nothing else, so that no query of any programmer, however
well meant, can show, filter, sort, group or count by such a value. One function, the owner's,
with a fixed search path and a fixed query, answers with numbers of groups that are large enough.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

# Smallest group and base that may ever be shown; a policy can only ask for larger ones.
LEAST_CELL, LEAST_BASE = 5, 10

# The base counts only the groups that are shown: otherwise subtracting tells the hidden one.
COUNTS = """
CREATE FUNCTION statistics_counts(asked text, min_cell integer, min_base integer)
RETURNS TABLE (value text, persons bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH shown AS (
        SELECT v.value::text AS value, count(*) AS persons
        FROM public.people_statisticvalue v
        WHERE v.tenant_id = public.app_tenant() AND v.category = asked
        GROUP BY v.value
        HAVING count(*) >= greatest(min_cell, @cell)
    )
    SELECT value, persons FROM shown
    WHERE (SELECT sum(persons) FROM shown) >= greatest(min_base, @base)
    ORDER BY persons DESC, value
$$
""".replace("@cell", str(LEAST_CELL)).replace("@base", str(LEAST_BASE))
# A new value takes the place of the old one, which the application cannot see.
REPLACE = """
CREATE FUNCTION statistics_replace() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM public.people_statisticvalue v
    WHERE v.tenant_id = NEW.tenant_id AND v.person_id = NEW.person_id
      AND v.category = NEW.category;
    RETURN NEW;
END $$
"""
# Erasure and withdrawal: which values a person gave is not told, only how many went.
FORGET = """
CREATE FUNCTION statistics_forget(whose uuid, asked text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM public.people_statisticvalue v
        WHERE v.tenant_id = public.app_tenant() AND v.person_id = whose
          AND (asked IS NULL OR v.category = asked)
        RETURNING 1
    ) SELECT count(*) FROM gone
$$
"""
FORGET_BEFORE = """
CREATE FUNCTION statistics_forget_before(asked text, moment timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM public.people_statisticvalue v
        WHERE v.tenant_id = public.app_tenant() AND v.category = asked
          AND v.collected_at < moment
        RETURNING 1
    ) SELECT count(*) FROM gone
$$
"""
CALLABLE = (
    "statistics_counts(text, integer, integer)",
    "statistics_forget(uuid, text)",
    "statistics_forget_before(text, timestamptz)",
)


class NumbersOnly(DatabaseStep):
    """Close `people_statisticvalue` to reading, and open the three functions."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        run(editor, f"REVOKE ALL ON people_statisticvalue FROM {app}")
        run(editor, f"GRANT INSERT ON people_statisticvalue TO {app}")
        for function in (COUNTS, REPLACE, FORGET, FORGET_BEFORE):
            run(editor, function)
        run(
            editor,
            "CREATE TRIGGER replace_earlier BEFORE INSERT ON people_statisticvalue"
            " FOR EACH ROW EXECUTE FUNCTION statistics_replace()",
        )
        run(editor, "REVOKE ALL ON FUNCTION statistics_replace() FROM PUBLIC")
        for function in CALLABLE:
            run(editor, f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            run(editor, f"GRANT EXECUTE ON FUNCTION {function} TO {app}")
        # The row goes with its person although the application may not remove it itself.
        run(
            editor,
            "ALTER TABLE people_statisticvalue ADD CONSTRAINT goes_with_its_person"
            " FOREIGN KEY (tenant_id, person_id) REFERENCES people_person (tenant_id, id)"
            " ON DELETE CASCADE",
        )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, "DROP TRIGGER replace_earlier ON people_statisticvalue")
        for function in (*CALLABLE, "statistics_replace()"):
            run(editor, f"DROP FUNCTION {function}")

    def describe(self) -> str:
        return "Let numbers alone out of the values given for statistics"


class NoSamples(DatabaseStep):
    """PostgreSQL keeps no samples of these columns: they would outlive the erased row."""

    def __init__(self, table: str, *columns: str) -> None:
        self.table, self.columns = table, columns

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        for column in self.columns:
            run(editor, f"ALTER TABLE {self.table} ALTER COLUMN {column} SET STATISTICS 0")

    def describe(self) -> str:
        return f"Keep no samples of {', '.join(self.columns)} in {self.table}"
