"""Every table, selected in a dozen ways by code that has forgotten for whom it works."""

from tests.attacks.tenants.conftest import Two
from tests.attacks.tenants.schema import walled

# {table}, {key}: of each table. {theirs}: the neighbours' number.
WAYS = (
    "SELECT {key} FROM {table} WHERE tenant_id <> app_tenant() OR tenant_id IS NULL",
    "SELECT {key} FROM {table} WHERE tenant_id = {theirs}",
    "SELECT x.{key} FROM tenants_tenant t JOIN {table} x ON x.tenant_id = t.id"
    " WHERE t.id = {theirs}",
    "SELECT x.{key} FROM tenants_tenant t,"
    " LATERAL (SELECT * FROM {table} k WHERE k.tenant_id = t.id) x WHERE t.id = {theirs}",
    "SELECT 1 FROM {table} WHERE tenant_id = {theirs} HAVING count(*) > 0",
    "SELECT {key} FROM {table} WHERE tenant_id = {theirs} FOR UPDATE SKIP LOCKED",
    "WITH gone AS (DELETE FROM {table} WHERE tenant_id = {theirs} RETURNING 1) SELECT * FROM gone",
    "WITH seen AS (UPDATE {table} SET tenant_id = tenant_id"
    " WHERE tenant_id = {theirs} RETURNING 1) SELECT * FROM seen",
    "SELECT 1 FROM {table} x WHERE x.tenant_id = {theirs} AND x::text <> ''",
    "SELECT {key} FROM {table} WHERE ctid > '(0,0)' AND tenant_id = {theirs}",
)


def test_no_table_gives_a_row_of_theirs(two: Two) -> None:
    _everything = (two.number, two.cv, two.consent, two.hold, two.limit)
    with two.untouched():
        for table in walled():
            key = "id" if "id" in table.columns else "tenant_id"
            named = {"table": table.name, "key": key, "theirs": two.theirs.pk}
            for way in WAYS:
                assert two.ask(way.format(**named)) == [], (table.name, way)
    found = "SELECT 1 FROM people_person WHERE name = 'Liv Berg'"
    assert two.ask(found, at=two.theirs) == [(1,)]
