"""What candidates decided survives a restore. A savepoint that is rolled back is one in small: the
journal knows, the database does not."""

from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from ordholden.applications import actions
from ordholden.applications.models import Application, Attachment, Wish
from ordholden.applications.tests.test_apply import ANNA, joined
from ordholden.applications.tests.test_keep_promises import applied, recruitment
from ordholden.journal import interlock, recording
from ordholden.papers.tests.make import upload
from ordholden.privacy import replay
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, page


@pytest.fixture(autouse=True)
def _own_journal(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    recording._open.entries.clear()


@pytest.mark.clauses("JI-33", "JT-40")
def test_withdrawn_or_wished_away_it_is_so_again(doors: Doors) -> None:
    run, _anna = applied(doors, "jobindex", "recruitment_department")
    with at_home(run.tenant):
        application = Application.objects.get()
        with transaction.atomic():
            actions.withdraw(application)
            transaction.set_rollback(True)
        assert Application.objects.get().state == "sent"
        replay.redo(interlock.look().decisions)
        assert Application.objects.get().state == "withdrawn"
        with transaction.atomic():
            assert actions.delete(application).lock
            transaction.set_rollback(True)
        assert not Wish.objects.exists()
        replay.redo(interlock.look().decisions)
        assert Wish.objects.get().application == application
        assert not interlock.look().decisions


@pytest.mark.clauses("WW-25")
def test_a_file_taken_out_of_a_draft_stays_out(doors: Doors) -> None:
    run = recruitment(doors, "jtworks")
    anna = joined(doors, run.tenant)
    draft = {"application.letter": "x", "application.cv": upload(), "then": "later"}
    assert anna.post(run.apply_url, draft).status_code == 303
    with at_home(run.tenant):
        with transaction.atomic():
            application, file = Application.objects.get(), Attachment.objects.get()
            actions.save(application, actions.Draft({}, dropped=[file.pk]))
            transaction.set_rollback(True)
        assert Attachment.objects.exists()
        replay.redo(interlock.look().decisions)
        assert not Attachment.objects.exists()
    assert ANNA in page(anna, "/my/profile/")
