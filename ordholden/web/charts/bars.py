"""Bars: standing ones for what falls due, lying ones for how much of what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_HEIGHT, _HEAD = 150, 22  # pixels: the tallest column, and the room above it for its figure


@dataclass(frozen=True)
class Bar:
    """One bar. `tone`: "", "soon", "red" or "quiet"; `url` makes its label a link."""

    label: str
    value: int
    tone: str = ""
    note: str = ""
    url: str = ""


class Column(NamedTuple):
    """A standing bar with its place: x, width and middle in per cent, y and height in pixels."""

    bar: Bar
    x: float
    width: float
    middle: float
    y: float
    height: float
    figure_y: float  # where the figure above the column stands
    spare: bool  # its label may go when there is little room


class Row(NamedTuple):
    """A lying bar and its width in per cent."""

    bar: Bar
    width: float


def due_columns(bars: Sequence[Bar]) -> list[Column]:
    """Places of standing bars, oldest first, across the whole width."""
    most = max((bar.value for bar in bars), default=0) or 1
    slot = 100 / max(len(bars), 1)
    every = max(1, round(len(bars) / 4))
    columns = []
    for number, bar in enumerate(bars):
        # What is there is seen, however small beside the tallest.
        height = max(3.0, _HEIGHT * bar.value / most) if bar.value else 0.0
        columns.append(
            Column(
                bar,
                x=round(number * slot + slot * 0.14, 2),
                width=round(slot * 0.72, 2),
                middle=round((number + 0.5) * slot, 2),
                y=round(_HEAD + _HEIGHT - height, 1),
                height=round(height, 1),
                figure_y=round(_HEAD + _HEIGHT - height - 6, 1),
                spare=number % every != 0,
            )
        )
    return columns


def bar_rows(bars: Sequence[Bar]) -> list[Row]:
    """Widths of lying bars; the longest fills the line."""
    most = max((bar.value for bar in bars), default=0) or 1
    return [Row(bar, round(100 * bar.value / most, 2)) for bar in bars]
