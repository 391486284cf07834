"""Floors, ceilings and names of laws; packs say where they come from; no country is guessed at."""

from typing import Any

import pytest

from ordholden.policy import PolicyFaults, compile_policy
from ordholden.policy.statutes import PACKS, is_third_country, pack_of
from ordholden.policy.tests.mutations import at
from ordholden.policy.tests.strategies import Doc, base, valid, write


def _refused(doc: Doc) -> list[str]:
    with pytest.raises(PolicyFaults) as refused:
        compile_policy(write(doc)[0])
    return [one.sentence for one in refused.value.faults]


def _seller() -> Doc:
    """A Danish firm with invoices."""
    for seed in range(200):
        doc = valid(seed, firm="acme")
        if "paid_ads" in doc["modules"]["on"] and doc["policy"]["jurisdictions"] == ["DK"]:
            return doc
    raise AssertionError("no seed sells anything")


def _books(doc: Doc, **changes: Any) -> Doc:
    at(doc, "retain", id="books")[1].update(changes)
    return doc


@pytest.mark.clauses("WW-84", "WW-85")
def test_invoices_are_kept_as_long_as_bookkeeping_asks() -> None:
    compile_policy(write(_seller())[0])
    short = _books(_seller(), stages=[{"after": "5 years", "do": "erase"}])
    (sentence,) = _refused(short)
    assert "DK:bogforingsloven asks for 5 financial years" in sentence


def test_what_bookkeeping_keeps_is_said_to_be_kept_by_law() -> None:
    (sentence,) = _refused(_books(_seller(), kept_by_law=False))
    assert "kept_by_law = true" in sentence


def test_rejected_applicants_three_years_at_most() -> None:
    doc = base()
    rule = at(doc, "retain", id="application")[1]
    rule["stages"][-1]["after"] = "4 years"
    assert any("3 years at most" in one for one in _refused(doc))


def test_longer_than_usual_needs_a_written_reason() -> None:
    doc = base()
    rule = at(doc, "retain", id="application")[1]
    rule["stages"][-1]["after"] = "2 years"
    assert any("say why" in one for one in _refused(doc))
    rule["because"] = "Claims of unequal treatment come late."
    compile_policy(write(doc)[0])


def test_a_law_is_cited_by_its_name() -> None:
    doc = base()
    doc["purpose"]["proof"]["bases"][0]["law"] = "DK:bogforingslov"
    (sentence,) = _refused(doc)
    assert "did you mean DK:bogforingsloven" in sentence


def test_a_country_without_a_pack_is_met_with_the_general_rules() -> None:
    doc = base()
    doc["policy"]["jurisdictions"] = ["FR"]
    doc["authority"][0] |= {"country": "FR", "name": "CNIL"}
    doc["purpose"]["proof"]["bases"][0]["law"] = "FR:code_du_travail"
    compile_policy(write(doc)[0])
    assert not pack_of("FR").known
    assert pack_of("CH").within == "third"
    assert pack_of("IS").within == "EEA"


@pytest.mark.parametrize("country", ["FR", "IS", "CH", "US"])
def test_the_general_rules_still_bind(country: str) -> None:
    doc = base()
    doc["policy"]["jurisdictions"] = [country]
    doc["authority"][0]["country"] = country
    doc["rights"]["answer_within"] = "3 months"
    assert any("1 month at most" in one for one in _refused(doc))


def test_every_rule_of_a_pack_says_where_it_was_read() -> None:
    for pack in PACKS.values():
        rules: list[Any] = [*pack.floors, *pack.ceilings, *pack.questions]
        rules += [one for one in (pack.marketing, pack.devices) if one]
        assert all(one.source.text for one in rules)
        assert all(one.source.address for one in rules if one.source.verified)
        for one in rules:
            country, _, name = getattr(one, "law", "").partition(":")
            assert not name or name.split(" ")[0] in pack_of(country).laws, one


def test_third_countries() -> None:
    assert is_third_country("US")
    assert not is_third_country("NO")
    assert not is_third_country("EU")
