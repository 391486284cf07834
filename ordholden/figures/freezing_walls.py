"""Migration step: the one way out of the values given for statistics (docs/decisions/0010).

The function decides what a table may show; the application can call it, for the month that has
just closed, and read what it has written. Before, a function answered with today's numbers: two
answers, one before and one after somebody answered, told what they had said.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.people.statistic_walls import LEAST_BASE, LEAST_CELL
from ordholden.tenants import roles
from ordholden.tenants.rls import DatabaseStep, run

SURE_BASE = 20  # persons: of a smaller base no single group is shown, for it would be everybody

# A figure moves by a whole group or not at all: who joined or left between two months is not told.
FREEZE = """
CREATE FUNCTION figures_freeze(asked text, zone text, min_cell integer, min_base integer)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    this date := date_trunc('month', public.app_now() AT TIME ZONE zone)::date;
    closed date := (this - interval '1 month')::date;
    least integer := greatest(min_cell, @cell);
    made uuid := gen_random_uuid();
    answers text[];
    numbers bigint[];
    total bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('figures_freeze'), public.app_tenant()::integer);
    IF EXISTS (SELECT FROM public.figures_month m WHERE m.tenant_id = public.app_tenant()
               AND m.category = asked AND m.month >= closed) THEN
        RETURN false;
    END IF;
    WITH counted AS (
        SELECT v.value::text AS value, count(*) AS persons
        FROM public.people_statisticvalue v
        WHERE v.tenant_id = public.app_tenant() AND v.category = asked
          AND v.collected_at < (this::timestamp AT TIME ZONE zone)
        GROUP BY v.value
    ), said AS (
        SELECT DISTINCT ON (g.value) g.value::text AS value, g.persons
        FROM public.figures_group g
        JOIN public.figures_month m ON m.tenant_id = g.tenant_id AND m.id = g.month_id
        WHERE m.tenant_id = public.app_tenant() AND m.category = asked
        ORDER BY g.value, m.month DESC
    ), shown AS (
        SELECT c.value, CASE WHEN abs(c.persons - s.persons) < least THEN s.persons
                             ELSE c.persons END AS persons
        FROM counted c LEFT JOIN said s USING (value)
        WHERE c.persons >= least
    )
    SELECT array_agg(n.value), array_agg(n.persons), coalesce(sum(n.persons), 0)
    INTO answers, numbers, total FROM shown n;
    IF total < greatest(min_base, @base) OR (cardinality(answers) = 1 AND total < @sure) THEN
        total := 0;
    END IF;
    INSERT INTO public.figures_month (id, tenant_id, category, month, base, frozen_at)
    VALUES (made, public.app_tenant(), asked, closed, total, public.app_now());
    INSERT INTO public.figures_group (id, tenant_id, month_id, value, persons)
    SELECT gen_random_uuid(), public.app_tenant(), made, n.value, n.persons
    FROM unnest(answers, numbers) AS n (value, persons) WHERE total > 0;
    RETURN true;
END $$
"""
FREEZE = (
    FREEZE.replace("@cell", str(LEAST_CELL))
    .replace("@base", str(LEAST_BASE))
    .replace("@sure", str(SURE_BASE))
)
SIGNATURE = "figures_freeze(text, text, integer, integer)"


class FreezeOnly(DatabaseStep):
    """Close the tables to writing, open the function, and take the older one away."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        app = roles.quoted(roles.names().app)
        for table in ("figures_month", "figures_group"):
            run(editor, f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {app}")
        run(editor, FREEZE)
        run(editor, f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
        run(editor, f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {app}")
        run(editor, "DROP FUNCTION statistics_counts(text, integer, integer)")

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, f"DROP FUNCTION {SIGNATURE}")

    def describe(self) -> str:
        return "Freeze figures once a month, and answer with nothing else"
