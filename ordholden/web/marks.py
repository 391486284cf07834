"""A tenant's mark as a picture of its own, for the browser's tab."""

import re
from functools import cache
from pathlib import Path

from ordholden.web.colour import WHITE, Colour, contrast
from ordholden.web.look import LIGHT, tokens

_SPRITE = Path(__file__).parent / "static" / "web" / "marks.svg"


@cache
def drawn() -> dict[str, str]:
    """The shapes of every mark, by name, on a canvas of 48 by 48."""
    text = _SPRITE.read_text(encoding="utf-8")
    return dict(re.findall(r'<symbol id="([a-z]+)" viewBox="0 0 48 48">(.*)</symbol>', text))


def tile(mark: str, accent: str) -> str:
    """The mark in white or ink on a tile of the accent, as an SVG document."""
    colours = tokens(Colour.parse(accent), LIGHT)
    ground = colours["accent"]
    ink = WHITE if contrast(WHITE, ground) >= 3 else colours["deep"]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -16 80 80">'
        f'<rect x="-16" y="-16" width="80" height="80" rx="18" fill="{ground}"/>'
        f'<g color="{ink}" fill="currentColor">{drawn()[mark]}</g></svg>'
    )
