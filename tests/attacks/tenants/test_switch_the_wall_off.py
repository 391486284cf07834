"""Statements that would take the wall away, or walk round it as somebody else."""

from tests.attacks.tenants.conftest import Two

LOOK = "; SELECT name FROM people_person WHERE name = 'Liv Berg'"
WAYS = (
    "SET row_security = off",
    "SET LOCAL row_security = off",
    "SELECT set_config('row_security', 'off', false)",
    "SET ROLE ordholden_owner",
    "SET LOCAL ROLE postgres",
    "SET SESSION AUTHORIZATION ordholden_owner",
    "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE people_person OWNER TO ordholden_app",
    "ALTER ROLE ordholden_app BYPASSRLS",
    "ALTER ROLE ordholden_app SUPERUSER",
    "CREATE POLICY peek ON people_person USING (true)",
    "ALTER POLICY own_rows ON people_person USING (true)",
    "DROP POLICY own_rows ON people_person",
    "CREATE OR REPLACE FUNCTION app_tenant() RETURNS bigint LANGUAGE sql RETURN 1",
    "ALTER FUNCTION app_tenant() OWNER TO ordholden_app",
    "GRANT ordholden_owner TO ordholden_app",
    "DO $$ BEGIN EXECUTE 'SET LOCAL row_security = off'; END $$",
    "SET session_replication_role = replica",
    "UPDATE pg_class SET relrowsecurity = false",
    "CREATE EXTENSION dblink",
    "CREATE EXTENSION adminpack",
    "LOAD 'plpgsql_check'",
)


def test_each_is_refused_or_shows_nothing(two: Two) -> None:
    _liv = two.liv
    for way in WAYS:
        assert two.ask(way + LOOK) == [], way
    # What may be said without being refused then finds no row instead.
    assert len(two.said) >= len(WAYS) - 3
    assert two.ask(LOOK.strip("; "), at=two.theirs) == [("Liv Berg",)]


def test_the_role_belongs_to_nobody_and_owns_nothing(two: Two) -> None:
    assert two.ask(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = current_user"
    ) == [(False,) * 5]
    assert two.ask("SELECT 1 FROM pg_class WHERE relowner = current_user::regrole") == []
