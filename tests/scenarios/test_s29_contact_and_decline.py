"""S-29: a company asks for contact; the person says no, and the company never learns of it."""

import re

import pytest

from ordholden.dialogues.tests.make import Asker, request_of
from ordholden.sourcing.tests.owners import IDENTITY, Owner, anna, candidate
from tests.scenarios.doors import Doors, letters, page

ANNA = "anna.holm@mail.example"
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrf\w+\" value=\"\w+|nonce-[\w=+/-]+")


def seen(asker: Asker, path: str) -> str:
    """A page without what is random in it."""
    return CHANGING.sub("", asker.page(path))


@pytest.fixture
def asked(doors: Doors) -> tuple[Asker, Owner, list[str]]:
    """Nordbyg has asked two on 2026-02-01: Anna says no, and Ben says nothing."""
    tenant = doors.open("jobindex")
    with doors.on("2026-02-01"):
        her, ben = anna(tenant), candidate(tenant, "Ben Bo", "ben@example.org")
        ben.choose("online")
        company, threads = Asker(tenant), []
        for owner in (her, ben):
            with doors.tasks():
                assert company.ask(owner) == 303
            threads.append(company.thread())
        (letter,) = letters(ANNA, "Nordbyg")
        assert "Bookkeeper in Skive" in letter
        assert "Holm" not in letter.split("\n", 1)[0]
        mine = request_of(her.client)
        assert "need somebody for the books" in page(her.client, mine)
        assert her.client.post(f"{mine}no/").status_code == 303
        assert "declined" in page(her.client, "/my/requests/")
        # Both at once: whichever came first counts, and the other is told.
        assert her.client.post(f"{mine}answer/", {"text": "After all"}).status_code == 409
    return company, her, threads


@pytest.mark.clauses("JI-07", "JI-11", "JI-14", "JI-22")
def test_a_no_looks_like_no_answer(doors: Doors, asked: tuple[Asker, Owner, list[str]]) -> None:
    company, _her, (no, silence) = asked
    days = ("2026-02-03", "waiting"), ("2026-02-14", "waiting"), ("2026-02-15", "no contact")
    for day, state in days:
        with doors.on(day), doors.tasks():
            assert seen(company, no) == seen(company, silence)
            assert state in company.page(no)
            assert company.page().count(state) >= 2
            for shown in (company.page(no), company.page()):
                assert not [one for one in IDENTITY if one in shown]
    assert not letters("nordbyg-bente@nordbyg.example")


@pytest.mark.clauses("JI-14", "JI-20", "JI-21")
def test_who_said_no_is_left_in_peace_as_long_as_who_said_nothing(
    doors: Doors, asked: tuple[Asker, Owner, list[str]]
) -> None:
    company, her, _threads = asked
    with doors.on("2026-08-14"):
        assert company.ask(her) == 409
        assert "Nordbyg" in page(her.client, "/my/viewed/")
    with doors.on("2026-08-15"):
        assert company.ask(her) == 303
    with doors.on("2026-08-20"):  # somebody who is erased looks the same as well
        thread = company.thread()
        before = seen(company, thread)
        assert her.client.post("/my/data/deletion/").status_code == 200
        assert seen(company, thread) == before
    with doors.on("2026-08-29"):
        assert "no contact" in company.page(thread)
