"""What the walls around restricted data cost: a list, a card, ten thousand values.

    python -m bench.limits [--stored 100000]

One tenant with persons and a value each, one in a hundred of them restricted. Each query runs as
the application, and as the owner's raw SQL past every policy, in the same run.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from bench import installation
from bench.sweep import POLICY, explain, fill

QUERIES = {
    "a list of 25": "SELECT id, name FROM people_person WHERE {mine}"
    " ORDER BY collected_at LIMIT 25",
    "one card": "SELECT category, value FROM people_detail WHERE {mine} AND person_id ="
    " (SELECT id FROM people_person WHERE {mine} AND name = 'Person 777' LIMIT 1)",
    "every value": "SELECT count(*) FROM people_detail WHERE {mine}",
}


def main() -> None:
    """Print milliseconds and buffers, with the walls and without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    stored = parser.parse_args().stored
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        for name, (walled, raw) in measure(stored).items():
            print(
                f"{name:<14} {walled['ms']:>8.2f} ms {walled['buffers']:>7} buffers   "
                f"raw {raw['ms']:>8.2f} ms {raw['buffers']:>7} buffers"
            )


def measure(stored: int) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Name of a query -> as the application, and past the policies."""
    from django.db import connection

    from ordholden.people.use import storing
    from ordholden.tenants.actions import add
    from ordholden.tenants.scope import at_home

    tenant = add(POLICY.read_text(encoding="utf-8"), ["acme.localhost"])
    with at_home(tenant), storing(), connection.cursor() as cursor:
        fill(stored)
        cursor.execute(
            "INSERT INTO people_detail (id, person_id, category, item, value, is_sealed,"
            " collected_at) SELECT gen_random_uuid(), id, 'profile.skills', 0, 'x', false,"
            " collected_at FROM people_person"
        )
        cursor.execute(
            "UPDATE people_person SET state = 'restricted' WHERE substr(name, 8)::int % 100 = 0"
        )
    installation.analyze()
    found = {}
    for name, query in QUERIES.items():
        with at_home(tenant), connection.cursor() as cursor:
            walled = explain(cursor, query.format(mine="true"), [])
        with installation.as_admin() as admin:
            raw = explain(admin, query.format(mine=f"tenant_id = {tenant.pk}"), [])
        found[name] = walled, raw
    return found


if __name__ == "__main__":
    main()
