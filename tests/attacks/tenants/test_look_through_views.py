"""Views, materialised views and rules: what is seen through them is seen as their owner."""

from tests.attacks.tenants.conftest import LIV, Two

OWNERS_EYES = """
SELECT c.relname, c.relkind::text FROM pg_class c
WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  AND c.relkind IN ('v', 'm')
  AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
"""


def test_there_is_nothing_to_look_through(two: Two) -> None:
    assert two.ask(OWNERS_EYES) == []
    rules = two.ask("SELECT rulename FROM pg_rules WHERE schemaname = 'public'")
    assert rules == []


def test_none_is_made(two: Two) -> None:
    for made in (
        "CREATE VIEW peek AS SELECT * FROM people_person",
        "CREATE MATERIALIZED VIEW peek AS SELECT * FROM people_person",
        "CREATE TABLE peek AS SELECT * FROM people_person",
        "CREATE RULE peek AS ON INSERT TO people_role DO ALSO SELECT 1",
        "CREATE FUNCTION peek() RETURNS text LANGUAGE sql RETURN 'x'",
        "CREATE SCHEMA peek",
        "CREATE PUBLICATION peek FOR TABLE people_person",
    ):
        assert two.ask(made) == [], made
    assert len(two.said) == 7


def test_nothing_is_left_on_a_connection_for_the_next_business(two: Two) -> None:
    """A temporary table or view would stay there when the pool hands the connection on."""
    for made in ("TEMP TABLE peek", "TEMP VIEW peek", "TABLE pg_temp.peek"):
        assert two.ask(f"CREATE {made} AS SELECT email FROM people_person", at=two.theirs) == []
    assert all("permission denied" in said for said in two.said)
    assert two.ask("SELECT email FROM people_person WHERE email = %s", two.liv.email) == []
    assert two.ask("SELECT email FROM people_person", at=two.theirs) == [(LIV,)]
