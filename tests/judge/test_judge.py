"""The judge finds what is there, and says of the product as it is that nothing is left.

The examinations run in databases of their own, committed for real, within a few seconds each.
"""

import ast
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from config import cli, judging
from ordholden.journal import actions as journal
from ordholden.journal.kinds import MarkKind
from ordholden.judge import Installation, Result, examine, examining, latest, report
from ordholden.judge.asking.browser import Browser
from ordholden.judge.asking.doors import Way
from ordholden.judge.asking.planting import Planted
from ordholden.judge.looking.findings import Seen
from ordholden.kit.database.folder import ADMIN
from tests.harness import code, world
from tests.judge import house, leaks
from tests.scenarios.doors import at_home_database

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


@pytest.fixture
def command(lived_in, tmp_path, monkeypatch, capsys) -> Callable[..., tuple[int, str, str]]:
    """`bin/ordholden judge` against that installation: exit code, what it printed, and said."""
    at_home_database(monkeypatch)
    server = settings.TEST_SERVER
    own = replace(
        settings.DATABASE,
        embedded=server.folder.path,
        app=server.address(name=lived_in.databases[0]),
    )
    monkeypatch.setattr(settings, "DATABASE", own)
    monkeypatch.setattr(settings, "DATABASE_ADMIN", server.address(ADMIN))
    monkeypatch.setattr(judging, "over_the_wire", lambda *words, **more: lived_in.send)
    monkeypatch.setattr(judging, "_settle", lambda address: house.run_tasks)
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.main(["judge", "--database", lived_in.databases[0], *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_product_as_it_is_leaves_nothing_behind(command, tmp_path):
    code, letter, said = command("--keep")

    assert code == 0, letter
    assert "CLEAN. All" in letter
    assert "Planting a person" in said
    data = json.loads((tmp_path / "judge" / "latest.json").read_text(encoding="utf-8"))
    kept = latest(tmp_path / "judge")
    assert kept is not None
    assert kept.letter() == letter
    assert data["clean"]
    marked = journal.latest(MarkKind.CLEAN, MarkKind.NOT_CLEAN)
    assert marked is not None
    assert (marked.kind, marked.rows) == ("clean", len(data["planted"]))
    assert len(data["planted"]) >= 25
    assert {"my copy", "a wrong password", "profile, all its fields"} <= set(data["doors"])
    assert len([one for one in data["closed_doors"] if "no such door" in one]) == 2
    assert data["unvacuumed"]  # it saw what was dead and still there
    words = json.loads((tmp_path / "judge" / "planted.json").read_text(encoding="utf-8"))
    assert set(words) == {one["name"] for one in data["planted"]}
    assert not [name for name, word in words.items() if word in letter + json.dumps(data)]


def test_a_program_that_does_not_run_is_not_examined(command, monkeypatch):
    def silent(*words, **more):
        raise ConnectionRefusedError

    monkeypatch.setattr(judging, "over_the_wire", lambda *words, **more: silent)
    code, letter, said = command()

    assert (code, letter) == (1, "")
    assert said.startswith("No pages are served at")


def test_a_role_that_does_not_see_everything_is_refused(command, monkeypatch):
    server = settings.TEST_SERVER
    monkeypatch.setattr(settings, "DATABASE_ADMIN", server.address("ordholden_owner"))
    code, letter, said = command()

    assert (code, letter) == (1, "")
    assert "it needs a superuser" in said
    monkeypatch.setattr(settings, "DATABASE_ADMIN", None)
    assert command()[0] == 1


def test_the_judge_looks_at_night_where_letters_arrive_and_there_is_a_superuser(monkeypatch):
    begun: list[list[str]] = []

    def run(words, **more):
        begun.append(words[3:])
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(judging.subprocess, "run", run)
    for admin, letters in ((None, "/mail"), ("somebody", "")):
        monkeypatch.setattr(settings, "DATABASE_ADMIN", admin)
        monkeypatch.setattr(settings, "JUDGE_LETTERS", letters)
        judging.nightly()
    assert begun == []
    monkeypatch.setattr(settings, "JUDGE_LETTERS", "/mail")
    judging.nightly()
    assert begun == [["judge", "--busy", "--letters", "/mail"]]
    assert cli._parser().parse_args(begun[0]).busy


@pytest.mark.parametrize("alone", [True, False])
def test_what_others_did_meanwhile_counts_when_nobody_else_is_at_work(alone):
    before = Seen(rows={"x: people_person": Counter({b"row": 1})}, files={"/kept"})
    after = Seen(rows={"x: people_person": Counter()}, files={"/kept", "/new"})
    during = Seen(files={"/kept", "/new"})
    result = Result(Planted(), before, during, after, Seen(), alone=alone)
    examining._sort_out(result)
    assert bool(result.changed) is alone
    assert bool(result.left_files) is alone
    assert result.is_clean is not alone
    said = report(result, SITE, house.MOMENT).letter()
    assert ("others were at work" in said) is not alone


def test_the_judge_knows_nothing_of_what_it_judges():
    """It may not learn from the program's declarations where to look."""
    imported = {
        name
        for path in code.ours(".py")
        if code.shown(path).startswith("ordholden/judge/")
        for node in ast.walk(code.tree(path))
        for name in _imported(node)
    }
    assert "ordholden.judge.canaries" in imported
    known = ("ordholden.judge", "psycopg", "ahocorasick_rs", "pypdf")
    library = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names}
    assert not {name for name in library if not name.startswith(known)}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


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
