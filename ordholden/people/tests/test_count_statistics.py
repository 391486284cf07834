"""Values given for statistics: in they go, and no query of the program gets one out (S-22)."""

import pytest
from django.db import ProgrammingError, connection, transaction

from ordholden.people import actions
from ordholden.people.actions import statistics
from ordholden.people.models import Person

pytestmark = pytest.mark.usefixtures("acme")
GENDER = "statistics.gender"


def give(value, number):
    for count in range(number):
        person = actions.register(name=f"{value} {count}")
        actions.save_detail(person, GENDER, value)


@pytest.mark.clauses("JI-29")
@pytest.mark.parametrize(
    "query",
    [
        "SELECT value FROM people_statisticvalue",
        "SELECT count(*) FROM people_statisticvalue",
        "SELECT person_id FROM people_statisticvalue WHERE value = 'woman'",
        "SELECT 1 FROM people_statisticvalue ORDER BY value",
        "SELECT value, count(*) FROM people_statisticvalue GROUP BY value",
        "EXPLAIN SELECT 1 FROM people_statisticvalue WHERE value = 'woman'",
        "EXPLAIN ANALYZE SELECT 1 FROM people_statisticvalue",
        "SELECT p.name FROM people_person p JOIN people_statisticvalue v ON v.person_id = p.id",
        "UPDATE people_statisticvalue SET value = 'man'",
        "DELETE FROM people_statisticvalue WHERE value = 'woman'",
        "INSERT INTO people_statisticvalue (id, person_id, category, value, collected_at)"
        " SELECT gen_random_uuid(), id, 'x', 'y', app_now() FROM people_person RETURNING value",
        "SELECT 1 FROM people_statisticvalue WHERE value > 'm'",
        "SELECT max(value) FROM people_statisticvalue",
        "SELECT 1 FROM people_person p WHERE EXISTS (SELECT FROM people_statisticvalue v"
        " WHERE v.person_id = p.id AND v.value = 'woman')",
        "SELECT 1 FROM people_statisticvalue GROUP BY value HAVING count(*) > 1",
        "EXPLAIN (FORMAT JSON) SELECT value FROM people_statisticvalue ORDER BY value",
        "COPY (SELECT value FROM people_statisticvalue) TO STDOUT",
        "COPY people_statisticvalue TO STDOUT",
        "TABLE people_statisticvalue",
    ],
)
def test_no_query_reads_or_changes_a_value(query):
    give("woman", 1)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(query)


def test_a_new_answer_takes_the_place_of_the_old_one():
    give("woman", 12)
    person = Person.objects.first()
    actions.save_detail(person, GENDER, "man")
    assert statistics.given(person) == [GENDER]
    actions.save_detail(person, GENDER, "")
    assert statistics.forget(person) == 0


def test_a_value_goes_with_its_person():
    give("woman", 12)
    Person.objects.order_by("pk").first().roles.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM people_person WHERE id IN (SELECT min(id::text)::uuid"
            " FROM people_person WHERE id NOT IN (SELECT person_id FROM people_role))"
        )
        assert cursor.rowcount == 1
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert [len(statistics.given(person)) for person in Person.objects.all()] == [1] * 11
