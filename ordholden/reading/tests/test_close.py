"""What the application's role cannot do, whatever a programmer writes (bar 34)."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from ordholden.reading import actions
from ordholden.reading.models import Block, Reading
from ordholden.reading.tests.make import NUMBER, make_employee, make_reader
from ordholden.tenants import catalogue
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for
from tests.harness.world import tenant

pytestmark = pytest.mark.django_db

CLOSED = {
    "sealed": "people_detail",
    "key": "kit_storedfile",
}
FORMS = {
    "select": "SELECT {column} FROM {table}",
    "everything": "SELECT * FROM {table}",
    "whole row": "SELECT t FROM {table} t",
    "as json": "SELECT to_jsonb(t) FROM {table} t",
    "where": "SELECT id FROM {table} WHERE {column} IS NOT NULL",
    "order": "SELECT id FROM {table} ORDER BY {column}",
    "group": "SELECT count(*) FROM {table} GROUP BY {column}",
    "aggregate": "SELECT max(encode({column}, 'hex')) FROM {table}",
    "distinct": "SELECT count(DISTINCT {column}) FROM {table}",
    "join": "SELECT 1 FROM {table} a JOIN {table} b USING ({column})",
    "window": "SELECT rank() OVER (ORDER BY {column}) FROM {table}",
    "explain": "EXPLAIN (VERBOSE) SELECT {column} FROM {table}",
    "explain analyze": "EXPLAIN ANALYZE SELECT id FROM {table} WHERE length({column}) > 1",
    "returning": "UPDATE {table} SET id = id RETURNING {column}",
    "moved aside": "UPDATE {table} SET tenant_id = length({column})",
    "copy": "COPY {table} ({column}) TO STDOUT",
    "cursor": "DECLARE c CURSOR FOR SELECT {column} FROM {table}",
    "insert from": "INSERT INTO {table} (id, {column}) SELECT id, {column} FROM {table}",
}


@pytest.fixture
def written(borealis: Tenant) -> Iterator[Reading]:
    """A line of Borealis, which somebody may want to be without."""
    with working_for(borealis):
        kari = make_employee()
        actions.reveal(make_reader("payroll", "accounts"), kari, "employment.national_id")
        actions.seal()
        yield Reading.objects.get()


def refused(query: str) -> None:
    denied = pytest.raises((ProgrammingError, DatabaseError), match="permission denied")
    with denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("column", CLOSED)
def test_a_closed_column_is_closed_in_every_part_of_a_query(
    written: Reading, column: str, form: str
) -> None:
    refused(form.format(column=column, table=CLOSED[column]))


def test_the_planner_keeps_no_samples_of_it(written: Reading) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, attstattarget FROM pg_attribute"
            " WHERE (attrelid, attname) IN (('people_detail'::regclass, 'sealed'),"
            " ('kit_storedfile'::regclass, 'key')) ORDER BY 1"
        )
        assert cursor.fetchall() == [("kit_storedfile", 0), ("people_detail", 0)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {0} SET tenant_id = tenant_id",
        "DELETE FROM {0}",
        "TRUNCATE {0}",
        "INSERT INTO {0} (id) VALUES (gen_random_uuid())",
        "ALTER TABLE {0} DISABLE ROW LEVEL SECURITY",
        "DROP TABLE {0}",
    ],
)
@pytest.mark.parametrize("table", ["reading_log", "reading_block"])
def test_what_is_written_stays_written(written: Reading, table: str, change: str) -> None:
    with pytest.raises((ProgrammingError, DatabaseError)), transaction.atomic():
        connection.cursor().execute(change.format(table))
    assert (Reading.objects.count(), Block.objects.count()) == (1, 1)


def test_the_security_log_stays_written_too(written: Reading) -> None:
    actions.note_failed_sign_in(None)
    for change in ("UPDATE reading_securityline SET kind = ''", "DELETE FROM reading_securityline"):
        refused(change)


def test_a_month_is_walled_as_the_whole_is_and_nobody_goes_past_the_whole(written: Reading) -> None:
    month = f"reading_log_{written.at:%Y_%m}"
    for act in ("SELECT count(*) FROM", "DELETE FROM", "TRUNCATE"):
        refused(f"{act} {month}")
    tables = {one.name: one for one in catalogue.tables(connection)}
    assert (tables[month].secured, tables[month].forced) == (True, True)
    policies = [one for one in catalogue.row_policies(connection) if one.table == month]
    assert [(one.using, one.check) for one in policies] == [
        ("(tenant_id = app_tenant())", "(tenant_id = app_tenant())")
    ]


@pytest.mark.parametrize(
    "call",
    [
        "reading_write('{{}}', 'view', NULL, NULL, 'x', NULL, '{{}}')",
        "reading_watch(gen_random_uuid(), app_now(), 1)",
        "reading_tie(gen_random_uuid(), NULL, NULL, NULL, '{{}}')",
    ],
)
def test_no_line_is_written_without_anything_being_handed_out(written: Reading, call: str) -> None:
    refused(f"SELECT {call.format()}")


def test_no_neighbour_reads_or_counts_lines(written: Reading) -> None:
    with working_for(tenant("acme")):
        assert not Reading.objects.exists()
        assert not Block.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT reading_log_unname(%s)", [[str(written.subject_id)]])
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT reading_log_let_go(%s)", [[str(written.pk)]])
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM reading_own(%s)", [written.actor_id])
            assert cursor.fetchone() == (0,)
    assert Reading.objects.get().subject_id == written.subject_id


def test_a_line_holds_no_value_and_no_name(written: Reading) -> None:
    said = str(vars(written))
    for word in (NUMBER, "Kari", "kari@example.org", "Payroll"):
        assert word not in said


def test_another_persons_account_hands_out_nothing(written: Reading) -> None:
    with connection.cursor() as cursor:
        for user in (written.actor_id, uuid4()):
            cursor.execute("SELECT count(*) FROM reading_own(%s)", [user])
            assert cursor.fetchone() == (0,)
