"""What the access log costs, and whether it finds whom an intrusion reached (bars 35 and 36).

    python -m bench.access [--lines 5000000]

Fills a log with millions of lines, plants twenty intrusions among them whose victims are known,
asks `affected` for each, and prints precision, recall and seconds beside the same question as raw
SQL of a superuser. Then it opens a document many times, with and without a line, in turn, each
in a transaction of its own that is committed to disk, and prints what the line adds.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from bench import installation

POLICY = Path(__file__).resolve().parents[1] / "policies" / "jobconnection.toml"
STAFF, PERSONS, MONTHS, LISTED, IN_LIST = 300, 100_000, 12, 20, 10
INTRUSIONS, VIEWS = 20, 2_000
FIELDS = ["person.name", "profile.cv", "profile.skills", "profile.experience", "person.phone"]


def main() -> None:
    """Print figures for both bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=5_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        from ordholden.tenants.actions import add

        tenant = add(POLICY.read_text(encoding="utf-8"), ["bench.localhost"])
        began = time.perf_counter()
        planted = fill(tenant, asked.lines)
        print(f"{asked.lines} lines written in {time.perf_counter() - began:.0f} s")
        find(tenant, planted)
        own_page(tenant, planted)
        cost(tenant)
        seal(tenant)


def fill(tenant: Any, lines: int) -> list[dict[str, Any]]:
    """Lines of a year, spread over staff and persons, and the planted ones among them."""
    from django.db import connection

    from ordholden.kit import clock
    from ordholden.tenants.scope import at_home

    with at_home(tenant), connection.cursor() as cursor:
        first = clock.now() - timedelta(days=30 * MONTHS)
        for day in range(0, 31 * MONTHS, 14):
            cursor.execute("SELECT reading_prepare(%s)", [first + timedelta(days=day)])
    with installation.as_admin() as admin:
        crowd(admin)
        admin.execute(
            f"""
            INSERT INTO reading_log (id, tenant_id, at, actor_id, actor_role, on_behalf_of,
                subject_id, subjects, persons, listed, object_table, fields, action, purpose,
                channel, request_id, session_id, policy_id, salt, tie)
            SELECT gen_random_uuid(), %s,
                %s::timestamptz + g * (interval '{30 * MONTHS} days' / %s),
                s.id, 'recruiter', '', CASE WHEN g %% {LISTED} = 0 THEN NULL ELSE p.id END,
                CASE WHEN g %% {LISTED} = 0 THEN ARRAY(SELECT q.id FROM persons q
                    WHERE q.n BETWEEN p.n AND p.n + {IN_LIST - 1}) ELSE '{{}}' END,
                CASE WHEN g %% {LISTED} = 0 THEN {IN_LIST} ELSE 1 END, g %% {LISTED} = 0,
                'people_person', ARRAY['person.name', 'profile.skills'],
                CASE WHEN g %% {LISTED} = 0 THEN 'list' ELSE 'view' END, 'placement', 'page',
                gen_random_uuid(), s.sitting, %s, gen_random_uuid(), '\\x00'
            FROM generate_series(1, %s) g
            JOIN staff s ON s.n = g::bigint * 7919 %% {STAFF}
            JOIN persons p ON p.n = g::bigint * 104729 %% {PERSONS - IN_LIST}
            """,  # noqa: S608  our own figures
            [tenant.pk, first, lines, tenant.policy_id, lines],
        )
        admin.execute("SELECT id FROM persons ORDER BY n LIMIT 20000")
        persons = [key for (key,) in admin.fetchall()]
        planted = [plant(admin, tenant, number, persons, first) for number in range(INTRUSIONS)]
    installation.analyze()
    return planted


