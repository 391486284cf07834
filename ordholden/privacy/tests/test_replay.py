"""What people decided survives a restore: done again, in order, and to nobody else.

A savepoint that is rolled back is a restore in small: the journal knows, the database does not.
The commands with real dumps are tried in `backups`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction

from ordholden.accounts.tests.make import make_staff
from ordholden.journal import actions as journal
from ordholden.journal import interlock, recording
from ordholden.journal.models import Applied
from ordholden.kit import crypto
from ordholden.kit.database.faults import CannotStart
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.people.use import storing
from ordholden.privacy import actions, erasure, replay
from ordholden.privacy.models import Consent, ConsentEvent, Erasure, Hold, Limit
from ordholden.privacy.tests.make import Turn, is_there, noon, opened, somebody
from ordholden.tenants import scope
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home, working_for

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _own_journal(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    recording._open.entries.clear()


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is lost by the database, as by a restore."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def redone() -> replay.Replayed:
    return replay.redo(interlock.look().decisions)


@pytest.fixture
def later(turn_clock: Turn, acme: Tenant) -> Iterator[None]:
    """Everybody of the test is there since January; it is March now."""
    with turn_clock(noon("2026-03-10")):
        yield


@pytest.fixture
def ole(turn_clock: Turn, acme: Tenant) -> Person:
    with turn_clock(noon("2026-01-10")):
        crypto.keys()
        return somebody("Ole Bak", "ole@example.org")


@pytest.fixture
def eva(turn_clock: Turn, acme: Tenant) -> Person:
    with turn_clock(noon("2026-01-10")):
        return somebody("Eva Krog", "eva@example.org")


@pytest.mark.clauses("JC-76", "JT-54")
def test_an_erased_person_is_erased_again_and_nobody_else(
    ole: Person, eva: Person, later: None
) -> None:
    with undone():
        actions.delete_profile(ole)
        assert not is_there(ole)
    assert is_there(ole)
    done = redone()
    assert (is_there(ole), is_there(eva)) == (False, True)
    assert (done.decisions, done.rows) == (1, 1)
    assert Erasure.objects.get().reason == "request"
    assert not interlock.look().decisions
    assert redone().decisions == 0


def test_a_key_that_is_somebody_elses_by_now_erases_nobody(ole: Person, later: None) -> None:
    with undone():
        actions.delete_profile(ole)
    # The same key, given out anew to somebody who came after the decision.
    came = noon("2026-03-12")
    Person.objects.filter(pk=ole.pk).update(name="Nils", email="n@example.org", collected_at=came)
    redone()
    assert Person.objects.get(pk=ole.pk).name == "Nils"


def test_another_tenants_row_is_not_reached_by_a_key(
    ole: Person, borealis: Tenant, later: None
) -> None:
    with at_home(borealis):
        theirs = somebody("Ole Bak", "ole@example.org")
    with undone():
        journal.record(journal.Kind.ERASE, "people_person", [theirs.pk], how={"reason": "request"})
    redone()
    with at_home(borealis):
        assert is_there(theirs)


def test_a_withdrawn_consent_stays_withdrawn_as_of_its_day(
    ole: Person, eva: Person, turn_clock: Turn, later: None
) -> None:
    with turn_clock(noon("2026-01-11")):
        row, other = (
            actions.give_consent("newsletter", person=p, locale="da", confirmed=True)
            for p in (ole, eva)
        )
    with undone(), turn_clock(noon("2026-02-20")):
        actions.withdraw_consent(row, how="link", locale="da")
    redone()
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, other.state) == ("withdrawn", "given")
    assert row.withdrawn_at == noon("2026-02-20")
    last = ConsentEvent.objects.filter(consent=row).order_by("-at").first()
    assert last is not None
    assert (last.kind, last.how, last.at) == ("withdrawn", "link", noon("2026-02-20"))


def test_leaving_ends_the_permission_to_mail_that_would_outlive_the_account(
    ole: Person, turn_clock: Turn, later: None
) -> None:
    with turn_clock(noon("2026-01-11")):
        row = actions.give_consent("newsletter", person=ole, locale="da", confirmed=True)
    with undone():
        actions.delete_profile(ole)
    redone()
    row.refresh_from_db()
    assert (row.person_id, row.state) == (None, "withdrawn")
    assert not is_there(ole)


def test_a_restriction_comes_back_and_a_lifted_one_does_not(
    ole: Person, eva: Person, later: None
) -> None:
    people.restrict(eva)
    with undone():
        people.restrict(ole)
        people.lift_restriction(ole)
        people.restrict(ole)
        people.lift_restriction(eva)
    redone()
    with storing():
        for person in (ole, eva):
            person.refresh_from_db()
    assert (ole.state, eva.state) == ("restricted", "active")


@pytest.mark.clauses("WW-88", "WW-99", "WW-103")
def test_holds_restrictions_and_objections_come_back_and_what_ended_does_not(
    ole: Person, eva: Person, turn_clock: Turn, later: None
) -> None:
    with turn_clock(noon("2026-01-11")):
        officer = make_staff("Olga", "privacy_officer")
    table = Person._meta.db_table
    before = actions.set_hold(table, eva.pk, reason="dispute", by=officer)
    with undone():
        actions.set_hold(table, ole.pk, reason="dispute", by=officer)
        actions.release_hold(before, by=officer)
        actions.restrict(ole)
        actions.object_to(eva, "answers")
    redone()
    with storing():
        ole.refresh_from_db()
        eva.refresh_from_db()
    assert (ole.held, ole.state, eva.held) == (True, "restricted", False)
    assert Hold.objects.open().get().until == Hold.objects.open().get().renewed_on.replace(
        year=2027
    )
    assert set(Limit.objects.standing().values_list("person_id", "purpose")) == {
        (ole.pk, ""),
        (eva.pk, "answers"),
    }


@pytest.mark.clauses("AB-14", "WW-104", "JC-54")
def test_no_stays_no(ole: Person, eva: Person, turn_clock: Turn, later: None) -> None:
    with turn_clock(noon("2026-01-11")):
        permission = actions.give_consent(
            "newsletter", address="liv@example.org", locale="da", confirmed=True
        )
    with undone():
        actions.stop_mail("offers", person=ole)
        actions.stop_mail("offers", address="liv@example.org")
        people.deregister(eva)
    assert "liv@" not in "".join(p.read_text() for p in journal.journal().segments())
    redone()
    stops = Consent.objects.filter(consent="stop_offers", state="withdrawn")
    assert set(stops.values_list("person", "address")) == {
        (ole.pk, ""),
        (None, "liv@example.org"),
    }
    eva.refresh_from_db()
    assert eva.deregistered_at == noon("2026-03-10")
    permission.refresh_from_db()
    assert permission.state == "given"


def test_a_corrected_value_is_emptied_and_asked_for(
    ole: Person, turn_clock: Turn, later: None, run_tasks: Any, mailoutbox: Any
) -> None:
    with turn_clock(noon("2026-01-11")):
        people.save_detail(ole, "profile.skills", "Smed")
        people.change_contact(ole, phone="+45 11111111")
    with undone():
        people.save_detail(ole, "profile.skills", "Tømrer")
        people.change_contact(ole, phone="+45 22222222")
    text = "".join(path.read_text() for path in journal.journal().segments())
    assert not any(word in text for word in ("Smed", "mrer", "11111111", "22222222"))
    with run_tasks():
        redone()
    ole.refresh_from_db()
    assert ole.phone == ""
    assert not Detail.objects.filter(person=ole, category="profile.skills").exists()
    assert {mail.to[0] for mail in mailoutbox} == {"ole@example.org"}
    assert "/my/" in mailoutbox[0].body


def test_a_value_that_was_removed_stays_removed(ole: Person, turn_clock: Turn, later: None) -> None:
    with turn_clock(noon("2026-01-11")):
        people.save_detail(ole, "profile.skills", "Smed")
    with undone():
        people.save_detail(ole, "profile.skills", "")
    redone()
    assert not Detail.objects.exists()


@pytest.mark.clauses("JC-76", "JT-54")
def test_what_a_rule_erased_since_is_erased_again(turn_clock: Turn) -> None:
    with at_home(opened("jtworks")):
        with turn_clock(noon("2023-02-28")):
            kim, ida = somebody("Kim", "kim@example.dk"), somebody("Ida", "ida@example.dk")
        with turn_clock(noon("2025-01-01")):
            people.touch(ida, people.Event.SIGN_IN)
        with undone(), turn_clock(noon("2025-03-01")):
            actions.sweep()
            assert (is_there(kim), is_there(ida)) == (False, True)
        redone()
        assert (is_there(kim), is_there(ida)) == (False, True)


def test_what_a_law_keeps_is_kept_again(turn_clock: Turn) -> None:
    with at_home(opened("jobconnection")):
        with turn_clock(noon("2025-03-01")):
            mia = somebody("Mia Lund", "mia@example.dk")
            people.save_detail(mia, "person.address", "Sundvej 5")
            people.start_employment(mia)
            people.end_employment(mia)
        with undone(), turn_clock(noon("2025-04-01")):
            actions.delete_profile(mia)
        redone()
        mia.refresh_from_db()
        assert (mia.name, mia.email, mia.state) == ("Mia Lund", "", "kept")


@pytest.mark.clauses("WW-88", "JT-34")
def test_a_hold_set_since_keeps_its_record_again_and_a_released_one_does_not(
    ole: Person, eva: Person, later: None
) -> None:
    from ordholden.privacy.models import Hold

    by = make_staff("Ulla", "privacy_officer")
    reason = scope.required().policy.document.hold.reasons[0]
    old = actions.set_hold("people_person", eva.pk, reason=reason, by=by)
    with undone():
        actions.set_hold("people_person", ole.pk, reason=reason, by=by, case="24-113")
        actions.release_hold(old, by=by)
    redone()
    assert list(Hold.objects.open().values_list("row", "reason")) == [(ole.pk, reason)]
    for person in (ole, eva):
        person.refresh_from_db()
    assert (ole.held, eva.held) == (True, False)
    assert "24-113" not in "".join(p.read_text() for p in journal.journal().segments())


def test_what_was_taken_back_is_not_done(ole: Person, later: None) -> None:
    with undone():
        actions.delete_profile(ole)
    recording.take_back(interlock.look().decisions)
    assert redone().decisions == 0
    assert is_there(ole)


def test_a_decision_nobody_can_do_again_keeps_the_database_closed(ole: Person, later: None) -> None:
    with undone():
        journal.record(journal.Kind.STOP_DISCLOSURE, "people_person", [ole.pk])
    with pytest.raises(CannotStart, match=r"Entry 1 of the journal \(stop_disclosure"):
        redone()
    assert not Applied.objects.exists()


def test_a_tenant_that_has_left_leaves_again(acme: Tenant, turn_clock: Turn) -> None:
    from ordholden.tenants import actions as tenants

    with turn_clock(noon("2030-01-01")), undone():
        tenants.remove(acme)
    assert Tenant.objects.filter(pk=acme.pk).exists()
    redone()
    assert not Tenant.objects.filter(pk=acme.pk).exists()


def test_ten_thousand_decisions_are_a_matter_of_batches(ole: Person, later: None) -> None:
    """Order matters only where one row is decided about twice."""
    with undone():
        people.restrict(ole)
        people.lift_restriction(ole)
        journal.record(journal.Kind.CORRECT, "people_detail", [UUID(int=5)])
    entries = interlock.look().decisions
    assert [len(batch) for batch in replay._batches(entries)] == [1, 2]


def test_the_clock_of_one_tenant_does_not_age_anothers_days(acme: Tenant, ole: Person) -> None:
    acme.clock_offset = 86400 * 400
    with working_for(acme):
        journal.record(journal.Kind.ERASE, "people_person", [ole.pk])
    (entry,) = journal.journal().entries()
    assert entry.on is not None
    assert (entry.on - entry.at).days >= 399


def test_two_who_leave_after_one_another_have_withdrawn_each(
    ole: Person, eva: Person, turn_clock: Turn, later: None
) -> None:
    """Erasures are done again together; what was decided about a consent before comes first."""
    with turn_clock(noon("2026-01-11")):
        rows = [
            actions.give_consent("later_jobs", person=one, locale="da", confirmed=True)
            for one in (ole, eva)
        ]
    with undone():
        for person, day in ((ole, "2026-02-01"), (eva, "2026-03-01")):
            with turn_clock(noon(day)):
                actions.delete_profile(person)
    redone()
    for row in rows:
        row.refresh_from_db()
    assert [(row.person_id, row.state) for row in rows] == [(None, "withdrawn")] * 2


def test_a_record_held_before_its_person_left_is_held_when_they_leave_again(
    ole: Person, eva: Person, later: None
) -> None:
    officer = make_staff("Olga", "privacy_officer")
    kept = people.save_detail(eva, "profile.skills", "Svejsning")
    assert kept is not None
    Detail.objects.update(collected_at=noon("2026-01-11"))
    with undone():
        actions.delete_profile(ole)
        actions.set_hold("people_detail", kept.pk, reason="dispute", by=officer)
        actions.delete_profile(eva)
    redone()
    assert Detail.objects.filter(pk=kept.pk).exists()
    assert not is_there(ole)


def test_what_a_rule_ended_has_ended_on_its_day_when_it_is_done_again(
    ole: Person, eva: Person, turn_clock: Turn, later: None
) -> None:
    """How long the proof of a consent is kept counts from there."""
    with turn_clock(noon("2026-01-11")):
        row = actions.give_consent("later_jobs", person=ole, locale="da", confirmed=True)
    with undone():
        for person, day in ((ole, "2026-02-01"), (eva, "2026-03-01")):
            with turn_clock(noon(day)):
                erasure.erase_persons([person.pk], reason=Erasure.Reason.RULE, rule="profile")
    redone()
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("ended", noon("2026-02-01"))
