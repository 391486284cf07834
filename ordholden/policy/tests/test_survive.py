"""Whatever somebody writes, the answer is faults with lines, never a traceback."""

import random

import pytest

from ordholden.policy import Fault, PolicyFaults, compile_policy
from ordholden.policy.tests.strategies import base, valid, write

SCRAPS = (
    *("", '"', "'", "[", "]", "{", "}", "=", "\n", "\\", "é", "\x00", "\ud800", "0", '"""', "#"),
    *("[[retain]]\n", ".", ",", "1e9", "inf", "nan", "9999-99-99", "at once", "9999 years"),
)


def test_torn_files_are_refused_with_lines() -> None:
    rng = random.Random(3)
    whole, _ = write(base())
    for _round in range(120):
        text = whole
        for _cut in range(rng.choice((1, 1, 2, 5))):
            start = rng.randrange(len(text))
            end = start + rng.choice((0, 1, 1, 3, 20, 200))
            text = text[:start] + rng.choice(SCRAPS) + text[end:]
        _survives(text)


def test_words_in_wrong_places_are_refused_with_lines() -> None:
    rng = random.Random(4)
    for seed in range(40):
        doc = valid(seed)
        spots = list(_spots(doc))
        words = [table[key] for table, key in spots if isinstance(table[key], str)]
        for _swap in range(rng.choice((1, 2, 3))):
            table, key = rng.choice(spots)
            if isinstance(table[key], str):
                table[key] = rng.choice(words)
        _survives(write(doc)[0])


def _survives(text: str) -> None:
    faults = _faults(text)
    assert all(1 <= one.line <= text.count("\n") + 1 for one in faults)
    assert all(one.sentence and "\n" not in one.sentence for one in faults)


def _faults(text: str) -> list[Fault]:
    try:
        compile_policy(text)
    except PolicyFaults as refused:
        return refused.faults or [Fault(0, "refused without a fault")]
    return []


def _spots(value):  # type: ignore[no-untyped-def]
    for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(item, dict | list):
            yield from _spots(item)


def test_a_sign_that_is_no_text_is_named_by_its_line() -> None:
    with pytest.raises(PolicyFaults, match="2: "):
        compile_policy('schema = "ordholden-policy/1"\na = "\ud800"\n')
