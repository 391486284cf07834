"""A policy with any single fault is refused, with its line and one clear sentence."""

import re

import pytest

from ordholden.policy import PolicyFaults, compile_policy
from ordholden.policy.tests.mutations import MUTATIONS
from ordholden.policy.tests.strategies import base, line_of, valid, write

ROUNDS = 3


def test_two_hundred_valid_policies_compile() -> None:
    for seed in range(200):
        text, _ = write(valid(seed))
        assert compile_policy(text).tenant == f"firm{seed}"


def test_the_faults_are_two_hundred() -> None:
    assert len(MUTATIONS) * ROUNDS >= 200


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_single_fault_is_refused_with_line_and_sentence(name: str) -> None:
    for seed in range(ROUNDS):
        doc = valid(seed, firm="acme") if seed else base()
        place = MUTATIONS[name](doc)
        text, lines = write(doc)
        with pytest.raises(PolicyFaults) as refused:
            compile_policy(text)
        faults = refused.value.faults
        assert line_of(lines, place) in [one.line for one in faults], faults
        assert all(_is_one_sentence(one.sentence) for one in faults), faults
        assert len(faults) <= 3, faults


def _is_one_sentence(text: str) -> bool:
    return "\n" not in text and 15 < len(text) < 400 and not re.search(r"\.\s+[A-Z]", text)


@pytest.mark.clauses("JT-05")
def test_field_and_purpose_are_both_named() -> None:
    """S-06: a field without a purpose, and a purpose without a basis."""
    doc = base()
    doc["field"].append(
        {"id": "hat_size", "label": {"da": "Hattemål", "en": "Hat size"}, "kind": "number",
         "because": "It was asked for."}
    )  # fmt: skip
    doc["purpose"]["profiling"] = {
        "text": {"da": "Danne profiler", "en": "Make profiles"},
        "who": ["candidate"],
        "because": "It was asked for.",
    }
    doc["collect"][0]["purposes"].append("profiling")
    text, lines = write(doc)
    with pytest.raises(PolicyFaults) as refused:
        compile_policy(text)
    said = {one.line: one.sentence for one in refused.value.faults}
    assert "Hattemål" in said[lines["field", 1]]
    assert "hat_size" in said[lines["field", 1]]
    assert "profiling" in said[lines["purpose", "profiling"]]


def test_names_that_lead_nowhere_stop_the_deeper_questions() -> None:
    doc = base()
    doc["collect"][0]["purposes"][0] = "matchin"
    with pytest.raises(PolicyFaults) as refused:
        compile_policy(write(doc)[0])
    assert len(refused.value.faults) == 1
