"""Statements that fail on a row of theirs, if they ever come to it."""

from tests.attacks.tenants.conftest import Two

FAILING = (
    "SELECT 1 / (length(name) - length('Liv Berg')) FROM people_person",
    "SELECT name::integer FROM people_person",
    "SELECT 1 FROM people_person WHERE name::integer = 1 OR id IS NULL",
    "SELECT 1 FROM people_person ORDER BY name::integer",
    "SELECT 1 FROM people_person p JOIN people_detail d ON p.name::integer = 1",
    "SELECT 1 FROM people_person WHERE 'x' ~ (name || '(')",
    "SELECT 1 FROM people_person WHERE name::date > app_now()",
    "SELECT (SELECT name::integer FROM people_person LIMIT 1)",
    "SELECT CASE WHEN name <> '' THEN 1 / (length(name) - 8) END FROM people_person",
    "UPDATE people_person SET name = (1 / (length(name) - 8))::text WHERE name LIKE 'Liv%'",
    "DELETE FROM people_person WHERE name::integer = 1",
)


def test_no_statement_ever_comes_to_their_row(two: Two) -> None:
    _liv = two.liv
    for query in FAILING:
        two.said.clear()
        two.ask(query, at=two.theirs)
        assert len(two.said) == 1, f"it does not fail where it should: {query}"
        two.said.clear()
        two.ask(query)
        assert two.said == [], query
