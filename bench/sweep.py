"""What the sweep costs: by what is due, not by what is stored.

    python -m bench.sweep [--large 1000000]

Makes two tenants with the same 200 due persons, one with ten thousand stored, one with a
million, and counts the buffers PostgreSQL touches to find them (EXPLAIN ANALYZE), beside the
same query as raw SQL of the owner without row-level security in the same run.
"""

import argparse
import json
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import installation

POLICY = Path(__file__).resolve().parents[1] / "tests" / "policies" / "acme.toml"
DUE = 200


def main() -> None:
    """Print buffers, ratio and the raw baseline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--held", type=int, default=10_000)
    sizes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        small, large = measure("small", sizes.small), measure("large", sizes.large)
        held = measure("held", sizes.small, held=sizes.held)
    for name, found in (("small", small), ("large", large), ("held", held)):
        print(
            f"{name:<6} {found['stored']:>9} stored  {DUE} due  "
            f"buffers {found['buffers']:>5}  (bar: {20 + DUE})  raw {found['raw']:>5}  "
            f"{found['ms']:.2f} ms (raw {found['raw_ms']:.2f} ms)"
        )
    more = held["buffers"] - small["buffers"]
    print(f"{sizes.held} overdue and held add {more} buffers  (bar: 5)")
    print(f"ratio large : small  {large['buffers'] / small['buffers']:.2f}  (bar: 1.5)")


def measure(slug: str, stored: int, *, held: int = 0) -> dict[str, Any]:
    """Buffers of finding the due persons of one tenant, who has `held` more, longer overdue."""
    from django.db import connection

    from ordholden.kit import clock
    from ordholden.privacy.sweep.finding import probes
    from ordholden.privacy.sweep.targets import targets
    from ordholden.tenants.actions import add
    from ordholden.tenants.scope import at_home

    text = POLICY.read_text(encoding="utf-8").replace('tenant = "acme"', f'tenant = "{slug}"')
    tenant = add(text, [f"{slug}.localhost"])
    with at_home(tenant):
        fill(stored)
        hold_others(held)
    installation.analyze()
    with at_home(tenant):
        policy = tenant.policy
        rule = next(one for one in policy.document.retain if one.id == "profile")
        target = next(one for one in targets(policy, rule) if one.table.is_person)
        probe = probes(policy, target, clock.today(policy.timezone))[-1]
        sql, values = probe.sql()
        with connection.cursor() as cursor:
            found = explain(cursor, sql, values)
    raw_sql = sql.replace("WHERE ", f"WHERE t.tenant_id = {tenant.pk} AND ", 1)
    with installation.as_admin() as admin:
        raw = explain(admin, raw_sql, values)
    return {
        "stored": stored,
        "buffers": found["buffers"],
        "ms": found["ms"],
        "raw": raw["buffers"],
        "raw_ms": raw["ms"],
    }


def fill(stored: int) -> None:
    """Persons of the tenant in scope: DUE of them silent for over two years."""
    from django.db import connection

    from ordholden.kit import clock

    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO people_person (id, state, name, email, phone, locale, kinds, collected_at,
                last_contact_at, last_login_at, last_activity_at, has_employment, has_account,
                has_subscription,
                collected_policy, notified_policy)
            SELECT gen_random_uuid(), 'active', 'Person ' || n, 'p' || n || '@example.org', '',
                'da', ARRAY['candidate'], %(new)s, %(new)s, %(new)s,
                CASE WHEN n <= %(due)s THEN %(old)s ELSE %(new)s END - n * interval '1 second',
                false, false, false, '', ''
            FROM generate_series(1, %(stored)s) AS n
            """,
            {
                "stored": stored,
                "due": DUE,
                "new": clock.now() - timedelta(days=30),
                "old": clock.now() - timedelta(days=800),
            },
        )


def hold_others(held: int) -> None:
    """As many persons again, silent for three years, each of them kept by a hold."""
    from django.db import connection

    from ordholden.kit import clock

    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH persons AS (
                INSERT INTO people_person (id, state, name, email, phone, locale, kinds,
                    collected_at, last_contact_at, last_login_at, last_activity_at,
                    has_employment, has_account, has_subscription, collected_policy,
                    notified_policy)
                SELECT gen_random_uuid(), 'active', 'Held ' || n, 'h' || n || '@example.org', '',
                    'da', ARRAY['candidate'], %(old)s, %(old)s, %(old)s,
                    %(old)s - n * interval '1 second', false, false, false, '', ''
                FROM generate_series(1, %(held)s) AS n RETURNING id
            )
            INSERT INTO privacy_hold (id, person_id, record_table, "row", reason, "case", set_at,
                approved_at, renewed_on, until, "end")
            SELECT gen_random_uuid(), id, 'people_person', id, 'dispute', '', app_now(),
                app_now(), current_date, current_date + 100, ''
            FROM persons
            """,
            {"old": clock.now() - timedelta(days=1100), "held": held},
        )


def explain(cursor: Any, sql: str, values: list[Any]) -> dict[str, Any]:
    """Buffers touched and milliseconds of the second run of a query."""
    for _ in range(2):
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", values)
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]
    top = plan["Plan"]
    return {
        "buffers": top["Shared Hit Blocks"] + top["Shared Read Blocks"],
        "ms": plan["Execution Time"],
    }


if __name__ == "__main__":
    main()
