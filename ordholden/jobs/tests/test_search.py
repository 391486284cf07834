"""Words, places and choices: what somebody looks for is found, and nothing that is not open."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordholden.jobs import actions, finding
from ordholden.jobs.finding import Asked
from ordholden.jobs.places import by_code, find, km_between
from ordholden.jobs.tests.make import make_ad
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, opened

pytestmark = [pytest.mark.django_db]


def titles(**asked: Any) -> set[str]:
    return {ad.title for ad in finding.search(Asked(**asked)).ads}


COMPOUNDS = [
    ("murer", "Murersvend"),
    ("murere", "Murersvend"),
    ("murerne", "Murersvend"),
    ("kranfører", "Tårnkranfører"),
    ("kranførere", "Tårnkranfører"),
    ("lærer", "Folkeskolelærer"),
    ("smed", "Klejnsmed"),
    ("kok", "Overkok"),
    ("læge", "Overlæge"),
    ("chauffør", "Lastbilchauffør"),
    ("medarbejder", "Lagermedarbejder"),
    ("sygeplejersker", "Sygeplejerske på akutafdelingen"),
    ("sygeplejerske", "Intensivsygeplejersker"),
    ("leder", "Teamleder"),
    ("udvikler", "Softwareudviklere"),
    ("C#", "Backend i C# og .NET"),
    (".net", "Backend i C# og .NET"),
]


@pytest.mark.parametrize(("looked_for", "title"), COMPOUNDS)
def test_a_compound_is_found_by_either_end(looked_for: str, title: str) -> None:
    with at_home(opened("jtworks")):
        make_ad(title=title, text="Vi glæder os til at møde dig.", employer="Firmaet")
        assert titles(text=looked_for) == {title}


@pytest.mark.parametrize(
    ("locale", "looked_for", "title"),
    [
        ("nb", "rørlegger", "Rørleggere til Bergen"),
        ("nb", "sykepleiere", "Intensivsykepleier"),
        ("sv", "snickare", "Byggnadssnickare"),
        ("sv", "sjuksköterskor", "Sjuksköterska"),
        ("en", "developers", "Senior developer"),
    ],
)
def test_each_language_has_its_own_endings(locale: str, looked_for: str, title: str) -> None:
    with at_home(opened("jtworks")):
        make_ad(title=title, text="…", employer="Firmaet", locale=locale)
        assert titles(text=looked_for) == {title}


@pytest.mark.parametrize("looked_for", ["tand", "is", "stand", "kran", "der"])
def test_the_end_of_another_word_is_no_hit(looked_for: str) -> None:
    with at_home(opened("jtworks")):
        make_ad(title="Modstand og ukrudt", text="Nisser, afstand, mokran.", employer="Firmaet")
        assert titles(text=looked_for) == set()


def test_an_occupation_is_found_in_every_language_of_its_name() -> None:
    with at_home(opened("jtworks")):
        make_ad(title="Murersvend søges", employer="Firmaet")
        assert titles(text="bricklayer") == {"Murersvend søges"}


def test_all_words_must_be_there_and_small_ones_do_not_count() -> None:
    with at_home(opened("jtworks")):
        make_ad(title="Murer", employer="Firmaet", text="Arbejdet er ude hele dagen.")
        assert titles(text="en murer til") == {"Murer"}
        assert titles(text="murer kontor") == set()
        assert titles(text="til") == set()


@pytest.mark.parametrize(
    "nasty", ["'", "a' | 'b", "!!:*&", "qz", "\\", "x" * 500, "🦊", "(((", "%s", "<b>", "\x00a"]
)
def test_whatever_somebody_types_is_an_answer(nasty: str) -> None:
    opened("jtworks")
    assert browser("jtworks").get("/jobs/", {"q": nasty, "place": nasty}).status_code == 200


def test_a_search_costs_few_queries_however_much_it_finds() -> None:
    with at_home(opened("jtworks")):
        for number in range(12):
            make_ad(title=f"Murer {number}", contact=None)
    client = browser("jtworks")
    for address in ("/jobs/", "/jobs/?q=murer&place=7800&time=full"):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = [one["sql"] for one in queries if "set_config" not in one["sql"]]
        done = [one for one in asked if not one.startswith(("SAVEPOINT", "RELEASE"))]
        print(f"queries of {address}: {len(done)}")
        assert len(done) <= 6, done


# ------------------------------------------------------------------ places and choices
def test_near_is_near() -> None:
    with at_home(opened("jtworks")):
        make_ad(title="Skive", postal_code="7800")
        make_ad(title="Viborg", postal_code="8800", town="")
        make_ad(title="Aarhus", postal_code="", town="Århus")
        make_ad(title="Oslo", country="NO", postal_code="0155", town="Oslo")
        skive = find("7800 Skive", ("DK",))
        assert skive is not None
        assert titles(place=skive, km=10) == {"Skive"}
        assert titles(place=skive, km=50) == {"Skive", "Viborg"}
        assert titles(place=skive, km=100) == {"Skive", "Viborg", "Aarhus"}


def test_distances_are_those_of_a_map() -> None:
    points = [(one.latitude, one.longitude) for c in ("8000", "1050") if (one := by_code("DK", c))]
    assert 150 < km_between(*points) < 160


def test_facets_count_with_every_choice_but_their_own() -> None:
    with at_home(opened("jtworks")):
        make_ad(title="Murer", time="full")
        make_ad(title="Maler", time="part")
        make_ad(title="Kok", time="part", postal_code="9000")
        found = finding.search(Asked(chosen={"time": ("part",)}))
        assert found.total == 2
        assert found.facets["time"] == {"full": 1, "part": 2}
        assert found.facets["trade"] == {"building": 1, "food": 1}
        assert found.facets["region"] == {"DK82": 1, "DK81": 1}


def test_the_best_hit_stands_first_although_it_is_older(turn_clock: Any) -> None:
    from tests.harness.five import noon

    with at_home(opened("jtworks")):
        with turn_clock(noon("2026-05-04")):
            make_ad(title="Murer", text="…")
        with turn_clock(noon("2026-05-05")):
            make_ad(title="Maler", text="Du arbejder sammen med en murer.")
            both = [ad.title for ad in finding.search(Asked(text="murer", sort="best")).ads]
            assert both == ["Murer", "Maler"]
            newest = [ad.title for ad in finding.search(Asked(text="murer")).ads]
            assert newest == ["Maler", "Murer"]


# ------------------------------------------------------------------ what is not open is not there
@pytest.mark.clauses("WW-83")
def test_what_is_no_longer_open_is_not_found_and_leaves_no_word_behind() -> None:
    with at_home(opened("jtworks")):
        ad = make_ad(text="Ring til Ib Fugmann.")
        assert titles(text="fugmann") == {"Murersvend"}
        actions.pause(ad, by=None)
        assert titles(text="fugmann") == set()
        actions.publish(ad, by=None)
        actions.end(ad, by=None)
        found = finding.search(Asked())
        assert (found.ads, found.total, found.facets["trade"]) == ([], 0, {})
        assert finding.suggested("mur", 5) == []


def test_another_firms_ads_are_neither_found_nor_counted_nor_suggested() -> None:
    with at_home(opened("jobconnection")):
        make_ad()
    with at_home(opened("jtworks")):
        found = finding.search(Asked(text="murer"))
        assert (found.ads, found.total) == ([], 0)
        assert finding.search(Asked()).total == 0
        assert finding.suggested("mur", 5) == []


def test_titles_are_suggested_by_any_word_of_theirs() -> None:
    with at_home(opened("jtworks")):
        make_ad(title="Erfaren murer")
        make_ad(title="Murer")
        make_ad(title="Maler")
        assert finding.suggested("mur", 5) == ["Murer", "Erfaren murer"]
        assert len(finding.suggested("", 5)) == 3
