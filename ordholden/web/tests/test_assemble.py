"""The small parts, and that what templates name is really drawn."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator

from ordholden.policy.document.identity import MARKS
from ordholden.web.marks import drawn, tile
from ordholden.web.site import Link
from ordholden.web.tests.make import Outline, rendered

ROOMS = Path(__file__).resolve().parents[2]


def symbols(sheet: str) -> set[str]:
    """The names drawn in one sprite."""
    path = finders.find(f"web/{sheet}.svg")
    assert isinstance(path, str)
    return set(re.findall(r'<symbol id="([^"]+)"', Path(path).read_text(encoding="utf-8")))


def templates() -> list[tuple[str, str]]:
    """Every template of every room."""
    paths = ROOMS.glob("*/templates/**/*.html")
    return [(str(path.relative_to(ROOMS)), path.read_text(encoding="utf-8")) for path in paths]


def test_every_mark_of_the_policy_language_is_drawn() -> None:
    assert set(MARKS) == symbols("marks") == set(drawn())


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_is_a_picture_of_its_own(name: str) -> None:
    for accent in ("#14508c", "#ffd500"):
        root = ElementTree.fromstring(tile(name, accent))  # noqa: S314 - our own text
        assert len(root) == 2


@pytest.mark.parametrize(("tag", "sheet"), [("icon", "icons"), ("drawing", "drawings")])
def test_every_picture_a_template_names_is_drawn(tag: str, sheet: str) -> None:
    drawn = symbols(sheet)
    for name, text in templates():
        for picture in re.findall(rf'{{% {tag} "([^"]+)"', text):
            assert picture in drawn, f"{name}: {picture}"


def test_no_template_carries_style_or_script_or_another_host() -> None:
    for name, text in templates():
        outline = Outline(re.sub(r"{%.*?%}|{{.*?}}", "", text))
        for tag, attributes in outline.elements:
            assert "style" not in attributes, name
            assert not [key for key in attributes if key.startswith("on")], name
            assert tag != "style", name
            if tag in ("script", "link", "img", "use"):
                target = attributes.get("src") or attributes.get("href") or ""
                assert not target.startswith(("http", "//")), name
        assert not re.search(r"<script(?![^>]*(src=|application/(ld\+)?json))", text), name


def test_an_icon_is_silent_unless_it_has_words() -> None:
    silent, speaking = rendered(
        '{% icon "clock" %}|{% icon "clock" words %}', words="Due <soon>"
    ).split("|")
    assert 'aria-hidden="true"' in silent
    assert 'role="img" aria-label="Due &lt;soon&gt;"' in speaking
    assert "aria-hidden" not in speaking


@pytest.mark.parametrize("state", ["kept", "planned", "soon", "red", ""])
def test_badges(state: str) -> None:
    assert "in 3 days" in rendered("{% badge state text %}", state=state, text="in 3 days")


def test_the_place_you_are_at_is_marked() -> None:
    links = [Link("Here", "/here/", count=0), Link("There", "/there/", icon="home", alarm=True)]
    html = rendered("{% places links %}{% side_places links %}", links=links)
    current = [one["href"] for one in Outline(html).all("a") if one.get("aria-current")]
    assert current == ["/here/", "/here/"]
    assert html.count('<span class="count">0</span>') == 2


def test_turning_pages_keeps_the_search() -> None:
    html = rendered("{% pages page %}", page=Paginator(range(95), 10).get_page(3))
    assert [one["href"] for one in Outline(html).all("a")] == ["?q=mason&page=2", "?q=mason&page=4"]
    assert rendered("{% pages page %}", page=Paginator(range(5), 10).get_page(1)).strip() == ""


def test_breadcrumbs() -> None:
    html = rendered('{% crumbs "My data" "/my/" "Sign-ins" "/my/in/" "One" %}')
    assert [one["href"] for one in Outline(html).all("a")] == ["/my/", "/my/in/"]
    assert '<li aria-current="page">One</li>' in html


@pytest.mark.parametrize(("done", "total", "words"), [(1, 3, "33 %"), (0, 0, "Under way")])
def test_progress(done: int, total: int, words: str) -> None:
    assert words in rendered("{% progress 'Sweep' done total %}", done=done, total=total)


def test_the_passkey_button_takes_what_the_script_needs() -> None:
    html = rendered('{% passkey "Sign in" id="passkey" data_form="sign-in" %}')
    button = Outline(html).all("button")[0]
    assert (button["id"], button["data-form"], button["type"]) == ("passkey", "sign-in", "button")


def test_an_empty_place_says_what_to_do() -> None:
    html = rendered('{% empty "No jobs" "Look later." "shore" "/jobs/" "See jobs" %}')
    assert "/jobs/" in html
    assert "<a" not in rendered('{% empty "No jobs" %}')


@pytest.mark.parametrize(
    ("level", "picture"), [("success", "kept"), ("extra error", "alert"), ("info", "info")]
)
def test_a_message_has_the_icon_of_its_level(level: str, picture: str) -> None:
    assert rendered("{{ level|toast_icon }}", level=level) == picture
