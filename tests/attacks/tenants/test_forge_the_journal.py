"""A line of the journal in one's own name about a row of theirs: what does a replay do with it?"""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from uuid_utils.compat import uuid7

from ordholden.journal import recording
from ordholden.journal.entries import Entry
from ordholden.journal.kinds import Kind
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.privacy import replay
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two


@pytest.fixture(autouse=True)
def _own_journal(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    recording._open.entries.clear()


def line(two: Two, by: Tenant, kind: Kind, table: str = "people_person", **how: Any) -> Entry:
    """A decision about Liv, a moment from now, in the name of a business."""
    return Entry(
        seq=0,
        event=uuid7(),
        kind=kind,
        at=clock.everywhere() + timedelta(minutes=1),
        on=clock.everywhere() + timedelta(minutes=1),
        prev="",
        tenant=by.pk,
        table=table,
        rows=(two.liv.pk,),
        policy=by.policy_id,
        how=how,
    )


def redone(*lines: Entry) -> int:
    return replay.redo(recording.journal().append(list(lines))).rows


def test_it_reaches_nobody_of_theirs(two: Two) -> None:
    _liv = two.liv
    with two.untouched():
        for kind in (Kind.ERASE, Kind.RESTRICT, Kind.CORRECT):
            assert redone(line(two, two.ours, kind)) == 0


def test_in_their_own_name_it_does(two: Two) -> None:
    assert redone(line(two, two.theirs, Kind.ERASE)) == 1
    with at_home(two.theirs):
        assert not Person.objects.filter(pk=two.liv.pk).exists()
