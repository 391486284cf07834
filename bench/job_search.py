"""What finding a job costs among 50,000 open ads, beside raw SQL without a wall.

    python -m bench.job_search [ads]

Each search gives a page of twenty, how many there are in all, and the counts of every facet. The
baseline is done by the database's administrator, whom no policy binds: the same twenty newest
hits and their exact number by two plain queries on the same rows, without facets.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bench import installation
from bench.sweep import POLICY

ADS = 50_000
BATCH = 1_000
WORDS = ("murer", "sygeplejersker", "kranfører", "deltid skole", "erfaren", "lager truck", "kok")
CHOSEN: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"time": ("part",)},
    {"trade": ("care", "building")},
    {"region": ("DK82",), "kind": ("permanent",)},
)
FILLING = (
    "Vi søger en kollega, der kan lide at tage fat og har humor.",
    "Du får ordentligt værktøj, en fast base og kolleger, der hjælper hinanden.",
    "Arbejdet er afvekslende, og ingen dage ligner hinanden.",
    "Du har et par års erfaring, men vi lærer også gerne den rette op.",
    "Lønnen følger overenskomsten, og pensionen er med fra første dag.",
    "Vi arbejder i hold på fire, og hvert hold planlægger selv sin uge.",
    "Send os nogle linjer om dig selv; vi taler med folk, efterhånden som de skriver.",
    "Fyraften er fyraften: telefonen bliver på pladsen, og weekenden er din egen.",
    "Vi holder til i nye lokaler tæt på motorvej, station og en fornuftig bager.",
    "Virksomheden er ejet af medarbejderne og har eksisteret i mere end halvtreds år.",
)
SYLLABLES = ("ba", "del", "fin", "gro", "ham", "kil", "lun", "mos", "nør", "pil", "sten", "vad")


def main() -> None:
    """Print a row for each kind of search."""
    ads = int(sys.argv[1]) if len(sys.argv) > 1 else ADS
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        from ordholden.jobs.places import by_code
        from ordholden.tenants.actions import add
        from ordholden.tenants.scope import at_home

        tenant = add(POLICY.read_text(encoding="utf-8"), ["acme.localhost"])
        with at_home(tenant):
            seconds = _timed(lambda: fill(ads))
        installation.analyze()
        print(f"{ads} open ads, stored in {seconds / 1000:.0f} s")
        with at_home(tenant):
            place = by_code("DK", "8000")
            for sort in ("newest", "best"):
                searches = [{"text": word, "sort": sort} for word in WORDS]
                row(f"words, {sort}", list(_asked(searches)), baseline(tenant.pk, words=True))
            row("nothing asked", list(_asked([{}])), baseline(tenant.pk, words=False))
            near = [{"place": place, "km": km} for km in (10, 25, 50)]
            row("near a place", list(_asked(near)), None)
            both = [{"text": word, "place": place, "km": 50, "sort": "best"} for word in WORDS]
            row("words near a place", list(_asked(both)), None)
            row("suggestions", list(suggestions()), None)


def fill(ads: int) -> None:
    """A thousand ads as the product stores them, of every occupation and town; then as many
    again, each of its own age, as are missing."""
    from django.db import connection

    from ordholden.jobs.actions.indexing import row as indexed
    from ordholden.jobs.models import JobAd, OpenAd

    made = list(_ads())
    JobAd.objects.bulk_create(made)
    OpenAd.objects.bulk_create([OpenAd(ad=ad, **indexed(ad)) for ad in made])
    columns = {model: _columns(model) for model in (JobAd, OpenAd)}
    swaps = {
        "id": {JobAd: "md5(id::text || n)::uuid", OpenAd: "gen_random_uuid()"},
        "ad_id": {OpenAd: "md5(ad_id::text || n)::uuid"},
    }
    with connection.cursor() as cursor:
        for model, names in columns.items():
            chosen = ", ".join(
                "published_at - n * interval '13 minutes'"
                if name == "published_at"
                else swaps.get(name, {}).get(model, name)
                for name in names
            )
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(names)})"  # noqa: S608
                f" SELECT {chosen} FROM {model._meta.db_table}, generate_series(1, %s) AS n",
                [max(0, ads // len(made) - 1)],
            )


def _columns(model: Any) -> list[str]:
    return [one.column for one in model._meta.concrete_fields if not one.generated]


def _ads() -> Iterator[Any]:
    from itertools import product

    from ordholden.jobs.actions.indexing import locate
    from ordholden.jobs.models import JobAd
    from ordholden.jobs.occupations import occupations
    from ordholden.jobs.places import _places
    from ordholden.kit import clock

    rare = ["".join(three) for three in product(SYLLABLES, repeat=3)]
    random, trades, codes = Random(7), list(occupations().values()), list(_places("DK"))
    now = clock.now()
    for number in range(BATCH):
        trade = random.choice(trades)
        ad = JobAd(
            state="published",
            locale="da",
            title=f"{random.choice(('', 'Erfaren ', 'Ny '))}{trade.names[0]}",
            text="\n\n".join(random.sample(FILLING, 7))
            + f"\n\n- {trade.names[0]} {number}\n\n"
            + " ".join(random.sample(rare, 60)),  # as many words as an ad of 2,500 letters
            employer=f"Firma {number}",
            country="DK",
            postal_code=random.choice(codes),
            occupation=trade.code,
            kind=random.choice(("permanent", "permanent", "temporary", "on_call")),
            time=random.choice(("full", "full", "part")),
            published_at=now - timedelta(minutes=random.randrange(2_000)),
            deadline=(now + timedelta(days=random.randrange(1, 60))).date(),
        )
        locate(ad)
        yield ad


def _asked(searches: list[dict[str, Any]]) -> Iterator[Callable[[], object]]:
    from ordholden.jobs.finding import Asked, search

    for said in searches:
        for chosen in CHOSEN:
            for first in (0, 40):
                asked = Asked(**said, chosen=chosen)
                yield lambda asked=asked, first=first: search(asked, first=first)  # type: ignore[misc]


def suggestions() -> Iterator[Callable[[], object]]:
    """What is typed into the field, letter by letter."""
    from ordholden.jobs.finding import suggested

    for word in WORDS:
        for letters in range(1, 5):
            yield lambda begun=word[:letters]: suggested(begun, 8)  # type: ignore[misc]


def baseline(tenant: int, *, words: bool) -> list[float]:
    """Milliseconds of the same rows by plain SQL, past every wall."""
    found = []
    matches = " AND words @@ plainto_tsquery('danish', %s)" if words else " AND %s <> ''"
    with installation.as_admin() as cursor:
        for word in WORDS * 5:
            start = time.perf_counter()
            where = f"FROM jobs_openad WHERE tenant_id = {tenant} {matches}"
            cursor.execute(f"SELECT ad_id {where} ORDER BY published_at DESC LIMIT 20", [word])
            cursor.execute(f"SELECT count(*) {where}", [word])
            found.append((time.perf_counter() - start) * 1000)
    return found


def row(name: str, calls: list[Callable[[], object]], beside: list[float] | None) -> None:
    """Median, 95th of a hundred and worst of all calls, each done three times."""
    for call in calls[:3]:
        call()
    taken = sorted(_timed(call) for _ in range(3) for call in calls)
    high = taken[int(len(taken) * 0.95)]
    said = f"{name:<20} median {median(taken):6.1f}  p95 {high:6.1f}  worst {taken[-1]:6.1f} ms"
    if beside:
        raw = sorted(beside)
        raw_high = raw[int(len(raw) * 0.95)]
        said += f"   raw SQL {median(raw):6.1f} / {raw_high:6.1f} ms, ratio {high / raw_high:.1f}"
    print(said, flush=True)


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
