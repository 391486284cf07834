"""What the judge found stands on the control page and on the notice, with its day."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ordholden.accounts.tests.make import make_staff
from ordholden.journal import actions as journal
from ordholden.journal.kinds import MarkKind
from ordholden.privacy.tests.make import Turn, noon
from ordholden.tenants.models import Tenant

pytestmark = [pytest.mark.django_db]
NOTICE, CONTROL = "/notice/", "/privacy/"


@pytest.fixture
def says(
    acme: Tenant,
    browse: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], str]:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    browser = browse(acme, make_staff("Ulla", "privacy_officer"))
    browser.cookies["language"] = "en"

    def page(path: str) -> str:
        return re.sub("</?time[^>]*>", "", browser.get(path).content.decode())

    return page


def judged(turn_clock: Turn, day: str, kind: MarkKind) -> None:
    with turn_clock(noon(day)):
        journal.mark(kind, rows=61)


def test_where_the_judge_never_looked_nothing_is_said(says: Callable[[str], str]) -> None:
    assert "Examined on" not in says(NOTICE)
    assert "never yet" in says(CONTROL)


def test_the_latest_verdict_is_said_whichever_it_is(
    says: Callable[[str], str], turn_clock: Turn
) -> None:
    judged(turn_clock, "2026-11-19", MarkKind.CLEAN)
    assert "19 November 2026: a person made up for the purpose, with 61 words" in says(NOTICE)
    assert "19 November 2026: found nowhere" in says(CONTROL)
    judged(turn_clock, "2026-11-20", MarkKind.NOT_CLEAN)
    assert "something of them was still found" in says(NOTICE)
    assert "nowhere afterwards" not in says(NOTICE)
    assert "The judge found something of an erased person on" in says(CONTROL)
    judged(turn_clock, "2026-11-21", MarkKind.CLEAN)
    assert "nowhere afterwards" in says(NOTICE)
    assert "The judge found something" not in says(CONTROL)
