"""Drawings say the same as the data behind them, in every language."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ordholden.web.charts import Bar, Lane, LifeLine, Stage, bar_rows, due_columns
from ordholden.web.tests.make import Outline, rendered

TODAY = date(2026, 3, 1)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
lanes = st.builds(Lane, label=st.just("CV"), since=days, due=st.none() | days)


@given(st.lists(lanes, max_size=8), days)
def test_every_lane_stays_on_the_paper(some: list[Lane], today: date) -> None:
    line = LifeLine(lanes=tuple(some), today=today)
    assert 0 <= line.now <= 100
    for band in line.bands:
        assert 0 <= band.start <= 100
        assert 0 <= band.end <= 100
        assert band.held_until <= band.now
    assert all(0 <= x <= 100 for x, _ in line.years)
    assert len(line.years) <= 8


@given(days, days)
def test_later_stands_further_right(one: date, other: date) -> None:
    early, late = sorted((one, other))
    line = LifeLine(lanes=(Lane("CV", since=early, due=late),), today=early)
    assert line.place(early) <= line.place(late)


def test_soonest_due_comes_first_and_no_date_last() -> None:
    line = LifeLine(
        lanes=(
            Lane("Pay", date(2025, 1, 1)),
            Lane("CV", date(2025, 1, 1), date(2027, 1, 1)),
            Lane("Notes", date(2025, 1, 1), date(2026, 2, 1)),
        ),
        today=TODAY,
    )
    assert [band.lane.label for band in line.bands] == ["Notes", "CV", "Pay"]
    assert [band.tone for band in line.bands] == ["red", "", ""]


@pytest.mark.parametrize(
    ("language", "words"),
    [("da", "15. marts 2027"), ("nb", "15. mars 2027"), ("en", "15 March 2027")],
)
def test_a_life_line_is_drawn_and_written(language: str, words: str) -> None:
    stage = Stage(date(2026, 6, 1), "hidden from customers")
    lane = Lane("CV <b>", date(2025, 1, 3), date(2027, 3, 15), "Moves.", stages=(stage,))
    with translation.override(language):
        html = rendered("{% life_line line %}", line=LifeLine(lanes=(lane,), today=TODAY))

    assert html.count(words) == 2  # beside the band, and in the table
    assert "CV &lt;b&gt;" in html
    assert html.count("hidden from customers") == 2
    outline = Outline(html)
    assert not [one for _, one in outline.elements if "style" in one]
    assert all(one["aria-hidden"] == "true" for one in outline.all("svg"))
    assert all("," not in (one["x1"] or "") for one in outline.all("line"))


def test_nothing_to_draw_is_no_fault() -> None:
    assert "<figure" in rendered("{% life_line line %}", line=LifeLine(lanes=(), today=TODAY))
    assert "<figure" in rendered("{% due_chart bars %}", bars=[])
    assert "<figure" in rendered("{% bar_chart bars %}", bars=[])


def test_columns_grow_with_their_value() -> None:
    low, high, none = due_columns([Bar("a", 1), Bar("b", 5000), Bar("c", 0)])
    assert none.height == 0
    assert 0 < low.height < high.height  # a single one beside thousands is still seen
    assert low.x < high.x < none.x


def test_the_longest_bar_fills_the_line() -> None:
    assert [row.width for row in bar_rows([Bar("a", 50), Bar("b", 200)])] == [25.0, 100.0]


def test_a_chart_has_its_figures_as_a_table() -> None:
    with translation.override("da"):
        html = rendered('{% due_chart bars "Due" "Rows" %}', bars=[Bar("3.1.", 1248, "soon")])
    assert html.count("1.248") == 2
    assert '<th scope="col" class="number">Rows</th>' in html
