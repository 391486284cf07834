"""What a night with much to erase costs, and what somebody notices who visits meanwhile.

    python -m bench.night [--due 50000]

That many silent candidates with a value each fall due; the sweep erases them, the sinks are asked,
and everything is vacuumed. Printed: the time, the longest transaction (no lock is held longer),
and the slowest twentieth of a visitor's requests during the sweep beside an idle time of the same
run. The raw baseline is one DELETE of as many persons with their values, past every policy.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import installation
from bench.sweep import POLICY

IDLE = 10  # seconds of visits before the sweep
BARS = (600.0, 0.5, 1.2)  # seconds; seconds; times idle
Visits = list[tuple[float, float]]  # when, and how long


def main() -> None:
    """Print seconds, the longest transaction, and what a visitor noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, default=50_000)
    due = parser.parse_args().due
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        from ordholden.tenants.actions import add

        tenant = add(POLICY.read_text(encoding="utf-8"), ["acme.localhost"])
        raw = bare_delete(tenant, due)
        fill(tenant, due)
        installation.analyze()
        found = night(tenant, Path(folder))
    took, longest, sinks, vacuum, idle, busy = found
    print(f"{due} persons swept in {took:.1f} s  (bar: {BARS[0]:.0f} s), raw DELETE {raw:.1f} s")
    print(f"ratio {took / raw:.1f}; longest transaction {longest * 1000:.0f} ms  (bar: 500 ms)")
    print(f"sinks asked and looked at again {sinks:.1f} s, vacuum {vacuum:.1f} s")
    print(
        f"visitor's p95: idle {idle * 1000:.1f} ms, during the sweep {busy * 1000:.1f} ms,"
        f" ratio {busy / idle:.2f}  (bar: {BARS[2]})"
    )


def night(tenant: Any, folder: Path) -> tuple[float, float, float, float, float, float]:
    """Seconds of sweep, longest transaction, sinks and vacuum; p95 of visits idle and during."""
    from ordholden.privacy import sinks, vacuuming
    from ordholden.privacy.actions import sweep
    from ordholden.tenants.scope import at_home

    moments: list[float] = []
    context = multiprocessing.get_context("spawn")
    stop, told = context.Event(), context.Queue()
    visitor = context.Process(target=visit, args=(str(folder), stop, told))
    visitor.start()
    told.get(timeout=120)  # it is at the door
    time.sleep(IDLE)
    began = time.time()
    batches = transactions(moments)
    with batches, at_home(tenant):
        sweep()
    ended = time.time()
    stop.set()
    visits: Visits = told.get(timeout=60)
    visitor.join()
    between = time.perf_counter()
    with at_home(tenant):
        while sinks.unfinished().exists():
            sinks.go_on()
    after = time.perf_counter()
    vacuuming.vacuum()
    last = time.perf_counter()
    idle = p95([length for at, length in visits if at < began])
    busy = p95([length for at, length in visits if began <= at < ended])
    return ended - began, max(moments), after - between, last - after, idle, busy


class transactions:
    """Inside this block the length of each batch of the sweep is noted."""

    def __init__(self, found: list[float]) -> None:
        self.found = found

    def __enter__(self) -> None:
        from ordholden.privacy.sweep import acting

        self.real = acting.act
        acting.act = self._act

    def _act(self, *given: Any) -> int:
        began = time.perf_counter()
        try:
            return self.real(*given)
        finally:
            self.found.append(time.perf_counter() - began)

    def __exit__(self, *fault: object) -> None:
        from ordholden.privacy.sweep import acting

        acting.act = self.real


def visit(folder: str, stop: Any, told: Any) -> None:
    """Somebody who reads one page after the other, in a process of their own."""
    os.environ["VAR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.starting import database_at_work, gather_static_files

    with database_at_work():
        gather_static_files()
        from django.test import Client

        visitor, found = Client(HTTP_HOST="acme.localhost"), []
        for _ in range(5):
            visitor.get("/notice/")
        told.put("here")
        while not stop.is_set():
            began, at = time.perf_counter(), time.time()
            visitor.get("/notice/")
            visitor.get("/join/")
            found.append((at, time.perf_counter() - began))
            time.sleep(0.05)
        told.put(found)


def p95(lengths: list[float]) -> float:
    """The length that nineteen of twenty stay below."""
    return sorted(lengths)[int(len(lengths) * 0.95)]


def fill(tenant: Any, due: int) -> None:
    """Candidates who have been silent for over two years, with an address each."""
    from django.db import connection

    from bench import sweep
    from ordholden.kit import clock
    from ordholden.tenants.scope import at_home

    sweep_due, sweep.DUE = sweep.DUE, due
    try:
        with at_home(tenant):
            sweep.fill(due)
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO people_detail (id, person_id, category, item, value, is_sealed,"
                    " collected_at) SELECT gen_random_uuid(), id, 'person.address', 0,"
                    " 'Street ' || name, false, %s FROM people_person",
                    [clock.now()],
                )
    finally:
        sweep.DUE = sweep_due


def bare_delete(tenant: Any, due: int) -> float:
    """Seconds of deleting as many persons with their values, and nothing besides."""
    fill(tenant, due)
    installation.analyze()
    with installation.as_admin() as admin:
        began = time.perf_counter()
        admin.execute("DELETE FROM people_detail")
        admin.execute("DELETE FROM people_person")
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
