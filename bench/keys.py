"""What a tenant's next key costs, while everybody goes on working.

    python -m bench.keys [--values 100000]

Makes that many sealed values with their blind indexes, rotates the key, and prints the time beside
a raw baseline of the same run: opening, sealing and indexing the same values in memory, and one
bare UPDATE of the same bytes by a superuser. Meanwhile another process reads one value after the
other, and the slowest is printed.
"""

import argparse
import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from bench import installation

POLICY = Path(__file__).resolve().parents[1] / "tests" / "policies" / "acme.toml"
EACH = 100  # values of one person
BAR = 600  # seconds


def main() -> None:
    """Print seconds, the raw baseline, the ratio, and what a reader noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--values", type=int, default=100_000)
    wanted = parser.parse_args().values
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        from ordholden.keys import actions
        from ordholden.tenants.actions import add

        tenant = add(POLICY.read_text(encoding="utf-8"), ["acme.localhost"])
        raw = seal_all(tenant, wanted)
        raw += bare_update()
        installation.analyze()
        with reading(tenant) as waits:
            began = time.perf_counter()
            found = actions.rotate(tenant)
            took = time.perf_counter() - began
        said = sorted(waits)
    print(f"{wanted} values rotated in {took:.1f} s  (bar: {BAR} s), {found.values} left")
    print(f"raw {raw:.1f} s, ratio {took / raw:.2f}")
    if said:
        middle, last = said[len(said) // 2], said[int(len(said) * 0.95)]
        print(
            f"a reader meanwhile: {len(said)} reads, median {middle * 1000:.1f} ms,"
            f" p95 {last * 1000:.1f} ms, slowest {said[-1] * 1000:.1f} ms"
        )


def seal_all(tenant: Any, wanted: int) -> float:
    """Store the values. Returns the seconds that opening and sealing them once more takes."""
    from ordholden.kit import crypto, sealed
    from ordholden.people.models import TABLE, Person
    from ordholden.tenants.scope import at_home

    (place,) = (one for one in sealed.PLACES if one.table == TABLE)
    assert isinstance(place, sealed.Values)
    with at_home(tenant):
        ring = crypto.ring()
        persons = Person.objects.bulk_create(
            [
                Person(
                    name=f"P {n}", email=f"p{n}@example.org", state="active", has_employment=True
                )
                for n in range(-(-wanted // EACH))
            ]
        )
        rows = []
        for number in range(wanted):
            row = {"id": uuid4(), "person_id": persons[number // EACH].pk}
            row["category"] = "employment.national_id"
            text = f"{number:010d}"
            row["sealed"] = ring.seal(text, table=TABLE, row=row["id"], field="value")
            rows.append((row, text, number % EACH))
        _insert(rows, ring)
    began = time.perf_counter()
    for row, _text, _item in rows:
        place.turned(row, ring)
    return time.perf_counter() - began


def _insert(rows: list[tuple[dict[str, Any], str, int]], ring: Any) -> None:
    from django.db import connection

    from ordholden.kit import crypto
    from ordholden.people.models import INDEX

    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO people_detail (id, person_id, category, item, value, is_sealed, sealed,"
            " digest, collected_at) VALUES (%s, %s, %s, %s, '', true, %s, %s, app_now())",
            [
                (
                    *(row["id"], row["person_id"], row["category"], item, row["sealed"]),
                    crypto.index_with(ring.newest, text, INDEX.format(**row)),
                )
                for row, text, item in rows
            ],
        )


def bare_update() -> float:
    """Seconds of one UPDATE that writes as many bytes into every row, past every policy."""
    with installation.as_admin() as admin:
        admin.execute("VACUUM ANALYZE people_detail")
        began = time.perf_counter()
        admin.execute("UPDATE people_detail SET sealed = sealed || '', digest = digest || ''")
        return time.perf_counter() - began


class reading:
    """Inside this block another process reads one value after the other, as staff do."""

    def __init__(self, tenant: Any) -> None:
        from django.conf import settings
        from django.db import connection

        found = settings.DATABASE.owner.named(connection.settings_dict["NAME"])
        self.address, self.tenant = found.for_psycopg(), tenant.pk
        self.stop, self.waits = multiprocessing.Event(), multiprocessing.Queue()

    def __enter__(self) -> list[float]:
        self.found: list[float] = []
        self.child = multiprocessing.Process(
            target=_read, args=(self.address, self.tenant, self.stop, self.waits)
        )
        self.child.start()
        return self.found

    def __exit__(self, *fault: object) -> None:
        self.stop.set()
        self.found += self.waits.get(timeout=30)
        self.child.join()


def _read(address: dict[str, Any], tenant: int, stop: Any, waits: Any) -> None:
    import psycopg

    with psycopg.connect(**address, autocommit=True) as mine:
        mine.execute("SELECT set_config('app.tenant', %s, false)", [str(tenant)])
        keys: list[UUID] = [
            key for (key,) in mine.execute("SELECT id FROM people_detail LIMIT 1000").fetchall()
        ]
        found: list[float] = []
        while not stop.is_set():
            began = time.perf_counter()
            mine.execute(
                "SELECT sealed FROM people_detail WHERE id = %s", [keys[len(found) % len(keys)]]
            ).fetchall()
            found.append(time.perf_counter() - began)
            time.sleep(0.005)
        waits.put(found)


if __name__ == "__main__":
    main()
