"""S-30: somebody answers a company, and so shows it alone who they are."""

import pytest

from ordholden.dialogues.tests.make import Asker, request_of, requests_of
from ordholden.sourcing.tests.owners import IDENTITY, anna
from tests.scenarios.doors import Doors, copy_of, letters, page

D, NOTICE = "nordbyg-bente@nordbyg.example", "https://nordbyg.example/privacy"


class Asked:
    """Two companies have asked Anna; she deals with one of them."""

    def __init__(self, doors: Doors) -> None:
        tenant = doors.open("jobindex")
        self.doors, self.her = doors, anna(tenant)
        self.other, self.company = Asker(tenant, "Fjordtek"), Asker(tenant)
        for asker in (self.other, self.company):
            with doors.tasks():
                assert asker.ask(self.her) == 303
        self.thread, self.mine = self.company.thread(), request_of(self.her.client)

    def writes(self, verb: str, text: str) -> None:
        """Anna writes."""
        with self.doors.tasks():
            answer = self.her.client.post(f"{self.mine}{verb}/", {"text": text})
        assert answer.status_code == 303, answer.status_code

    def replies(self, text: str) -> None:
        """The company does."""
        with self.doors.tasks():
            assert self.company.client.post(self.thread, {"text": text}).status_code == 303

    def pages(self, asker: Asker, thread: str) -> str:
        """Everything a company has about her."""
        paths = ("/company/", "/company/requests/", thread, f"/company/cvs/{self.her.key}/")
        return "".join(asker.page(path) for path in paths)


def identity(shown: str) -> list[str]:
    """What in a text gives Anna away."""
    return [one for one in IDENTITY if one in shown]


@pytest.fixture
def asked(doors: Doors) -> Asked:
    return Asked(doors)


@pytest.mark.clauses("JI-11", "JI-12")
def test_who_asks_first_stays_unknown(asked: Asked) -> None:
    asked.writes("question", "Anna Holm here, 2143 6587. Is it full time?")
    assert "Is it full time?" in asked.company.page(asked.thread)
    assert identity(asked.pages(asked.company, asked.thread)) == []
    asked.replies("It is, from May.")
    assert "from May" in page(asked.her.client, asked.mine)
    warned = page(asked.her.client, f"{asked.mine}answer/")
    for words in ("Nordbyg", NOTICE, "answers itself", "E-mail", "Yes, I answer the company"):
        assert words in warned, words
    assert identity(asked.pages(asked.company, asked.thread)) == []
    assert identity("".join(letters(D))) == []


@pytest.mark.clauses("JI-12", "JI-13", "JI-41", "JI-42")
def test_only_who_is_answered_learns_who_it_is(asked: Asked) -> None:
    asked.writes("answer", "I would love to.")
    shown = asked.company.page(asked.thread)
    for words in ("Anna Holm", "anna.holm@mail.example", "I would love to.", "answer yourselves"):
        assert words in shown, words
    assert "Nørregade" not in asked.pages(asked.company, asked.thread)
    assert "Anna Holm" in asked.company.page("/company/requests/")
    assert "Anna Holm" in asked.company.page(f"/company/cvs/{asked.her.key}/")
    assert identity(asked.pages(asked.other, asked.other.thread())) == []
    assert asked.other.client.get(asked.thread).status_code == 404
    assert identity("".join(letters(D))) == []
    ledger = page(asked.her.client, "/my/handed-over/")
    for words in ("Nordbyg", "answers itself for what", NOTICE):
        assert ledger.count(words) == 1, words
    assert "Fjordtek" not in ledger
    assert "Nordbyg" in page(asked.her.client, "/my/readings/") + page(
        asked.her.client, "/my/viewed/"
    )


@pytest.mark.clauses("JI-22", "JI-52")
def test_whatever_is_written_is_kept_and_in_the_copy(asked: Asked) -> None:
    asked.writes("question", "Is it full time?")
    asked.replies("It is, from May.")
    asked.writes("answer", "I would love to.")
    asked.replies("Welcome on Monday.")
    asked.writes("message", "See you.")
    assert "See you." in asked.company.page(asked.thread)
    kept = {table["table"]: table["rows"] for table in copy_of(asked.her.client)["records"]}
    said = "".join(row["values"]["text"] for row in kept["dialogues_message"])
    for words in ("full time?", "from May.", "love to.", "Welcome on Monday.", "See you."):
        assert words in said, words
    assert len(kept["dialogues_dialogue"]) == 2


@pytest.mark.clauses("JI-13", "JI-14")
def test_a_yes_taken_back_ends_what_is_seen_here_and_says_what_it_does_not(asked: Asked) -> None:
    asked.writes("answer", "I would love to.")
    (theirs,) = set(requests_of(asked.her.client)) - {asked.mine}
    told = asked.her.client.post(f"{theirs}answer/", {"text": "You too."})
    assert told.status_code == 303
    assert asked.her.client.post(f"{asked.mine}end/").status_code == 303
    assert "Anna Holm" in asked.other.page(asked.other.thread())
    ended = page(asked.her.client, asked.mine)
    assert NOTICE in ended
    assert "answers itself for what it already has" in ended
    assert identity(asked.pages(asked.company, asked.thread)) == []
    assert "I would love to." not in asked.company.page(asked.thread)
    assert asked.company.client.post(asked.thread, {"text": "Why?"}).status_code == 409
    assert asked.company.ask(asked.her) == 409  # who ended it is left in peace
    assert "Nordbyg" in page(asked.her.client, "/my/handed-over/")  # what was, stays written
