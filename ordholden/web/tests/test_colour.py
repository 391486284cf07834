"""Whatever accent a tenant chooses, the pages can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordholden.web.colour import BLACK, WHITE, Colour, contrast, readable
from ordholden.web.look import DARK, LIGHT, Ground, stylesheet, tokens
from ordholden.web.tests.make import colours

channel = st.integers(0, 255)
any_colour = st.builds(Colour, channel, channel, channel)


@given(any_colour, st.sampled_from([LIGHT, DARK]))
def test_any_accent_can_be_read(accent: Colour, ground: Ground) -> None:
    found = tokens(accent, ground)
    grounds = [*ground.all, found["accent-soft"]]
    behind = [found["deep"], found["deep-mark"]]

    for word, on in [
        ("accent-text", grounds),
        ("ink", grounds),
        ("on-accent", [found["accent"], found["accent-hover"]]),
        ("on-deep", behind),
        ("on-deep-muted", behind),
        ("deep-accent", behind),
    ]:
        assert min(contrast(found[word], under) for under in on) >= 4.5, word
    assert min(contrast(found["accent-line"], under) for under in grounds) >= 3


@given(any_colour, any_colour)
def test_the_stylesheet_says_what_was_computed(accent: Colour, dark: Colour) -> None:
    light, night = colours(stylesheet(str(accent), str(dark)))
    assert light == tokens(accent, LIGHT)
    assert night == tokens(dark, DARK)


def test_neutrals_are_those_of_the_stylesheet() -> None:
    from django.contrib.staticfiles import finders

    path = finders.find("web/css/tokens.css")
    assert isinstance(path, str)
    with open(path, encoding="utf-8") as file:
        sheets = colours(file.read())
    for sheet, ground in zip(sheets, (LIGHT, DARK), strict=True):
        assert tuple(sheet[name] for name in ("paper", "surface", "sunken")) == ground.all
        for state in ("kept", "planned", "soon", "red"):
            for under in (*ground.all, sheet[f"{state}-soft"]):
                assert contrast(sheet[state], under) >= 4.5, (state, str(under))
        assert min(contrast(sheet["muted"], under) for under in ground.all) >= 4.5
        assert min(contrast(sheet["edge"], under) for under in ground.all) >= 3


def test_a_colour_that_reads_is_left_alone() -> None:
    navy = Colour.parse("#0b2d5c")
    assert readable(navy, WHITE, ratio=4.5) == navy


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(ValueError, match="nothing reads at"):
        readable(Colour.parse("#777777"), WHITE, BLACK, ratio=7)


@pytest.mark.parametrize("text", ["", "red", "#fff", "#12345g", "#1234567", "url(x)"])
def test_only_a_plain_colour_is_one(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        Colour.parse(text)


@given(any_colour)
def test_the_hue_stays(colour: Colour) -> None:
    """Moving lightness and back lands near the colour, unless it left what a screen can show."""
    lightness, chroma, _ = colour.oklch
    again = colour.at(lightness, chroma)
    for name in ("red", "green", "blue"):
        assert abs(getattr(again, name) - getattr(colour, name)) <= 16
