"""Dates and quotation marks as people in each country write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from ordholden.tenants import clock
from ordholden.web.tests.make import rendered

DAY = date(2027, 3, 15)
# 23.30 UTC is half past midnight in Copenhagen: another day.
LATE = datetime(2027, 3, 14, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("da", "15. marts 2027", "15. mar. 2027"),
        ("nb", "15. mars 2027", "15. mars 2027"),
        ("en", "15 March 2027", "15 Mar 2027"),
    ],
)
@pytest.mark.parametrize("when", [DAY, LATE])
def test_days(language: str, long: str, short: str, when: date) -> None:
    with translation.override(language), timezone.override("Europe/Copenhagen"):
        html = rendered("{{ when|longdate }}|{{ when|shortdate }}", when=when)
    assert html == (
        f'<time datetime="2027-03-15">{long}</time>|'
        f'<time datetime="2027-03-15" class="nowrap">{short}</time>'
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "15. marts 2027 kl. 00.30"),
        ("nb", "15. mars 2027 kl. 00:30"),
        ("en", "15 March 2027 at 00:30"),
    ],
)
def test_moments(language: str, words: str) -> None:
    with translation.override(language), timezone.override("Europe/Copenhagen"):
        assert words in rendered("{{ when|moment }}", when=LATE)


@pytest.mark.parametrize(("language", "said"), [("da", "»ja«"), ("nb", "«ja»"), ("en", "“ja”")])
def test_words_are_quoted_as_the_language_quotes(language: str, said: str) -> None:
    with translation.override(language):
        assert rendered("{{ text|quoted }}", text="ja") == said
        assert "&lt;b&gt;" in rendered("{{ text|quoted }}", text="<b>")


def test_nothing_for_no_date() -> None:
    source = "{{ a|longdate }}{{ a|shortdate }}{{ a|moment }}{{ a|from_today }}"
    assert rendered(source, a=None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 3, 15), "i dag"),
        (date(2027, 3, 17), "om 2 dage"),
        (date(2027, 1, 10), "for 2 måneder siden"),
        (date(2029, 3, 15), "om 2 år"),
    ],
)
def test_how_far_off(day: date, words: str) -> None:
    noon = datetime(2027, 3, 15, 11, 0, tzinfo=UTC)
    with translation.override("da"), timezone.override("Europe/Copenhagen"), clock.travel(noon):
        assert rendered("{{ day|from_today }}", day=day) == words
