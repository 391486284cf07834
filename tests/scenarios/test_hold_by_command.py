"""Holds at a terminal: the same rules as on the page, and no name printed."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from uuid import uuid4

import pytest

from config import cli, starting
from ordholden.accounts.tests.make import make_staff
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.privacy.models import Hold
from ordholden.privacy.tests.make import opened, somebody
from ordholden.tenants.scope import at_home

Said = Callable[..., tuple[int, str, str]]
OLGA, PIA, RITA = "olga@example.org", "pia@example.org", "rita@example.org"


@pytest.fixture
def per(db: None) -> Person:
    with at_home(opened("jobconnection")):
        make_staff("Olga", "privacy_officer")
        make_staff("Pia", "administrator")
        make_staff("Rita", "recruiter")
        person = somebody("Per Holm", "per@example.dk")
        people.save_detail(person, "profile.skills", "Svejsning")
        return person


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """`bin/ordholden hold …` at that business: code, what it printed, what it complained of."""
    monkeypatch.setattr(starting, "database_at_work", nullcontext)

    def run(verb: str, *words: Any) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.main(["hold", verb, "--tenant", "jobconnection", *map(str, words)])
        printed = capsys.readouterr()
        assert "Per Holm" not in printed.out + printed.err
        assert "Svejsning" not in printed.out + printed.err
        return code, printed.out, printed.err

    return run


def record(said: Said, person: Person, kind: str) -> str:
    lines = said("records", person.pk)[1].splitlines()
    return next(line.split()[0] for line in lines if line.startswith(kind))


@pytest.mark.parametrize(
    ("words", "because"),
    [
        (["--reason", "curiosity", "--by", OLGA], "no such reason"),
        (["--reason", "dispute", "--by", RITA], "Nobody with this address"),
        (["--reason", "dispute", "--by", "nobody@example.org"], "Nobody with this address"),
        (["--reason", "dispute", "--by", OLGA, "--until", "2099-01-01"], "without a new look"),
    ],
)
def test_what_the_notice_does_not_allow_is_refused(
    per: Person, said: Said, words: list[str], because: str
) -> None:
    code, _out, complaint = said("set", record(said, per, "people_detail"), *words)
    assert code == 1
    assert because in complaint
    assert said("list") == (0, "Nothing is held.\n", "")


def test_a_hold_is_asked_for_approved_and_released(per: Person, said: Said) -> None:
    key = record(said, per, "people_detail")
    code, line, _ = said("set", key, "--reason", "dispute", "--case", "7", "--by", PIA)
    assert (code, "waits for approval" in line) == (0, True)
    hold = line.split()[0]
    assert said("approve", hold, "--by", PIA)[0] == 1  # the notice says who agrees
    assert "held" in said("approve", hold, "--by", OLGA)[1]
    assert said("list")[1].split()[:2] == [hold, "held"]
    with at_home(per.tenant):
        assert Detail.objects.get().held
    assert said("release", hold, "--by", OLGA)[0] == 0
    with at_home(per.tenant):
        assert not Detail.objects.get().held
        assert Hold.objects.get().end == "released"
    assert said("release", hold, "--by", OLGA)[0] == 1


def test_a_key_of_nothing_is_refused(per: Person, said: Said) -> None:
    for words in (("records", uuid4()), ("approve", uuid4(), "--by", OLGA)):
        assert said(*words)[0::2] == (1, "There is nothing with this key here.\n")
    assert cli.main(["hold", "list", "--tenant", "nobody"]) == 1
