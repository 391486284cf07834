"""The telltales of sentences judged by hand, of numbers, and of texts meant to take long."""

import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordholden.policy.document.asking import SENSITIVE
from ordholden.policy.telltales import MEANS, NATIONAL_ID, find, kinds_for, without
from ordholden.policy.telltales.grammar import every_word, lexicon

JUDGED = tomllib.loads(Path(__file__).with_name("judged.toml").read_text("utf-8"))
NOTHING = "nothing"


def judge(part: str) -> Counter[str]:
    """How often a sentence was judged as by hand: found, missed, false; and how many there are."""
    count: Counter[str] = Counter()
    for kind, languages in JUDGED[part].items():
        for text in (text for texts in languages.values() for text in texts):
            told = {one.kind for one in find(text)}
            count["sentences"] += 1
            if kind == NOTHING:
                count["false"] += bool(told)
            else:
                count["found" if kind in told else "missed"] += 1
    return count


def figures(count: Counter[str]) -> tuple[float, float]:
    """Precision and recall."""
    found = count["found"]
    return found / (found + count["false"]), found / (found + count["missed"])


def test_what_people_write_is_judged_as_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    heard, unheard = judge("heard"), judge("unheard")
    for name, count in (("all", heard + unheard), ("never used to choose words", unheard)):
        precision, recall = figures(count)
        with capsys.disabled():
            print(
                f"\ntelltales, {count['sentences']} sentences, {name}:"
                f" precision {precision:.3f}, recall {recall:.3f}"
            )
    assert (heard + unheard)["sentences"] >= 150
    precision, recall = figures(heard + unheard)
    assert precision >= 0.95
    assert recall >= 0.85
    precision, recall = figures(unheard)
    assert precision >= 0.90
    assert recall >= 0.80


def test_every_kind_is_judged_in_every_language() -> None:
    kinds = JUDGED["heard"].keys() - {NOTHING}
    assert kinds == {*MEANS, NATIONAL_ID}
    short = {(kind, code) for kind in {*MEANS, NOTHING} for code in ("da", "nb", "en")}
    assert not {(k, c) for k, c in short if len(JUDGED["heard"][k].get(c, ())) < 3}


def test_the_kinds_of_a_policy_are_the_kinds_that_are_found() -> None:
    assert {word for words in MEANS.values() for word in words} == set(SENSITIVE)
    text = "Jeg er medlem af 3F og jeg har diabetes."
    assert [one.kind for one in find(text)] == ["union", "health"]
    assert [one.kind for one in find(text, kinds_for(["genetics"]))] == ["health"]
    assert not find(text, kinds_for(["religion"]))


def test_where_it_stands_is_said_exactly() -> None:
    text = "Hej! Jeg er dygtig. Jeg er medlem af 3F."
    (one,) = find(text)
    assert text[one.start : one.end] == "Jeg er medlem af 3F"
    assert without(text, ["union"]) == "Hej! Jeg er dygtig. […]."
    assert without("Jeg er en sort kvinde. " * 50, ["race", "gender"]).count("[…]") == 50


@pytest.mark.parametrize(
    "text",
    [
        "Jeg arbejder. Har epilepsi-patienter som kunder.",
        "Min kunde har diabetes.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert not find(text)


SPELT = ["JEG ER MUSLIM", "jeg er mus\u00adlim", "I\u2019m Muslim", "I'm muslim"]


@pytest.mark.parametrize("text", SPELT)
def test_it_is_found_however_it_is_spelt(text: str) -> None:
    assert [one.kind for one in find(text)] == ["religion"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("211062-5629", True),
        ("cpr: 2110625629", True),
        ("2110625629", False),
        ("CPR-nr. 010190-1234", True),
        ("15108695088", True),
        ("Fødselsnummer 151086 95088", True),
        ("tlf. 2110625629", None),
        ("+4521106256", None),
        ("faktura 211062-5629", None),
        ("991062-5629", None),
        ("EAN 5790001330552", None),
        ("Konto 15108695088", None),
        ("1.2110625629.3", None),
    ],
)
def test_a_number_of_a_person_is_told_from_other_numbers(text: str, sure: bool | None) -> None:
    assert [one.sure for one in find(text)] == ([] if sure is None else [sure])


def test_words_are_written_as_they_are_compared() -> None:
    wrong = [
        (kind, language, word)
        for kind, language, _group, word in every_word()
        if word != word.lower() or "'" in word or len(word.strip("*")) < 1
    ]
    assert not wrong
    assert len(lexicon().patterns) > 100


# What costs most: words that begin patterns, and nothing that ends one.
COSTLY = [
    "jeg har kræft arbejdet fagforening sort ",
    "kræft ",
    "dansk ",
    "211062-562 ",
    "a\u0301",
    "a-",
    ", ",
    ". ",
    "1",
]


@pytest.mark.parametrize("piece", COSTLY)
def test_a_text_twice_as_long_costs_about_twice_as_much(piece: str) -> None:
    """A pattern that backtracks without end would take minutes: 100 kB are read in a moment."""
    find(piece)
    long = piece * (100_000 // len(piece))
    begun = time.process_time()
    find(long)
    assert time.process_time() - begun < 1


PIECES = [*"aæå-1.,: \n\u0301\u00ad", "jeg ", "har ", "diabetes ", "3F ", "medlem af ", "min tro "]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=600))
def test_any_text_is_read_and_every_telltale_lies_in_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    for one in find(text):
        assert 0 <= one.start < one.end <= len(text)
    assert not find(without(text, [*MEANS, NATIONAL_ID]))
