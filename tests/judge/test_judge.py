"""The judge finds what is there, and says of the product as it is that nothing is left.

Both examinations run in databases of their own, committed for real, within a few seconds each.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from ordholden.judge import Installation, Result, examine, examining, report
from ordholden.judge.asking.browser import Browser
from ordholden.judge.asking.doors import Way
from ordholden.judge.asking.planting import Planted
from ordholden.kit.database.folder import ADMIN
from tests.harness import world
from tests.judge import house, leaks

pytestmark = pytest.mark.usefixtures("django_db_setup")
SITE = "acme.localhost"


@pytest.fixture
def lived_in(django_db_blocker, tmp_path) -> Iterator[Callable[[], Installation]]:
    """An installation with two neighbours, ready to be examined."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock(), house.own_house(tmp_path, worker) as server:
        world.tenant("acme")
        world.tenant("borealis")
        made = house.installation(server, tmp_path, SITE, patient=False)
        for _ in range(2):
            Way(Browser(SITE, made.send, ""), Planted(), made.settle).sign_up()
        yield made


def test_the_product_as_it_is_leaves_nothing_behind(lived_in):
    result = examine(lived_in)

    letter = report(result, SITE, house.MOMENT).letter()
    assert result.is_clean, letter
    assert len(result.planted.words) >= 25
    assert "CLEAN" in letter
    _says_no_planted_word(letter, result)
    _says_no_planted_word(report(result, SITE, house.MOMENT).as_json(), result)


def _says_no_planted_word(text: str, result: Result) -> None:
    for word in result.planted.words.values():
        assert word.token.lower() not in text.lower(), word.name


def test_every_seeded_leak_is_caught(lived_in, tmp_path, monkeypatch):
    with mutants(lived_in, tmp_path, monkeypatch) as seeded:
        result = examine(lived_in)

    assert not result.failure
    uncaught = [one.name for one in seeded if not one.is_caught(result)]
    assert uncaught == []
    assert len(seeded) >= 30
    assert not result.is_clean
    letter = report(result, SITE, house.MOMENT).letter()
    assert "NOT CLEAN" in letter
    _says_no_planted_word(letter, result)


@contextmanager
def mutants(
    installation: Installation, folder: Path, patch: pytest.MonkeyPatch
) -> Iterator[list[leaks.Leak]]:
    """All mutants at work: each has a place of its own, so that none hides another."""
    name = connection.settings_dict["NAME"]

    def connect(**more: str) -> "psycopg.Connection[tuple[object, ...]]":
        address = settings.TEST_SERVER.address(ADMIN, name).for_psycopg()
        return psycopg.connect(**address | more, autocommit=True)

    seeded, plant = list(leaks.everyone()), examining.plant
    with closing(connect()) as admin:
        broken = leaks.House(folder, admin, patch, connect)
        for one in seeded:
            if one.early:
                one.make(broken)

        def plant_and_leak(way: Way) -> None:
            plant(way)
            broken.planted = way.planted
            for one in seeded:
                if not one.early:
                    one.make(broken)

        patch.setattr(examining, "plant", plant_and_leak)
        try:
            yield seeded
        finally:
            patch.undo()
            for thing in broken.open:
                thing.close()
