"""The gate: what PostgreSQL has is what was declared."""

from pathlib import Path

import pytest
from django.db import connection

from ordholden.policy import compile_policy
from ordholden.privacy import datamap

pytestmark = [pytest.mark.django_db]


def test_every_column_of_every_table_is_declared() -> None:
    assert datamap.undeclared() == []


CODES = (".entry", ".record", "person.source", "staff.account", "person.account")


def test_postgresql_takes_no_samples_of_what_people_told() -> None:
    sampled = []
    for table in datamap.holding():
        for name, column in table.holds.personal.items():
            if (column.free_text or not column.category.endswith(CODES)) and _sampled(
                table.table, name
            ):
                sampled.append(f"{table.table}.{name}")
    assert sampled == [], "they outlive the row in pg_stats: add NoSamples to a migration"


def _sampled(table: str, column: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attname = %s AND attstattarget IS DISTINCT FROM 0"
            " AND atttypid = ANY(ARRAY['text', 'varchar', 'jsonb', 'bytea', 'inet']::regtype[]))",
            [table, column],
        )
        return bool(cursor.fetchone()[0])


POLICIES = sorted((Path(__file__).resolve().parents[3] / "policies").glob("**/*.toml"))


@pytest.mark.clauses("JC-38", "JC-41", "AB-36")
@pytest.mark.parametrize("file", POLICIES, ids=lambda file: file.stem)
def test_what_a_notice_calls_encrypted_lies_in_no_plain_column(file: Path) -> None:
    policy = compile_policy(file.read_text("utf-8"))
    said = {
        category
        for one in policy.document.collect
        if one.protect == "encrypted"
        for category in policy.means(one.fields)
    } - {"person.account"}  # a password is no value: what is stored cannot be turned back
    plain = {
        column.category
        for table in datamap.holding()
        for column in table.holds.personal.values()
        if not (column.encrypted or column.file)
    }
    assert sorted(said & plain) == []
    # Rows of these name their category themselves, and their values are not sealed.
    assert {one for one in said if policy.record_of(one) == "application"} == set()
