"""Read, and roll the line back: the page that had the value must go with it."""

import pytest
from django.http import HttpRequest

from ordholden.candidates.views import staff
from ordholden.kit.errors import NotPossible
from tests.attacks.reading.conftest import Plot
from tests.harness.five import browser


@pytest.mark.parametrize("fault", [RuntimeError("Liv Berg"), NotPossible("No.")])
def test_a_page_that_fails_after_reading_shows_nothing(
    plot: Plot, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    client = browser(plot.tenant.slug)
    client.raise_request_exception = False
    client.force_login(plot.thief)
    whole = staff.render

    def read_and_fail(request: HttpRequest, *given: object, **more: object) -> object:
        assert b"Liv Berg" in whole(request, *given, **more).content  # type: ignore[arg-type]
        raise fault

    monkeypatch.setattr(staff, "render", read_and_fail)
    answer = client.get(f"/people/{plot.liv.pk}/?purpose=placement")
    assert answer.status_code in (409, 500)
    assert b"Liv Berg" not in answer.content
    assert plot.lines() == 0
