"""What the journal costs: writing a decision down, checking the chain, replaying after a restore.

    python -m bench.journal [--decisions 10000]

Makes a tenant with as many persons as decisions, writes decisions about them into the journal as
a database that was put back would find them, and replays them by the command's own function. Bar:
10,000 in two minutes. Beside it, one fsync of the same disk.
"""

import argparse
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from bench import installation

POLICY = Path(__file__).resolve().parents[1] / "tests" / "policies" / "acme.toml"
MIX = (("erase", 5), ("withdraw", 3), ("restrict", 1), ("correct", 1))  # of ten


def main() -> None:
    """Print seconds and milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=10_000)
    count = parser.parse_args().decisions
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        tenant, consents = fill(count)
        write(tenant, consents, 200)
        started = time.perf_counter()
        lose(tenant, consents)
        print(f"written at once   {count} decisions  {time.perf_counter() - started:6.1f} s")
        replay(count)
        print(f"one fsync         {fsync(Path(folder)):6.2f} ms")


def fill(count: int) -> tuple[Any, dict[UUID, UUID]]:
    """A tenant, its persons and their consents: person -> consent."""
    from django.db import connection

    from ordholden.kit import clock
    from ordholden.tenants.actions import add
    from ordholden.tenants.scope import at_home

    tenant = add(POLICY.read_text(encoding="utf-8"), ["acme.localhost"])
    old = clock.now() - timedelta(days=60)
    with at_home(tenant), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO people_person (id, state, name, email, phone, locale, kinds, collected_at,
                confirmed_at, last_contact_at, last_login_at, last_activity_at, has_employment,
                has_account, has_subscription, collected_policy, notified_policy)
            SELECT gen_random_uuid(), 'active', 'Person ' || n, 'p' || n || '@example.org',
                '12345678', 'da', ARRAY['candidate'], %(old)s, %(old)s, %(old)s, %(old)s, %(old)s,
                false, false, false, '', '' FROM generate_series(1, %(count)s) AS n
            """,
            {"old": old, "count": count + 200},
        )
        cursor.execute(
            """
            INSERT INTO privacy_consent (id, person_id, address, consent, per, state, asked_at,
                given_at, last_used_at)
            SELECT gen_random_uuid(), id, '', 'newsletter', '', 'given', %(old)s, %(old)s, %(old)s
            FROM people_person RETURNING person_id, id
            """,
            {"old": old},
        )
        consents = dict(cursor.fetchall())
    installation.analyze()
    return tenant, consents


def write(tenant: Any, consents: dict[UUID, UUID], count: int) -> None:
    """What one decision costs to write down, in a transaction of its own."""
    from ordholden.journal import actions as journal
    from ordholden.tenants.scope import at_home

    took = []
    for _ in range(count):
        person, _consent = consents.popitem()
        with at_home(tenant):
            started = time.perf_counter()
            journal.record(journal.Kind.RESTRICT, "people_person", [person])
            took.append(1000 * (time.perf_counter() - started))
    took.sort()
    print(f"written down      p50 {took[count // 2]:.2f} ms  p95 {took[count * 95 // 100]:.2f} ms")


def lose(tenant: Any, consents: dict[UUID, UUID]) -> None:
    """Decisions that only the journal knows, and a mark after them: a database put back."""
    from uuid_utils.compat import uuid7

    from ordholden.journal import marks
    from ordholden.journal.actions import MarkKind, journal
    from ordholden.journal.entries import Entry
    from ordholden.kit import clock

    kinds = [kind for kind, share in MIX for _ in range(share)]
    how: dict[str, dict[str, Any]] = {
        "erase": {"reason": "request"},
        "withdraw": {"how": "form", "locale": "da"},
        "correct": {"columns": ["phone"]},
    }
    at = clock.everywhere()
    drafts = []
    for number, (person, consent) in enumerate(consents.items()):
        kind = kinds[number * 7 % len(kinds)]
        drafts.append(
            Entry(
                seq=0,
                event=uuid7(),
                kind=kind,
                at=at,
                on=at,
                prev="",
                tenant=tenant.pk,
                table="privacy_consent" if kind == "withdraw" else "people_person",
                rows=(consent if kind == "withdraw" else person,),
                policy=tenant.policy_id,
                how=how.get(kind, {}),
            )
        )
    journal().append(drafts)
    marks.write(MarkKind.RESTORED)


def replay(count: int) -> None:
    """Seconds to look, and to replay with the sweep that follows."""
    from ordholden.journal import interlock
    from ordholden.privacy import replay as room

    started = time.perf_counter()
    found = interlock.look()
    print(f"chain checked     {found.entries} entries  {time.perf_counter() - started:6.2f} s")
    started = time.perf_counter()
    done = room.replay()
    took = time.perf_counter() - started
    print(
        f"replayed          {done.decisions} decisions, {done.rows} rows  {took:6.1f} s"
        f"  (bar: 120 s for {count})"
    )


def fsync(folder: Path) -> float:
    """Milliseconds of one fsync on the disk of the benchmark."""
    handle = os.open(folder / "fsync", os.O_WRONLY | os.O_CREAT)
    started = time.perf_counter()
    for _ in range(50):
        os.write(handle, b"x" * 300)
        os.fsync(handle)
    os.close(handle)
    return 1000 * (time.perf_counter() - started) / 50


if __name__ == "__main__":
    main()
