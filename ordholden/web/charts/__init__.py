"""Drawings made from data: geometry in plain Python, markup in `templates/web/charts/`.

Horizontal positions are percentages and vertical ones pixels, so a drawing fills any width while
its letters keep the page's size. No inline style: everything else is in `css/pictures.css`.
"""

from ordholden.web.charts.bars import Bar, bar_rows, due_columns
from ordholden.web.charts.life import Lane, LifeLine, Stage

__all__ = ["Bar", "Lane", "LifeLine", "Stage", "bar_rows", "due_columns"]
