"""A tenant's look: one accent colour in, a full set of readable tokens out.

The policy names an accent, and perhaps another for the dark theme. Nothing guarantees that they can
be read, so every token that carries text is moved until it keeps WCAG 2.2 AA against the grounds it
stands on (4.5:1 for text, 3:1 for what must be seen).
"""

from __future__ import annotations

from dataclasses import dataclass

from ordholden.web.colour import BLACK, WHITE, Colour, contrast, readable

TEXT, SEEN = 4.6, 3.1  # a hair above 4.5 and 3, for the browser's own rounding
MARK_SHARE = 0.2  # how much accent the mark has that is drawn across the deep band


@dataclass(frozen=True)
class Ground:
    """The neutral surfaces of one theme, as `static/web/css/tokens.css` has them."""

    paper: Colour
    surface: Colour
    sunken: Colour
    soft_share: float  # how much accent goes into the tinted ground
    deep_lightness: float  # OKLCH lightness of the deep band
    ink_lightness: float

    @property
    def all(self) -> tuple[Colour, ...]:
        return self.paper, self.surface, self.sunken


LIGHT = Ground(
    paper=Colour.parse("#f6f5f0"),
    surface=Colour.parse("#fffefb"),
    sunken=Colour.parse("#eceae2"),
    soft_share=0.1,
    deep_lightness=0.29,
    ink_lightness=0.25,
)
DARK = Ground(
    paper=Colour.parse("#131718"),
    surface=Colour.parse("#1b2122"),
    sunken=Colour.parse("#0d1011"),
    soft_share=0.16,
    deep_lightness=0.24,
    ink_lightness=0.935,
)


def tokens(accent: Colour, ground: Ground) -> dict[str, Colour]:
    """Colour tokens of one theme, by CSS name without the dashes."""
    # Mid-tones take white letters and go a little darker; only light accents take black ones.
    on_fill = WHITE if contrast(WHITE, accent) >= 3 else BLACK
    fill = readable(accent, on_fill, ratio=TEXT)
    hover = _hover(fill, on_fill)
    soft = ground.surface.mixed(accent, ground.soft_share)
    deep = accent.at(ground.deep_lightness, min(accent.oklch[1], 0.07))
    deep = readable(deep, WHITE, ratio=9)
    drawn = readable(accent, deep, ratio=SEEN)
    # The front page's words stand on the deep band and on the mark drawn faintly across it.
    behind = deep.mixed(drawn, MARK_SHARE)
    text = readable(accent, *ground.all, soft, ratio=TEXT)
    return {
        "accent": fill,
        "accent-hover": hover,
        "on-accent": on_fill,
        "accent-text": text,
        "accent-line": readable(accent, *ground.all, soft, ratio=SEEN),
        "accent-soft": soft,
        "ink": readable(accent.at(ground.ink_lightness, 0.012), *ground.all, soft, ratio=7.5),
        "deep": deep,
        "on-deep": WHITE,
        "on-deep-muted": readable(WHITE.mixed(deep, 0.24), deep, behind, ratio=TEXT),
        "deep-line": deep.mixed(WHITE, 0.22),
        "deep-mark": behind,
        "deep-accent": readable(accent, deep, behind, ratio=TEXT),
    }


def stylesheet(accent: str, accent_dark: str | None = None) -> str:
    """The tenant's tokens as CSS, light and dark. Colours are `#rrggbb`, else ValueError."""
    light = tokens(Colour.parse(accent), LIGHT)
    dark = tokens(Colour.parse(accent_dark or accent), DARK)
    return (
        f"@layer tenant {{\n:root {{\n{_lines(light)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{_lines(dark)}}}\n}}\n}}\n"
    )


def _hover(fill: Colour, on_fill: Colour) -> Colour:
    lightness = fill.oklch[0]
    moved = fill.at(lightness - 0.06 if on_fill == WHITE else min(lightness + 0.05, 0.99))
    return moved if contrast(moved, on_fill) >= TEXT else fill


def _lines(colours: dict[str, Colour]) -> str:
    return "".join(f"  --{name}: {colour};\n" for name, colour in colours.items())