def crowd(admin: Any) -> None:
    """Those who read and those who are read, by number."""
    admin.execute(
        "CREATE TEMP TABLE persons AS SELECT gen_random_uuid() AS id, n"
        " FROM generate_series(0, %s) n",
        [PERSONS - 1],
    )
    admin.execute("CREATE UNIQUE INDEX ON persons (n)")
    admin.execute("ANALYZE persons")
    admin.execute("SET session_replication_role = replica")  # the tenant is there: no checks
    admin.execute(
        "CREATE TEMP TABLE staff AS SELECT gen_random_uuid() AS id,"
        " gen_random_uuid() AS sitting, n FROM generate_series(0, %s) n",
        [STAFF - 1],
    )


def plant(
    admin: Any, tenant: Any, number: int, persons: list[UUID], first: datetime
) -> dict[str, Any]:
    """One intrusion: a sitting of an hour that reads some cards, documents and a list."""
    chance = random.Random(number)
    victims = chance.sample(persons, chance.randint(1, 400))
    begins = first + timedelta(minutes=chance.randint(0, 30 * MONTHS * 24 * 60 - 61))
    actor, sitting, expected = uuid4(), uuid4(), set()
    rows: list[tuple[Any, ...]] = []
    for place, victim in enumerate(victims):
        fields = chance.sample(FIELDS, chance.randint(1, 3))
        listed = place % 5 == 0
        expected |= {(victim, field) for field in fields}
        whom = (None, [victim]) if listed else (victim, [])
        at = begins + timedelta(seconds=chance.randint(0, 3599))
        rows.append((tenant.pk, at, actor, *whom, listed, fields, sitting, tenant.policy_id))
    admin.executemany(
        "INSERT INTO reading_log (id, tenant_id, at, actor_id, actor_role, on_behalf_of,"
        " subject_id, subjects, persons, listed, object_table, fields, action, purpose, channel,"
        " request_id, session_id, policy_id, salt, tie)"
        " VALUES (gen_random_uuid(), %s, %s, %s, 'recruiter', '',"
        " %s, %s, 1, %s, 'people_person', %s, 'view', 'placement', 'page', gen_random_uuid(), %s,"
        " %s, gen_random_uuid(), '\\x00')",
        rows,
    )
    return {"actor": actor, "session": sitting, "from": begins, "expected": expected}


def find(tenant: Any, planted: list[dict[str, Any]]) -> None:
    """Ask for each intrusion: by session over the whole year, or by reader and hour."""
    from ordholden.reading.affected import Asked, affected
    from ordholden.tenants.scope import at_home

    seconds, raw, right, found_all, wanted_all = [], [], 0, 0, 0
    year = (planted[0]["from"] - timedelta(days=800), planted[0]["from"] + timedelta(days=800))
    for number, one in enumerate(planted):
        hour = (one["from"], one["from"] + timedelta(hours=1))
        by_session = number % 2 == 0
        first, last = year if by_session else hour
        who = {"session": one["session"]} if by_session else {"actor": one["actor"]}
        with at_home(tenant):
            began = time.perf_counter()
            found = affected(Asked(first=first, last=last, **who))
            seconds.append(time.perf_counter() - began)
        pairs = {(person, field) for person, fields in found.persons.items() for field in fields}
        right += len(pairs & one["expected"])
        found_all, wanted_all = found_all + len(pairs), wanted_all + len(one["expected"])
        column = "session_id" if by_session else "actor_id"
        raw.append(_raw(column, next(iter(who.values())), tenant, first, last))
    print(
        f"{INTRUSIONS} intrusions  precision {right / found_all:.4f}"
        f"  recall {right / wanted_all:.4f}"
    )
    print(
        f"seconds each: median {statistics.median(seconds):.3f}, longest {max(seconds):.3f}"
        f" (bar: 60)  raw: median {statistics.median(raw):.3f}, longest {max(raw):.3f}"
        f"  ratio of the sums {sum(seconds) / sum(raw):.2f}"
    )


def _raw(column: str, value: UUID, tenant: Any, first: datetime, last: datetime) -> float:
    with installation.as_admin() as admin:
        began = time.perf_counter()
        admin.execute(
            "SELECT person, category, count(*) FROM reading_log,"  # noqa: S608
            " unnest(CASE WHEN listed THEN subjects ELSE ARRAY[subject_id] END) person,"
            f" unnest(fields) category WHERE tenant_id = %s AND {column} = %s AND at >= %s"
            " AND at < %s GROUP BY 1, 2",
            [tenant.pk, value, first, last],
        )
        admin.fetchall()
        return time.perf_counter() - began


