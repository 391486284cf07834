"""Companies look for people: what fits is found, in an order that can be told, and nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from ordholden.jobs.places import find
from ordholden.jobs.tests.make import make_ad
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.sourcing import finding, indexing
from ordholden.sourcing.finding import Asked
from ordholden.sourcing.models import Searched
from ordholden.sourcing.tests.make import edit_cv, make_cv
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]


class World:
    """CVs by a name of their own, and the names that a search finds, in its order."""

    def __init__(self) -> None:
        self.persons: dict[Any, str] = {}

    def add(self, name: str, title: str = "", **more: Any) -> Person:
        person = make_cv(title or name, **more)
        self.persons[person.pk] = name
        return person

    def found(self, text: str = "", **asked: Any) -> list[str]:
        return [self.persons[one] for one in finding.search(Asked(text=text, **asked)).persons]


@pytest.fixture
def world() -> Any:
    with at_home(opened("jobindex")):
        yield World()


@pytest.mark.clauses("JI-10")
def test_words_phrases_and_what_must_not_be_there(world: World) -> None:
    world.add("kran", "Tårnkranfører", skills=("Truckcertifikat B",), presentation="Erfaren murer.")
    world.add("mur", "Murersvend", experience=("Pudsede facader og satte mursten.",))
    world.add("lær", "Folkeskolelærer", skills=("matematik", "natur og teknik"))
    assert world.found("kranførere") == ["kran"]
    assert world.found("murer") == ["mur", "kran"]
    assert world.found("murer -kranfører") == ["mur"]
    assert world.found('"natur og teknik"') == ["lær"]
    assert world.found('"teknik og natur"') == []
    assert world.found('murer -"erfaren murer"') == ["mur"]
    assert world.found("murer facade") == ["mur"]
    assert world.found("murer matematik") == []
    assert set(world.found("")) == {"kran", "mur", "lær"}


def test_title_comes_before_skill_before_history_before_text(world: World) -> None:
    world.add("text", "Pedel", presentation="Jeg kan svejse, men er ikke svejser.")
    world.add("history", "Pedel", positions=("Svejser",))
    world.add("skill", "Pedel", skills=("svejser",))
    world.add("title", "Svejser")
    world.add("older title", "Svejser", updated_at=clock.now() - timedelta(days=9))
    assert world.found("svejser") == ["title", "older title", "skill", "history", "text"]
    assert world.found("svejser", sort="newest")[-1] == "older title"


def test_place_language_education_experience_and_days(world: World) -> None:
    skive, aarhus = find("7800 Skive", ("DK",)), find("8000 Aarhus C", ("DK",))
    today = date(2026, 5, 4)
    world.add("near", "Kok", place=skive, languages=("da", "de"), level="bachelor", months=70)
    world.add("far", "Kok", place=aarhus, languages=("da",), level="vocational", months=10)
    world.add("later", "Kok", available_from=today, active_on=today)
    assert world.found("kok", place=skive, km=30) == ["near"]
    assert set(world.found("kok", place=skive, km=100)) == {"near", "far"}
    assert world.found("kok", languages=("da", "de")) == ["near"]
    assert world.found("kok", level="short") == ["near"]
    assert world.found("kok", months=60) == ["near"]
    assert "later" not in world.found("kok", available_by=today - timedelta(days=1))
    assert world.found("kok", active_since=today + timedelta(days=1)) != []
    assert "later" not in world.found("kok", active_since=today + timedelta(days=1))
    assert set(world.found(occupations=("5120",))) == {"near", "far", "later"}


def test_facets_count_with_every_choice_but_their_own(world: World) -> None:
    skive = find("7800 Skive", ("DK",))
    world.add("1", "Kok", place=skive, languages=("da", "de"), months=70)
    world.add("2", "Kok", languages=("da",), months=10)
    world.add("3", "Murer", languages=("de",), months=200)
    found = finding.search(Asked(chosen={"trade": ("food",)}))
    assert (found.total, found.is_exact) == (2, True)
    assert found.facets["trade"] == {"food": 2, "building": 1}
    assert found.facets["language"] == {"da": 2, "de": 1}
    assert found.facets["experience"] == {"5": 1, "0": 1}
    assert found.facets["region"] == {"DK82": 1}


@pytest.mark.clauses("JI-07")
def test_an_edit_is_found_and_who_is_hidden_is_not_in_the_same_transaction(world: World) -> None:
    person = world.add("kok", "Kok")
    edit_cv(person, "Maler")
    assert (world.found("kok"), world.found("maler")) == ([], ["kok"])
    with storing():
        Person.objects.filter(pk=person.pk).update(state="restricted")
    hidden = finding.search(Asked(text="maler"))
    assert (hidden.persons, hidden.total) == ((), 0)
    with storing():
        Person.objects.filter(pk=person.pk).update(state="active")
    assert world.found("maler") == ["kok"]
    indexing.take_out(person)
    assert world.found("maler") == []


def test_another_tenants_cvs_are_not_there(world: World) -> None:
    with at_home(opened("jobconnection")):
        make_cv("Kok")
    assert world.found("kok") == []
    assert finding.search(Asked()).total == 0


def test_more_like_this_shares_the_most(world: World) -> None:
    person = world.add("own", "Murer", skills=("flisearbejde", "vådrum", "kørekort"))
    world.add("title alone", "Murer", skills=("regneark",))
    world.add("much", "Murer", skills=("flisearbejde", "vådrum"))
    world.add("one", "Murer", skills=("vådrum",))
    world.add("other", "Kok", skills=("flisearbejde", "vådrum", "kørekort"))
    named = [world.persons[one] for one in finding.like(person.pk)]
    assert named == ["much", "one", "title alone"]
    with storing():
        Person.objects.filter(pk=person.pk).update(state="restricted")
    assert finding.like(person.pk) == ()


def test_who_fits_an_ad_and_why(world: World) -> None:
    skive, odense = find("7800 Skive", ("DK",)), find("5000 Odense C", ("DK",))
    world.add("far", "Murer", place=odense, skills=("vådrum",))
    world.add("best", "Erfaren murer", place=skive, skills=("vådrum", "fliser", "engelsk"))
    world.add("title", "Murer", place=skive)
    world.add("carpenter", "Tømrersvend", place=skive, skills=("vådrum", "fliser"))
    world.add("cook", "Kok", place=skive, skills=("vådrum",))
    ad = make_ad(
        title="Murersvend", text="Du sætter fliser i vådrum og på facader.", employer="Kok"
    )
    hits = finding.for_ad(ad)
    assert [world.persons[hit.person] for hit in hits] == ["best", "title", "far"]
    reasons = [[(reason.kind, reason.value) for reason in hit.reasons] for hit in hits]
    both, skills = [("occupation", "7112"), ("title", "murersvend")], ("fliser", "vådrum")
    assert reasons == [
        [*both, *(("skill", skill) for skill in skills), ("distance", "0")],
        [*both, ("distance", "0")],
        [*both, ("skill", "vådrum")],
    ]


NASTY = ("'", "a' | 'b", "!!:*&", "b:kok", "\\", "x" * 9_000, "🦊", "(((", "%s %", "\x00kok\x00")
NASTY += ('"', '-"', "-", "--kok", '""', '"' * 400, "a:* <-> b", "ﬁ ß İ ǅ", "1e9 -1.5 0x1", "ⅷ ²")
NASTY += ("kok\n\t-\r", "'kok':1A", "٣ 三 ไทย", "\ud800", "e\u0301" * 300, "og i at")


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_somebody_types_is_an_answer(world: World, nasty: str) -> None:
    world.add("kok", nasty[:200].replace("\ud800", ""), skills=(nasty.replace("\ud800", ""),))
    asked = Asked(
        text=nasty, skills=(nasty,), occupations=(nasty,), languages=(nasty,), level=nasty
    )
    finding.search(asked)
    finding.search(Asked(text=nasty, chosen={"trade": (nasty,), "experience": (nasty,), nasty: ()}))
    finding.search(Asked(text=nasty), first=-5, many=10**9)


def test_a_search_is_written_down_without_its_words(world: World) -> None:
    world.add("kok", "Kok")
    for text in ("kok", "kok", "murer"):
        finding.search(Asked(text=text))
    rows = list(Searched.objects.order_by("at", "pk"))
    assert [row.hits for row in rows] == [1, 1, 0]
    first, again, other = (bytes(row.digest) for row in rows)
    assert first == again != other
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(s::text, ' ') FROM sourcing_searched s")
        assert "kok" not in cursor.fetchone()[0]


def test_what_is_held_of_a_cv_names_nobody(world: World) -> None:
    """S-22, JI-29: there is no room for gender, age, birth, name, address or employer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'sourcing_listed'::regclass"
            " AND attnum > 0 AND NOT attisdropped"
        )
        columns = {name for (name,) in cursor.fetchall()}
    asked = set(indexing.Content.__dataclass_fields__) | set(Asked.__dataclass_fields__)
    names = " ".join(columns | asked | set(finding.FACETS))
    for word in ("gender", "sex", "birth", "age_", "born", "name", "mail", "phone", "employer"):
        assert word not in names
    assert "age" not in columns | asked
