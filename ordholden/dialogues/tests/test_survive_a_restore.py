"""What a person chose and answered survives a restore. A savepoint that is rolled back is one in
small: the journal knows, the database does not."""

from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from ordholden.accounts.models import User
from ordholden.dialogues import actions
from ordholden.dialogues.models import Dialogue
from ordholden.dialogues.tests.make import Asker
from ordholden.journal import interlock, recording
from ordholden.privacy import replay
from ordholden.sourcing import actions as sourcing
from ordholden.sourcing.models import Listed, Visibility
from ordholden.sourcing.tests.owners import anna
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _own_journal(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    recording._open.entries.clear()


def _again() -> None:
    replay.redo(interlock.look().decisions)
    assert not interlock.look().decisions


@pytest.mark.clauses("JI-05", "JI-18")
@pytest.mark.parametrize("state", ["offline", "off"])
def test_a_cv_taken_back_is_not_shown_again(state: str) -> None:
    tenant = opened("jobindex")
    owner = anna(tenant)
    with at_home(tenant):
        user = User.objects.get(person=owner.person)
        with transaction.atomic():
            sourcing.choose(owner.person, state, by=user)
            transaction.set_rollback(True)
        assert Visibility.objects.get().state == "online"
        _again()
        assert Visibility.objects.get().state == state
        assert not Listed.objects.exists()


@pytest.mark.clauses("JI-14")
def test_who_said_no_is_not_asked_the_same_once_more() -> None:
    tenant = opened("jobindex")
    owner, company = anna(tenant), Asker(tenant)
    assert company.ask(owner) == 303
    with at_home(tenant):
        with transaction.atomic():
            actions.decline(Dialogue.objects.get(), by=owner.person)
            transaction.set_rollback(True)
        assert Dialogue.objects.get().state == "waiting"
        _again()
        assert Dialogue.objects.get().state == "declined"
