"""The functions run as the owner: lead them to tables and functions of one's own."""

from tests.attacks.reading.conftest import NUMBER, Plot

VIEW = "SELECT id, sealed FROM reading_view(%s, %s, %s)"
SEEN = ["employment.national_id"]


def test_a_table_of_the_same_name_is_not_looked_at(plot: Plot) -> None:
    for table in ("reading_log", "accounts_user", "reading_alarm", "people_detail"):
        plot.ask(f"CREATE TEMP TABLE {table} (id uuid, actor_id uuid, sealed bytea)")
    plot.ask("SET search_path = pg_temp, public")
    plot.ask(
        "CREATE FUNCTION pg_temp.reading_write(jsonb, text, uuid, uuid[], text, uuid, text[])"
        " RETURNS boolean LANGUAGE sql AS 'SELECT true'"
    )
    found = plot.ask(
        "SELECT id, sealed FROM public.reading_view(%s, %s, %s)", plot.reader(), plot.liv.pk, SEEN
    )
    plot.ask("SET search_path = public")
    for table in ("reading_log", "accounts_user", "reading_alarm", "people_detail"):
        plot.ask(f"DROP TABLE IF EXISTS pg_temp.{table}")
    assert [plot.opened(row, sealed) for row, sealed in found if sealed] == [NUMBER]
    assert plot.lines() == 1


def test_nobody_puts_another_function_in_its_place(plot: Plot) -> None:
    for query in (
        "CREATE OR REPLACE FUNCTION reading_write(jsonb, text, uuid, uuid[], text, uuid, text[])"
        " RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "ALTER FUNCTION reading_view(jsonb, uuid, text[]) SECURITY INVOKER",
        "DROP FUNCTION reading_write(jsonb, text, uuid, uuid[], text, uuid, text[])",
        "GRANT SELECT ON people_detail TO CURRENT_USER",
        "ALTER TABLE people_detail OWNER TO CURRENT_USER",
        "CREATE VIEW mine AS SELECT sealed FROM people_detail",
        "CREATE RULE look AS ON UPDATE TO people_detail DO ALSO SELECT OLD.sealed",
        "CREATE TRIGGER look AFTER UPDATE ON people_detail FOR EACH ROW"
        " EXECUTE FUNCTION reading_stay()",
        "SET ROLE ordholden_owner",
        "SET SESSION AUTHORIZATION ordholden_owner",
    ):
        plot.ask(query)
    # GRANT without the right to is a warning in PostgreSQL, and grants nothing.
    assert len(plot.said) >= 9
    assert plot.ask("SELECT sealed FROM people_detail") == []
    assert plot.ask(VIEW, plot.reader(), plot.liv.pk, SEEN) != []
    assert plot.lines() == 1
