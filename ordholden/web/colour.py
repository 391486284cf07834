"""Colour arithmetic: sRGB, OKLCH and WCAG contrast. Pure Python, no Django.

Lightness moves in OKLCH (Björn Ottosson, 2020) so that a hue stays itself when it gets lighter or
darker; contrast is WCAG 2.2's relative-luminance ratio, computed on the rounded hex value that the
browser will really get.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_STEP = 0.005  # of OKLCH lightness: finer than the eye


@dataclass(frozen=True)
class Colour:
    """One sRGB colour; channels run from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """`#rrggbb` as a colour; ValueError for anything else."""
        if not _HEX.fullmatch(text):
            raise ValueError(f"{text!r} is not a colour of the form #rrggbb")
        return cls(int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
        red, green, blue = (_linear(channel) for channel in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def oklch(self) -> tuple[float, float, float]:
        """Lightness 0-1, chroma, hue in radians."""
        red, green, blue = (_linear(channel) for channel in (self.red, self.green, self.blue))
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
        return lightness, math.hypot(a, b), math.atan2(b, a)

    def at(self, lightness: float, chroma: float | None = None) -> Colour:
        """The same hue at another lightness; chroma shrinks until the colour can be shown."""
        _, own, hue = self.oklch
        wanted = own if chroma is None else chroma
        for step in range(21):
            found = _from_oklch(lightness, wanted * (1 - step / 20), hue)
            if found:
                return found
        level = 255 if lightness >= 1 else 0
        return Colour(level, level, level)

    def mixed(self, other: Colour, share: float) -> Colour:
        """This colour with `share` (0-1) of the other in it."""
        return Colour(
            round(self.red + (other.red - self.red) * share),
            round(self.green + (other.green - self.green) * share),
            round(self.blue + (other.blue - self.blue) * share),
        )


WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Colour, *grounds: Colour, ratio: float) -> Colour:
    """The nearest lightness of `colour` that keeps `ratio` against every one of `grounds`.

    Walks away from the grounds (darker on light ones, lighter on dark ones) and returns `colour`
    itself if it already keeps the ratio. ValueError if not even black or white does.
    """
    if min(contrast(colour, ground) for ground in grounds) >= ratio:
        return colour
    darker = sum(ground.luminance for ground in grounds) / len(grounds) > 0.18
    lightness = colour.oklch[0]
    while 0 <= lightness <= 1:
        lightness += -_STEP if darker else _STEP
        found = colour.at(lightness)
        if min(contrast(found, ground) for ground in grounds) >= ratio:
            return found
    last = BLACK if darker else WHITE
    if min(contrast(last, ground) for ground in grounds) >= ratio:
        return last
    raise ValueError(f"nothing reads at {ratio}:1 on {', '.join(map(str, grounds))}")


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> int | None:
    if not -0.0005 <= value <= 1.0005:
        return None
    value = min(max(value, 0.0), 1.0)
    share = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(share * 255)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Colour | None:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)
    green = _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)
    blue = _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)
    if red is None or green is None or blue is None:
        return None
    return Colour(red, green, blue)