def own_page(tenant: Any, planted: list[dict[str, Any]]) -> None:
    """What one's own page of who saw what costs: of persons known for the whole year."""
    from types import SimpleNamespace

    from ordholden.kit import clock
    from ordholden.reading import telling
    from ordholden.tenants.scope import at_home

    timed = []
    for one in planted:
        person, _field = min(one["expected"])
        with at_home(tenant):
            known = SimpleNamespace(pk=person, collected_at=clock.now() - timedelta(days=400))
            began = time.perf_counter()
            telling.seen_of(known, clock.now())  # type: ignore[arg-type]
            timed.append((time.perf_counter() - began) * 1000)
    print(f"one's own page: median {statistics.median(timed):.0f} ms, longest {max(timed):.0f} ms")


def cost(tenant: Any) -> None:
    """What a line adds to opening a document, in turn with opening it without one."""
    from ordholden.reading import actions
    from ordholden.reading.readers import Reader
    from ordholden.tenants.scope import at_home

    liv, document, staff = _people(tenant)
    readers = [
        Reader(
            user_id=user.pk,
            roles=frozenset({"recruiter"}),
            role="",
            purpose="placement",
            request_id=uuid4(),
        )
        for user in staff
    ]
    ways: dict[str, Callable[[int], bytes]] = {
        "with": lambda turn: actions.open_document(readers[turn % len(readers)], document),
        "without": lambda turn: actions.open_own(liv.user, document),
    }
    asked: dict[str, list[float]] = {name: [] for name in ways}
    whole: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(VIEWS):
        for name, way in ways.items():
            began = time.perf_counter()
            with at_home(tenant):
                begun = time.perf_counter()
                way(turn)
                asked[name].append((time.perf_counter() - begun) * 1000)
            whole[name].append((time.perf_counter() - began) * 1000)
    _say("asking for the document", asked)
    _say("with the commit to disk", whole)


def _say(what: str, timed: dict[str, list[float]]) -> None:
    median = {name: statistics.median(found) for name, found in timed.items()}
    p95 = {name: statistics.quantiles(found, n=100)[94] for name, found in timed.items()}
    print(
        f"{what}, {VIEWS} times: p95 {p95['with']:.2f} ms with a line,"
        f" {p95['without']:.2f} without;"
        f" added {p95['with'] - p95['without']:.2f} (bar: 2);"
        f" median added {median['with'] - median['without']:.2f}"
    )


def _people(tenant: Any) -> tuple[Any, Any, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from ordholden.accounts.tests.make import make_staff, make_user
    from ordholden.candidates.actions import documents
    from ordholden.tenants.scope import at_home

    with at_home(tenant):
        user = make_user("Liv", "liv@example.org")
        upload = SimpleUploadedFile("cv.pdf", b"%PDF-1.7" + b"x" * 50_000)
        upload.media_type = "application/pdf"  # type: ignore[attr-defined]
        document = documents.keep(user.person, "profile.cv", upload)
        # So many that none reads five hundred in an hour, and is stopped.
        staff = [make_staff(f"Rita{n}", "recruiter") for n in range(VIEWS // 400 + 1)]
        return user.person, document, staff


def seal(tenant: Any) -> None:
    """What sealing a day's lines costs, and looking whether they are as they were."""
    from ordholden.reading import actions
    from ordholden.tenants.scope import at_home

    with installation.as_admin() as admin:
        admin.execute("SET session_replication_role = replica")  # past what refuses it
        admin.execute(
            "UPDATE reading_log SET block = 0 WHERE at < (SELECT max(at) FROM reading_log)"
            " - interval '1 day'"
        )
    installation.analyze()
    with at_home(tenant):
        began = time.perf_counter()
        sealed = actions.seal()
        print(f"{sealed} lines of a day sealed in {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
