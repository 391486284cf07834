"""A decision is on the disk before the database knows it, and taken back when it was not made."""

from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from uuid_utils.compat import uuid7

from ordholden.journal import actions as journal
from ordholden.journal import recording
from ordholden.journal.models import Applied, Mark
from ordholden.kit.payload import NotACode
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import NoTenant, working_for
from tests.harness import world

Kind, MarkKind = journal.Kind, journal.MarkKind


@pytest.fixture(autouse=True)
def _own_journal(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    recording._open.entries.clear()  # of tests that the harness rolled back


def begin(kind: journal.Kind) -> UUID:
    """A decision about somebody, whose work fails."""
    _tried.append(journal.record(kind, "people_person", [uuid7()]) or uuid7())
    raise ZeroDivisionError


_tried: list[UUID] = []


def kinds() -> list[str]:
    return [entry.kind for entry in journal.journal().entries()]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_can_be_decided() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        journal.record(Kind.ERASE, "people_person", [uuid7()])
    with transaction.atomic(), pytest.raises(NoTenant):
        journal.record(Kind.ERASE, "people_person", [uuid7()])
    assert kinds() == []


@pytest.mark.parametrize("said", ["ole@example.org", "Ole Bak", "010190-1234", "x" * 65])
def test_a_name_or_an_address_is_refused(acme: Tenant, said: str) -> None:
    with pytest.raises(NotACode):
        journal.record(Kind.ERASE, "people_person", [uuid7()], how={"rule": said})
    assert kinds() == []


def test_an_unknown_kind_and_a_key_that_is_no_uuid_are_refused(acme: Tenant) -> None:
    with pytest.raises(ValueError, match="forgot"):
        journal.record("forgot", "people_person", [uuid7()])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="hexadecimal"):
        journal.record(Kind.ERASE, "people_person", ["ole@example.org"])  # type: ignore[list-item]
    assert kinds() == []


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_taken_back() -> None:
    with pytest.raises(ZeroDivisionError), working_for(world.tenant("acme")):
        begin(Kind.ERASE)
    erased, void = journal.journal().entries()
    assert (erased.event, void.kind, void.takes_back) == (_tried[-1], "void", _tried[-1])
    with working_for(world.tenant("acme")):
        assert not Applied.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_inside_of_what_stood_is_taken_back_too() -> None:
    with working_for(world.tenant("acme")):
        stood = journal.record(Kind.ERASE, "people_person", [uuid7()])
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            begin(Kind.WITHDRAW)
    assert [entry.takes_back for entry in journal.journal().entries()] == [None, None, _tried[-1]]
    with working_for(world.tenant("acme")):
        assert list(Applied.objects.values_list("pk", flat=True)) == [stood]


@pytest.mark.django_db(transaction=True)
def test_a_commit_leaves_one_entry_that_the_database_knows() -> None:
    person = uuid7()
    with working_for(world.tenant("acme")):
        event = journal.record(
            Kind.ERASE, "people_person", [person, person], how={"rule": "profile", "along": []}
        )
    (entry,) = journal.journal().entries()
    assert (entry.event, entry.rows) == (event, (UUID(str(person)),))
    assert entry.how == {"rule": "profile"}
    with working_for(world.tenant("acme")):
        assert list(Applied.objects.values_list("pk", "seq", "hash")) == [
            (event, entry.seq, entry.hash)
        ]


def test_nothing_about_nobody_is_written(acme: Tenant) -> None:
    assert journal.record(Kind.ERASE, "people_person", []) is None
    with journal.again():
        assert journal.record(Kind.ERASE, "people_person", [uuid7()]) is None
    assert kinds() == []


@pytest.mark.django_db
def test_a_mark_is_in_both() -> None:
    made = journal.mark(MarkKind.BACKED_UP, backup="x.backup", rows=3, size=10)
    (entry,) = journal.journal().entries()
    assert (entry.event, entry.how) == (made.pk, {"backup": "x.backup", "rows": 3, "bytes": 10})
    assert journal.latest(MarkKind.BACKED_UP) == Mark.objects.get(pk=made.pk)


def test_one_tenant_never_sees_what_another_has_carried_out(acme: Tenant, borealis: Tenant) -> None:
    journal.record(Kind.ERASE, "people_person", [uuid7()])
    with working_for(borealis):
        assert not Applied.objects.exists()
    assert Applied.objects.count() == 1
