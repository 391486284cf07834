"""The five policies compile, and between them forget no sentence of the notices they keep."""

from pathlib import Path

import pytest
import tomli

from ordholden.policy import Policy, compile_policy
from ordholden.policy.clauses import all_clauses, cited, clauses_of

POLICIES = Path(__file__).resolve().parents[3] / "policies"
FIVE = {
    "jtworks": ("JT", 63),
    "jobconnection": ("JC", 79),
    "workwithus": ("WW", 113),
    "jobindex": ("JI", 129),
    "aktivbemanning": ("AB", 43),
}
each = pytest.mark.parametrize("slug", FIVE)


def _text(slug: str) -> str:
    return (POLICIES / f"{slug}.toml").read_text(encoding="utf-8")


def _policy(slug: str) -> Policy:
    return compile_policy(_text(slug))


@each
def test_compiles_for_its_own_tenant(slug: str) -> None:
    policy = _policy(slug)
    assert policy.tenant == slug
    assert policy.locales[1:] == ("en",)


@each
def test_cites_every_sentence_of_its_notice_and_no_other(slug: str) -> None:
    prefix, count = FIVE[slug]
    known = set(clauses_of(prefix))
    assert len(known) == count
    found = cited(tomli.loads(_text(slug)))
    assert sorted(known - found) == [], "sentences that no table of the policy serves"
    assert sorted(found - known) == [], "ids that are not sentences of this notice"


@each
def test_a_table_without_a_sentence_says_why_it_is_there(slug: str) -> None:
    """What the notice leaves open has a reasoned value, and the reason stands beside it."""
    unexplained = [
        path
        for path, table in _stated(tomli.loads(_text(slug)))
        if not table.get("because") and not cited(table)
    ]
    assert unexplained == []


@each
def test_what_people_keep_is_a_measure_and_not_a_promise(slug: str) -> None:
    """A standard of conduct is cited by the table of measures, whose register shows it is kept."""
    tree = tomli.loads(_text(slug))
    by_measures = cited(tree.get("measure", []))
    people = {key for key, one in clauses_of(FIVE[slug][0]).items() if one.kind == "conduct"}
    assert people <= by_measures


def test_sentences_beyond_software_are_flagged() -> None:
    flags = {key: one.people for key, one in all_clauses().items() if one.people}
    assert {flags[key] for key in flags} == {"all", "part"}
    assert {key for key, flag in flags.items() if flag == "all"} == {
        key for key, one in all_clauses().items() if one.kind == "conduct"
    }
    assert flags["JT-58"] == "all"
    assert flags["JC-14"] == "part"


_FREE_OF_REASONS = {"schema", "look", "words", "text"}


def _stated(tree: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    """The tables of a policy that must say where they come from, with their place."""
    found: list[tuple[str, dict[str, object]]] = []
    for key, value in tree.items():
        if key in _FREE_OF_REASONS:
            continue
        if isinstance(value, list):
            found += [(f"{key}.{n}", one) for n, one in enumerate(value, 1)]
        elif isinstance(value, dict) and key in ("contact", "purpose", "consent", "mail"):
            found += [(f"{key}.{name}", one) for name, one in value.items()]
        elif isinstance(value, dict):
            found.append((key, value))
    return found
