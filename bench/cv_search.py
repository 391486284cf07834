"""What finding people costs among a million CVs, beside raw SQL without a wall.

    python -m bench.cv_search [--cvs 1000000] [--folder var/bench-cvs]

One tenant holds nine tenths of the CVs. Thirty searches are asked as the product asks them: the
twenty best, the twenty newest, and how many there are with every facet. The baseline is done by
the database's administrator, whom no policy binds, on the same rows by plain SQL: the best by
`ts_rank` over all hits, the newest, the exact number with the same facets. With a folder the
database stays there, and the next run begins where this one ended.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench import installation
from bench.cv_relevance import raw_where, relevance
from bench.cvs import Writer
from bench.sweep import POLICY

SHARE = 0.9  # of the larger tenant
WRITTEN = 100_000  # CVs of the larger tenant, one by one; the rest are these again, at other times
PIECE = 10_000
MONTH = """
CREATE FUNCTION pg_temp.month(at timestamptz) RETURNS text LANGUAGE sql AS $$
    SELECT 'u:' || (extract(year FROM at AT TIME ZONE 'UTC') * 12
                    + extract(month FROM at AT TIME ZONE 'UTC'))::integer $$
"""
INDEXES = ("listed_words", "listed_newest")


def searches() -> list[tuple[str, Any]]:
    """Thirty searches, rare and common, by what they are called."""
    from ordholden.jobs.places import by_code
    from ordholden.sourcing.asked import Asked

    aarhus, oslo, skive = by_code("DK", "8000"), by_code("NO", "0155"), by_code("DK", "7800")
    words = ("gropilbazo", "stukilham", "murer", "kranfører", "sygeplejerske", "lærer", "smed")
    words += ("kørekort", "dokumentation", "kolleger", "udvikler", "chauffører", "Python", "Java")
    several = ("erfaren murer", "sygeplejerske nattevagt", "lærer matematik", "rengøring hotel")
    several += ("systemudvikler PostgreSQL", "smed svejsning robot", "truck lager kørekort")
    phrases = ('"opsøgende salg"', '"kan begynde med kort varsel"', 'murer "sociale medier"')
    asked = [(text, Asked(text=text)) for text in (*words, *several, *phrases)]
    asked += [
        ("kok, Aarhus 25 km, de", Asked(text="kok", place=aarhus, languages=("de",))),
        ("sykepleier, Oslo 50 km", Asked(text="sykepleier", place=oslo, km=50)),
        (
            "svejser, Skive 100 km, pl",
            Asked(text="svejser", place=skive, km=100, languages=("pl",)),
        ),
        ("nothing", Asked()),
        ("region and trade", Asked(chosen={"region": ("DK82",), "trade": ("care",)})),
        ("bogføring -revision, 10 years", Asked(text="bogføring -revision", months=120)),
    ]
    return asked


def main() -> None:
    """Print a row for each kind of search, then the relevance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cvs", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with folder_at(options.folder) as folder, installation.at_work(folder):
        from ordholden.tenants.scope import at_home

        tenant = made(options.cvs)
        print(f"{options.cvs} CVs, {int(options.cvs * SHARE)} of them one tenant's", flush=True)
        with at_home(tenant):
            indexing()
        installation.analyze()
        with at_home(tenant):
            asked = [(name, prepared(one, tenant)) for name, one in searches()]
            times(asked)
            relevance([(name, one["tiers"], one["beside"]) for name, one in asked], tenant.pk)


