"""The control page says how the journal and the backups stand."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ordholden.accounts.tests.make import make_staff
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.privacy.tests.make import Turn
from ordholden.tenants.models import Tenant

pytestmark = [pytest.mark.django_db]


def control(browser: Any) -> str:
    answer = browser.get("/privacy/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_officer_sees_journal_backup_and_trial(
    acme: Tenant,
    browse: Callable[..., Any],
    turn_clock: Turn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    browser = browse(acme, make_staff("Ulla", "privacy_officer"))
    assert "ingen endnu" in control(browser)
    with turn_clock(clock.now() - timedelta(days=3)):
        journal.mark(journal.MarkKind.BACKED_UP, backup="one.backup", rows=5, size=9)
    page = control(browser)
    assert "ingen endnu" not in page
    assert "ikke endnu" in page
    assert "Der er ikke taget sikkerhedskopi i to dage." in page
    journal.mark(journal.MarkKind.BACKED_UP, backup="two.backup", rows=5, size=9)
    journal.mark(journal.MarkKind.VERIFIED, backup="two.backup", rows=5)
    page = control(browser)
    assert "ikke endnu" not in page
    assert "Der er ikke taget sikkerhedskopi i to dage." not in page
    assert '<td class="number">3</td>' in page
