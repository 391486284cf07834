"""The gate: what PostgreSQL has is what was declared."""

import pytest
from django.db import connection

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
