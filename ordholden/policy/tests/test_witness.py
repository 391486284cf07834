"""Dual witness, the notice's half: change any leaf, and the compiler refuses or the notice changes.

What changes only words may be looked up in the frozen list; that list may only shrink.
"""

import copy
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import tomli
from pydantic import BaseModel, ValidationError

from ordholden.policy import Policy, vocabulary
from ordholden.policy.document.root import Document
from ordholden.policy.leaves import SECTIONS, TEXT_ONLY, is_text_only, leaves
from ordholden.policy.lines import Lines
from ordholden.policy.notice import (
    Section,
    build_notice,
    build_section,
    plain_text,
    render_text,
)
from ordholden.policy.notice.dpv import names_of
from ordholden.policy.notice.runs import runs_of
from ordholden.policy.rules import check

FILE = Path(__file__).resolve().parents[3] / "tests" / "policies" / "acme.toml"
TEXT = FILE.read_text("utf-8")
UNSEEN = ("look.", "text.", "words.", "policy.tenant")  # shown on pages and in names of hosts
PERIODS = ("7 months", "3 years", "2 weeks", "45 days", "30 hours", "1 financial year")
TRIED = 4  # other values for each leaf
Step = str | int


def _literals(model: Any, seen: set[Any]) -> Iterator[tuple[str, ...]]:
    if get_origin(model) is Literal:
        yield tuple(str(one) for one in get_args(model))
    for one in get_args(model):
        if not isinstance(one, str):
            yield from _literals(one, seen)
    if isinstance(model, type) and issubclass(model, BaseModel) and model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            yield from _literals(field.annotation, seen)


LISTS = [
    *_literals(Document, set()),
    *(tuple(v) for k, v in vars(vocabulary).items() if k.isupper() and isinstance(v, dict)),
]
PROVENANCE = re.compile(r"clauses$|^because$")


def _places(node: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if not PROVENANCE.search(key) and (*path, key) != ("schema",):
                yield from _places(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _places(value, (*path, number))
    else:
        yield path


def _get(tree: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _others(value: Any, tree: dict[str, Any], locales: list[str], last: Step) -> Iterator[Any]:
    """Other values of the same kind, the likeliest first."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value + 5)
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif last in locales:
        yield f"{value} og mere"
    else:
        yield from _other_words(str(value), tree)


def _other_words(value: str, tree: dict[str, Any]) -> Iterator[str]:
    if re.match(r"^\d+ (hour|day|week|month|year|calendar|financial)|^at once$", value):
        yield from (one for one in PERIODS if one != value)
        return
    for known in (*LISTS, tuple(tree["purpose"]), tuple(tree.get("consent", {}))):
        if value in known:
            yield from [word for word in known if word != value][:6]
            return
    spare = (f"{value}x", f"x{value}", "SE", "NO", "06-30", "Europe/Oslo", "#123456")
    yield from (one for one in spare if one != value)


def _unwitnessed(place: tuple[Step, ...]) -> list[Any]:
    """Other values for a leaf that the compiler accepts and some page does not show."""
    value, locales = _get(TREE, place), TREE["policy"]["locales"]
    others = list(_others(value, TREE, locales, place[-1]))[:TRIED]
    return [other for other in others if not _witnessed(place, other)]


def _witnessed(place: tuple[Step, ...], other: Any) -> bool:
    try:
        policy = _policy(_with(TREE, place, other))
    except ValidationError:
        return True  # refused by its type
    known = policy.locales
    locales = [str(place[-1])] if place[-1] in known else list(known)
    if all(_section_changed(policy, str(place[0]), locale) for locale in locales):
        return True  # whether or not the compiler would have it
    if check(policy):
        return True
    before, after = _pages_as_they_are(), _pages(policy)
    return all(after.get(locale) != before.get(locale) for locale in locales)


def _with(tree: Any, place: tuple[Step, ...], value: Any) -> Any:
    """The tree with one value changed; everything beside the way to it is shared."""
    if not place:
        return value
    changed = copy.copy(tree)
    changed[place[0]] = _with(tree[place[0]], place[1:], value)
    return changed


def _section_changed(policy: Policy, table: str, locale: str) -> bool:
    section = SECTIONS[table]
    if not section or locale not in TREE["policy"]["locales"]:
        return False
    try:
        return _words(build_section(policy, locale, section)) != _as_told(locale, section)
    except KeyError:  # a name that leads nowhere: for the compiler to refuse
        return False


@cache
def _as_told(locale: str, section: str) -> str:
    return _words(build_section(_as_it_is(), locale, section))


def _words(section: Section) -> str:
    """What a reader sees: words, not the values behind them."""
    return "\n".join(plain_text(runs_of(block)) for block in section.blocks)


def _policy(tree: dict[str, Any]) -> Policy:
    return Policy(Document.model_validate(tree), TEXT, LINES)


def _pages(policy: Policy) -> dict[str, str]:
    """Each language's notice as text, with the public names that its machine copy carries."""
    names = json.dumps(names_of(policy), sort_keys=True)
    return {loc: render_text(build_notice(policy, loc)) + names for loc in policy.locales}


@cache
def _as_it_is() -> Policy:
    return _policy(TREE)


@cache
def _pages_as_they_are() -> dict[str, str]:
    return _pages(_as_it_is())


TREE = tomli.loads(TEXT)
LINES = Lines(TEXT)
TABLES = sorted(TREE)


@pytest.mark.parametrize("table", TABLES)
def test_every_leaf_is_refused_or_seen(table: str) -> None:
    places = [place for place in _places(TREE) if place[0] == table]
    unseen = []
    for place in places:
        dotted = ".".join(map(str, place))
        if place[-1] != "id" and not dotted.startswith(UNSEEN):  # an id is an address
            unseen.extend((dotted, other) for other in _unwitnessed(place))
    assert unseen == []


def test_the_list_of_texts_is_frozen_and_short() -> None:
    assert len(TEXT_ONLY) <= 26
    found = leaves(_policy(TREE))
    share = sum(leaf.text_only for leaf in found) / len(found)
    assert share <= 0.15, f"{share:.1%} of {len(found)} leaves change only words"
    assert all(leaf.keys for leaf in found if not is_text_only(leaf.path))