@contextmanager
def folder_at(folder: Path | None) -> Iterator[Path]:
    """The folder that was asked for, or one that goes when this is over."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.resolve()
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


# ------------------------------------------------------------------ filling
def made(cvs: int) -> Any:
    """The larger of two tenants, filled unless it is there already."""
    from ordholden.tenants.actions import add
    from ordholden.tenants.models import Tenant
    from ordholden.tenants.scope import at_home

    there = Tenant.objects.filter(slug="large").first()
    if there is not None:
        return there
    text = POLICY.read_text(encoding="utf-8")
    start = time.perf_counter()
    kept = dropped()
    small, large = (
        add(text.replace('tenant = "acme"', f'tenant = "{slug}"'), [f"{slug}.localhost"])
        for slug in ("small", "large")
    )
    writer, many = Writer(), int(cvs * SHARE)
    written = min(WRITTEN, many)
    for begun in range(0, written, PIECE):
        with at_home(large):
            fill(writer, min(PIECE, written - begun))
    taken = time.perf_counter() - start
    print(f"{written} written and put in, {written / taken:.0f} a second", flush=True)
    for tenant, wanted in ((large, many - written), (small, cvs - many)):
        for begun in range(0, wanted, written):
            again(large.pk, tenant.pk, min(written, wanted - begun), begun // written + 1)
    print(f"all there after {time.perf_counter() - start:.0f} s", flush=True)
    start = time.perf_counter()
    with installation.as_admin() as cursor:
        cursor.execute("SET maintenance_work_mem = '2GB'")
        for definition in kept:
            cursor.execute(definition)
    print(f"indexes built in {time.perf_counter() - start:.0f} s", flush=True)
    installation.analyze()
    return Tenant.objects.get(slug="large")


def again(source: int, tenant: int, many: int, turn: int) -> None:
    """The first CVs of a tenant once more, of other persons, of another or the same tenant, and
    changed at other times. Done past every trigger, as a restore does."""
    with installation.as_admin() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(MONTH)
        cursor.execute(
            "CREATE TEMP TABLE made AS SELECT l.id AS old, gen_random_uuid() AS person,"
            " floor(random() * 256)::integer AS sample, l.updated_at AS before, l.updated_at"
            " - random() * interval '9 days' - %s * interval '7 hours' AS at"
            " FROM sourcing_listed l JOIN people_person p ON p.id = l.person_id"
            " WHERE l.tenant_id = %s AND p.locale = 'da' LIMIT %s",
            [turn, source, many],
        )
        columns = "state, name, email, phone, kinds, collected_at, last_contact_at, last_login_at,"
        columns += " last_activity_at, has_employment, has_account, has_subscription,"
        columns += " collected_policy, notified_policy, held"
        cursor.execute(
            f"INSERT INTO people_person (id, tenant_id, locale, {columns})"  # noqa: S608
            f" SELECT made.person, %s, 'nb', {columns} FROM made,"
            " (SELECT * FROM people_person LIMIT 1) AS one",
            [tenant],
        )
        cursor.execute(
            "INSERT INTO sourcing_listed (id, tenant_id, person_id, words, trade, occupation,"
            " region, latitude, longitude, languages, education, months, available_from,"
            " active_on, updated_at, purpose, shown) SELECT gen_random_uuid(), %s, made.person,"
            " ts_delete(words, ARRAY['x:4', 'x:32', 'x:256', 't:' || %s, pg_temp.month(before)])"
            " || array_to_tsvector(array_remove(ARRAY['t:' || %s, pg_temp.month(made.at),"
            " CASE WHEN made.sample %% 4 = 0 THEN 'x:4' END,"
            " CASE WHEN made.sample %% 32 = 0 THEN 'x:32' END,"
            " CASE WHEN made.sample = 0 THEN 'x:256' END], NULL)),"
            " trade, occupation, region, latitude, longitude, languages, education, months,"
            " available_from, active_on, made.at, purpose, true"
            " FROM made JOIN sourcing_listed l ON l.id = made.old",
            [tenant, source, tenant],
        )
        cursor.execute("DROP TABLE made")
        cursor.execute("DROP FUNCTION pg_temp.month")


def dropped() -> list[str]:
    """Take the indexes of the search away for the filling; returns how to make them again."""
    with installation.as_admin() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = ANY (%s)", [list(INDEXES)]
        )
        definitions = [definition for (definition,) in cursor.fetchall()]
        for name in INDEXES:
            cursor.execute(f"DROP INDEX {name}")
    return definitions


def fill(writer: Writer, many: int) -> None:
    """So many persons of the tenant in scope, and their CVs as the product puts them online."""
    from ordholden.kit import clock
    from ordholden.sourcing.indexing import put_many

    put_many(zip(persons(many), writer.contents(many, clock.now()), strict=True))


def persons(many: int) -> list[Any]:
    """Persons of the tenant in scope, about whom nothing is known."""
    from django.db import connection
    from uuid_utils.compat import uuid7

    keys = [uuid7() for _ in range(many)]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_person (id, state, name, email, phone, locale, kinds, collected_at,"
            " last_contact_at, last_login_at, last_activity_at, has_employment, has_account,"
            " has_subscription, collected_policy, notified_policy)"
            " SELECT id, 'active', '', '', '', 'da', ARRAY['candidate'], app_now(), app_now(),"
            " app_now(), app_now(), false, true, false, '', '' FROM unnest(%s::uuid[]) AS id",
            [keys],
        )
    return keys


# ------------------------------------------------------------------ putting in
def indexing() -> None:
    """How fast CVs are put in, and how soon one is found."""
    from ordholden.kit import clock
    from ordholden.sourcing import indexing as index
    from ordholden.sourcing.finding import Asked, search

    contents = list(Writer(99).contents(4_000, clock.now()))
    keys = persons(len(contents))
    pairs = list(zip(keys, contents, strict=True))
    batches = [pairs[at : at + index.BATCH] for at in range(0, len(pairs), index.BATCH)]
    list(index.rows_of(batches[0]))
    start, used = time.perf_counter(), time.process_time()
    size = sum(len(str(row)) for batch in batches for row in index.rows_of(batch))
    seconds, used = time.perf_counter() - start, time.process_time() - used
    print(
        f"words of a CV: {len(pairs) / seconds:.0f} a second ({len(pairs) / used:.0f} of processor"
        f" time, bar 3000); {size // len(pairs)} bytes each"
    )
    rate = len(pairs) / timed(lambda: index.put_many(pairs))[0] * 1000
    print(f"put in by five hundred, every index kept: {rate:.0f} a second")
    found, once = [], []
    for key, content in pairs[:60]:
        once.append(timed(lambda k=key, c=content: index.put_many([(k, c)]))[0])  # type: ignore[misc]
    for number, (key, content) in enumerate(pairs[:20]):
        fresh = f"nyord{number}qvx"
        edited = {**content.__dict__, "skills": (fresh,), "updated_at": clock.now()}
        index.put_many([(key, index.Content(**edited))])
        taken, hits = timed(lambda word=fresh: search(Asked(text=word)))  # type: ignore[misc]
        assert hits.persons == (key,)
        found.append(taken)
    line("one CV put in", once)
    line("an edited one found", found)
    from ordholden.sourcing.models import Listed

    Listed.objects.filter(person_id__in=keys).delete()


# ------------------------------------------------------------------ times
def prepared(asked: Any, tenant: Any) -> dict[str, Any]:
    """One search as the database takes it: by relevance, by age, and for counting."""
    from dataclasses import replace

    from ordholden.sourcing.asked import queries

    best = queries(asked, tenant.pk, "da")
    newest = queries(replace(asked, sort="newest"), tenant.pk, "da")
    return {
        "asked": asked,
        "tiers": best.tiers,
        "base": best.base,
        "beside": best.beside,
        "best": json.dumps({"tiers": best.tiers} | best.beside),
        "newest": json.dumps({"tiers": newest.tiers} | best.beside),
        "count": json.dumps({"base": best.base} | best.beside),
    }


def times(asked: list[tuple[str, dict[str, Any]]]) -> None:
    """The functions beside raw SQL, and a whole search with its line in the log."""
    from django.db import connection

    from ordholden.sourcing.finding import search

    ours: dict[str, list[float]] = {}
    busy: dict[str, list[float]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
        for kind in ("best", "newest", "count"):
            call = "sourcing_count(%s)" if kind == "count" else "sourcing_find(%s, 0, 20)"
            ours[kind], busy[kind] = [], []
            for name, one in asked:
                each = []
                for _ in range(4):
                    begun = spent(backend)
                    ask = partial(cursor.execute, f"SELECT {call}", [one[kind]])
                    each.append(timed(ask)[0])
                    busy[kind].append(spent(backend) - begun)
                ours[kind] += each[1:]
                if median(each) > 25:
                    print(f"    {kind:<7} {name:<32} {median(each):6.1f} ms", flush=True)
    whole = [timed(lambda o=one: search(o["asked"]))[0] for _n, one in asked for _ in range(3)]  # type: ignore[misc]
    bars = {"best": 40, "newest": 40, "count": 120}
    raw = {kind: baseline(kind, asked) for kind in ours}
    for kind, said in (("best", "20 best"), ("newest", "20 newest"), ("count", "count + facets")):
        line(said, ours[kind], raw[kind], bars[kind])
        line("   its processor time", busy[kind])
    line("whole search", whole)


RAW = {
    "best": "SELECT person_id FROM sourcing_listed l WHERE {where}"
    " ORDER BY ts_rank('{{0.05,0.2,0.4,1}}', l.words, '{query}') DESC, updated_at DESC LIMIT 20",
    "newest": "SELECT person_id FROM sourcing_listed l WHERE {where}"
    " ORDER BY updated_at DESC LIMIT 20",
    "count": "WITH hits AS MATERIALIZED (SELECT trade, region, education, languages, months / 60 AS"
    " experience FROM sourcing_listed l WHERE {where}) SELECT 'trade', trade, count(*) FROM hits"
    " GROUP BY 2 UNION ALL SELECT 'region', region, count(*) FROM hits GROUP BY 2 UNION ALL"
    " SELECT 'education', education, count(*) FROM hits GROUP BY 2 UNION ALL SELECT 'experience',"
    " experience::text, count(*) FROM hits GROUP BY 2 UNION ALL SELECT 'language', one, count(*)"
    " FROM hits, unnest(languages) AS one GROUP BY 2 UNION ALL SELECT '', '', count(*) FROM hits",
}


def baseline(kind: str, asked: list[tuple[str, dict[str, Any]]]) -> list[float]:
    """Milliseconds of the same by plain SQL, past every wall: the planner's own choice."""
    found = []
    with installation.as_admin() as cursor:
        cursor.execute("SET work_mem = '64MB'")
        for _name, one in asked:
            query = one["base"][1] if kind == "count" else one["tiers"][-1][1]
            where = raw_where(cursor, query, one["beside"])
            sql = RAW[kind].format(where=where, query=query.replace("'", "''"))
            found += [timed(lambda s=sql: cursor.execute(s))[0] for _ in range(2)][1:]  # type: ignore[misc]
    return found


# ------------------------------------------------------------------ printing
def line(name: str, taken: list[float], beside: list[float] | None = None, bar: int = 0) -> None:
    """Median, 95th of a hundred and worst in milliseconds, beside the baseline's."""
    said = (
        f"{name:<22} median {median(taken):7.1f}  p95 {high(taken):7.1f}  worst {max(taken):7.1f}"
    )
    if beside:
        said += f"   raw SQL {median(beside):7.1f} / {high(beside):7.1f} / {max(beside):7.1f}"
        said += f"   ratio {high(taken) / high(beside):.2f} (bar 1.5; p95 {bar} ms)"
    print(said, flush=True)


def high(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def spent(backend: int) -> float:
    """Milliseconds of processor time that a process of the server has used; 0 if nobody says."""
    path = Path(f"/proc/{backend}/schedstat")
    return int(path.read_text().split()[0]) / 1e6 if path.exists() else 0.0


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = call()
    return (time.perf_counter() - start) * 1000, answer


if __name__ == "__main__":
    main()
