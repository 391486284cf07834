"""A notice says what the policy says and nothing else, so that people understand it."""

import json
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ordholden.policy import Policy, compile_policy
from ordholden.policy.leaves import leaves
from ordholden.policy.notice import (
    Mark,
    Notice,
    build_notice,
    leaves_of,
    lix,
    plain_text,
    render_html,
    render_json,
    render_text,
    residue,
)
from ordholden.policy.notice.readable import words
from ordholden.policy.notice.runs import Leaf, Paragraph, Plain, Section, runs_of
from ordholden.policy.phrases import NoSuchLanguage
from ordholden.policy.tests.strategies import valid, write

ROOT = Path(__file__).resolve().parents[3]
FILES = [*sorted(ROOT.glob("policies/*.toml")), *sorted(ROOT.glob("tests/policies/*.toml"))]
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
every_seed = pytest.mark.parametrize("seed", range(24))


def _policy(name: str = "acme") -> Policy:
    return compile_policy((ROOT / "tests" / "policies" / f"{name}.toml").read_text("utf-8"))


def _notices(policy: Policy) -> list[Notice]:
    return [build_notice(policy, locale) for locale in policy.locales]


def _assert_sound(policy: Policy) -> None:
    names = [one.name for one in policy.document.recipient]
    for notice in _notices(policy):
        assert residue(notice, names) == []
        text = " ".join(plain_text(runs_of(block)) for block in notice.short.blocks)
        assert len(words(text)) <= 250
        if notice.locale in ("da", "nb"):
            assert lix(text) <= 45


@every_file
def test_promises_nothing_that_no_leaf_decided(file: Path) -> None:
    _assert_sound(compile_policy(file.read_text("utf-8")))


@every_seed
def test_is_sound_for_made_up_firms_in_all_their_languages(seed: int) -> None:
    _assert_sound(compile_policy(write(valid(seed))[0]))


def test_residue_finds_what_is_bound_to_nothing() -> None:
    policy = _policy()
    honest = build_notice(policy, "en")
    loose = [
        "We erase it after 3 of them",
        "We keep it for a year",
        "We never sell it",
        "It goes to Postbud",
    ]
    for sentence in loose:
        section = Section("x", (), (), (Paragraph((Plain(sentence),)),))
        notice = Notice("", "", "en", (), (), section, honest.sections)
        assert len(residue(notice, ["Postbud"])) == 1
    bound = Section("x", (), (), (Paragraph((Leaf("a.b", "1", loose[0]),)),))
    assert residue(Notice("", "", "en", (), (), bound, ()), ["Postbud"]) == []


@every_file
def test_every_bound_run_names_a_leaf_of_the_policy(file: Path) -> None:
    policy = compile_policy(file.read_text("utf-8"))
    full = policy.document.model_dump(mode="json", by_alias=True)
    known = {leaf.path for leaf in leaves(policy)}
    tables = {path.rsplit(".", depth)[0] for path in known for depth in (1, 2, 3)}
    for run in leaves_of(build_notice(policy)):
        assert run.path in known | tables or run.path.split(".")[0] in full


# ------------------------------------------------------------------ HTML


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@every_file
def test_html_is_whole_layered_and_without_style_or_script(file: Path) -> None:
    policy = compile_policy(file.read_text("utf-8"))
    for notice in _notices(policy):
        page = _Page(render_html(notice))
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        assert {tag for tag, _ in page.tags}.isdisjoint({"script", "style", "img", "iframe"})
        assert not any(key == "style" or key.startswith("on") for _, a in page.tags for key in a)
        details = sum(tag == "details" for tag, _ in page.tags)
        assert details == sum(tag == "summary" for tag, _ in page.tags) == len(notice.sections)
        bound = [attrs for tag, attrs in page.tags if tag == "data"]
        assert len(bound) == len(leaves_of(notice))


def test_html_binds_a_figure_to_its_leaf() -> None:
    policy = compile_policy((ROOT / "policies" / "workwithus.toml").read_text("utf-8"))
    html = render_html(build_notice(policy, "da"))
    path = "retain.application_sent.stages.0.after"
    assert f'<data value="6 months" data-leaf="{path}">6 måneder</data>' in html


