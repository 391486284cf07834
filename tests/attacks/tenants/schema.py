"""What PostgreSQL's own catalogue says of the tables that keep tenants apart."""

from dataclasses import dataclass
from functools import cache

from django.db import connection

# Which business a host name belongs to, anybody may look up (tenants/tests/test_guards.py).
READ_BY_ALL = ("tenants_host",)
WALLED = """
SELECT c.relname::text,
       array_agg(a.attname::text ORDER BY a.attnum)
           FILTER (WHERE has_column_privilege(c.oid, a.attnum, 'SELECT')),
       has_table_privilege(c.oid, 'INSERT')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND a.attnum > 0 AND NOT a.attisdropped
GROUP BY c.oid, c.relname HAVING bool_or(a.attname = 'tenant_id') ORDER BY 1
"""


@dataclass(frozen=True)
class Walled:
    """A table with a tenant in it: which of its columns the application may read."""

    name: str
    columns: tuple[str, ...]
    may_insert: bool


@cache
def walled() -> tuple[Walled, ...]:
    """Every table that has a tenant."""
    with connection.cursor() as cursor:
        cursor.execute(WALLED)
        return tuple(
            Walled(name, tuple(columns or ()), may_insert)
            for name, columns, may_insert in cursor.fetchall()
            if name not in READ_BY_ALL
        )