def test_html_shows_that_a_rule_was_kept_or_is_planned() -> None:
    policy = _policy()
    rule = f"retain.{policy.document.retain[0].id}"
    notice = build_notice(policy, "da")
    html = render_html(notice, {rule: Mark("kept", "holdt i dag kl. 03.00 & 14 slettet")})
    assert 'data-mark="kept">holdt i dag kl. 03.00 &amp; 14 slettet</small>' in html
    assert "data-mark" not in render_html(notice)


def test_html_escapes_what_a_policy_says() -> None:
    text = (ROOT / "tests" / "policies" / "acme.toml").read_text("utf-8")
    brand = _policy().document.controller.brand
    evil = compile_policy(text.replace(f'brand = "{brand}"', """brand = '<b onload="x">&'"""))
    html = render_html(build_notice(evil, "en"))
    assert "<b onload" not in html
    assert "&lt;b onload=&quot;x&quot;&gt;&amp;" in html


# ------------------------------------------------------------------ text and JSON


@every_file
def test_text_keeps_to_eighty_columns(file: Path) -> None:
    policy = compile_policy(file.read_text("utf-8"))
    for notice in _notices(policy):
        for line in render_text(notice).splitlines():
            assert len(line) <= 80 or " " not in line.strip(" -")
            assert line == line.rstrip()


@every_file
def test_no_sentence_smells_of_a_machine(file: Path) -> None:
    policy = compile_policy(file.read_text("utf-8"))
    for notice in _notices(policy):
        text = render_text(notice)
        for smell in ("{", "}", "None", "_", " ,", "..", ",.", ";.", "()", " .", "?."):
            found = [line for line in text.splitlines() if smell in line]
            assert not [line for line in found if smell != "_" or not _own_name(policy, line)]


def _own_name(policy: Policy, line: str) -> bool:
    """Names with an underscore that the tenant wrote: cookies, zones, addresses."""
    names = [one.name for one in policy.document.cookie] + [policy.timezone]
    return (
        any(name in line for name in names)
        or "://" in line
        or "facebook.com" in line
        or "/" in line
    )


def test_machine_copy_is_canonical_and_carries_public_names() -> None:
    policy = compile_policy((ROOT / "policies" / "workwithus.toml").read_text("utf-8"))
    text = render_json(policy, build_notice(policy))
    assert text == render_json(policy, build_notice(policy))
    found = json.loads(text)
    assert found["policy"] == policy.id
    assert found["tree"] == policy.tree
    assert found["dpv"]["bases"]["6.1.f"] == "eu-gdpr:A6-1-f"
    assert found["dpv"]["categories"]["person.email"] == "pd:EmailAddress"


# ------------------------------------------------------------------ languages, dates, speed


def test_dates_are_written_as_people_write_them() -> None:
    policy = _policy()
    text = (ROOT / "tests" / "policies" / "acme.toml").read_text("utf-8")
    text = text.replace(f"effective = {policy.document.policy.effective}", "effective = 2027-03-15")
    moved = compile_policy(text)
    assert "15. marts 2027" in plain_text(build_notice(moved, "da").version)
    assert "15 March 2027" in plain_text(build_notice(moved, "en").version)
    norse = _policy("borealis").document.policy.effective
    assert f"{norse.day}. " in plain_text(build_notice(_policy("borealis"), "nb").version)


def test_a_language_without_texts_is_refused_with_those_that_have_them() -> None:
    with pytest.raises(NoSuchLanguage, match="it is written in da, en"):
        build_notice(_policy(), "nb")


def test_500_leaves_compile_and_render_in_300_ms() -> None:
    text = (ROOT / "policies" / "jtworks.toml").read_text("utf-8")
    render_html(build_notice(compile_policy(text)))  # phrases are read once
    start = time.process_time()
    policy = compile_policy(text)
    render_html(build_notice(policy))
    took = time.process_time() - start
    assert took <= 0.3, f"{len(leaves(policy))} leaves took {took * 1000:.0f} ms"
