"""A hold keeps exactly the record it names, and no longer than the notice lets it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_staff
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.privacy import actions
from ordholden.privacy.models import ErasureCount, Hold
from ordholden.privacy.tests.make import Turn, is_there, noon, opened, somebody
from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.model.firms import firm

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def jobs() -> Any:
    with at_home(opened("jobconnection")) as _:
        yield


def swept(turn_clock: Turn, day: str) -> None:
    with turn_clock(noon(day)):
        actions.sweep()


def silent(turn_clock: Turn, name: str = "Per Holm", email: str = "per@example.dk") -> Person:
    """Somebody whose six months are over on 30 September 2025."""
    with turn_clock(noon("2025-03-31")):
        person = somebody(name, email)
        people.save_detail(person, "person.address", "Sundvej 5, 9400 Nørresundby")
        people.save_detail(person, "profile.skills", "Svejsning")
    return person


def staff(turn_clock: Turn, name: str = "Olga", role: str = "privacy_officer") -> User:
    with turn_clock(noon("2025-01-02")):
        return make_staff(name, role)


def hold(row: Person | Detail, officer: User, **more: Any) -> Hold:
    return actions.set_hold(row._meta.db_table, row.pk, by=officer, **{"reason": "dispute", **more})


@pytest.mark.clauses("WW-88", "JT-34")
def test_what_the_notice_does_not_allow_is_refused(jobs: None, turn_clock: Turn) -> None:
    officer, recruiter = staff(turn_clock), staff(turn_clock, "Rita", "recruiter")
    with turn_clock(noon("2025-08-01")):
        per = somebody()
        for wrong in (
            {"reason": "curiosity"},
            {"until": date(2026, 8, 2)},
            {"until": date(2025, 7, 31)},
        ):
            with pytest.raises(NotPossible):
                hold(per, officer, **wrong)
        with pytest.raises(NotPossible):
            actions.set_hold("accounts_membership", per.pk, reason="dispute", by=officer)
        with pytest.raises(NotPossible):
            actions.set_hold("people_detail", per.pk, reason="dispute", by=officer)
        asked = hold(per, recruiter)
        with pytest.raises(NotPossible):
            actions.approve_hold(asked, by=recruiter)
        per.refresh_from_db()
        assert (asked.is_open, per.held) == (False, False)
        actions.approve_hold(asked, by=officer)
        per.refresh_from_db()
        assert per.held
        with pytest.raises(NotPossible):
            hold(per, officer)


@pytest.mark.clauses("WW-88", "JT-34")
def test_the_sweep_leaves_the_held_value_alone_and_takes_it_after_release(
    jobs: None, turn_clock: Turn
) -> None:
    officer = staff(turn_clock)
    per, eva = silent(turn_clock), silent(turn_clock, "Eva Krog", "eva@example.dk")
    skills = Detail.objects.get(person=per, category="profile.skills")
    with turn_clock(noon("2025-09-01")):
        kept = hold(skills, officer)
    swept(turn_clock, "2025-09-30")
    assert not is_there(eva)
    assert list(Detail.objects.values_list("pk", flat=True)) == [skills.pk]
    per.refresh_from_db()
    assert (per.name, per.email, per.state) == ("", "", "kept")
    assert ErasureCount.objects.filter(retained=1, record="profile").exists()
    swept(turn_clock, "2025-10-01")
    assert Detail.objects.exists()
    with turn_clock(noon("2025-10-02")):
        actions.release_hold(kept, by=officer)
    swept(turn_clock, "2025-10-03")
    assert not Detail.objects.exists()
    assert not is_there(per)
    assert not Hold.objects.exists()


@pytest.mark.clauses("WW-88")
def test_a_held_person_stays_whole_until_the_day_after_the_longest_time(
    jobs: None, turn_clock: Turn
) -> None:
    officer, per = staff(turn_clock), silent(turn_clock)
    with turn_clock(noon("2025-09-01")):
        kept = hold(per, officer)
        assert kept.until == date(2026, 9, 1)
    with turn_clock(noon("2025-10-01")), pytest.raises(NotPossible):
        actions.delete_profile(per)
    for day in ("2025-09-30", "2026-09-01"):
        swept(turn_clock, day)
        assert (is_there(per), Detail.objects.filter(person=per).count()) == (True, 2)
    swept(turn_clock, "2026-09-02")
    assert (is_there(per), Detail.objects.exists()) == (False, False)


def test_renewed_it_lasts_again_as_long_and_never_longer(jobs: None, turn_clock: Turn) -> None:
    officer, per = staff(turn_clock), silent(turn_clock)
    with turn_clock(noon("2025-09-01")):
        kept = hold(per, officer)
    with turn_clock(noon("2026-06-01")):
        with pytest.raises(NotPossible):
            actions.renew_hold(kept, by=officer, until=date(2027, 6, 2))
        assert actions.renew_hold(kept, by=officer).until == date(2027, 6, 1)
    swept(turn_clock, "2026-12-01")
    assert is_there(per)
    swept(turn_clock, "2027-06-02")
    assert not is_there(per)


def test_the_database_alone_says_what_is_held(jobs: None, turn_clock: Turn) -> None:
    officer, per = staff(turn_clock), silent(turn_clock)
    Person.objects.filter(pk=per.pk).update(held=True)
    per.refresh_from_db()
    assert not per.held
    kept = hold(per, officer)
    detail = people.save_detail(per, "profile.education", "Smed")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_detail SET held = false")
    assert set(Detail.objects.values_list("held", flat=True)) == {True}
    actions.release_hold(kept, by=officer)
    assert set(Detail.objects.values_list("held", flat=True)) == {False}
    assert detail is not None


def test_a_hold_of_another_business_keeps_nothing(jobs: None, acme: Tenant) -> None:
    officer, per = make_staff("Olga", "privacy_officer"), somebody()
    with at_home(Tenant.objects.get(slug="jobconnection")):
        theirs = make_staff("Ulf", "privacy_officer")
        with pytest.raises(NotPossible):
            hold(per, theirs)
        assert not Hold.objects.exists()
    hold(per, officer)
    with at_home(Tenant.objects.get(slug="jobconnection")):
        assert not Hold.objects.exists()


@pytest.mark.parametrize("answered_again", [False, True])
def test_what_a_case_kept_of_a_consent_taken_back_goes_with_the_hold(
    db: None, turn_clock: Turn, answered_again: bool
) -> None:
    with turn_clock(noon("2026-03-02")), at_home(add(firm(0), ["acme.localhost"])):
        officer, per = staff(turn_clock), somebody()
        row = actions.give_consent("later_jobs", person=per, locale="da", confirmed=True)
        hobby = people.save_detail(per, "own.hobby", "Skak")
        assert hobby is not None
        kept = hold(hobby, officer)
        with turn_clock(noon("2026-03-03")):
            actions.withdraw_consent(row, locale="da")
            actions.sweep()
            assert Detail.objects.filter(pk=hobby.pk).exists()
        with turn_clock(noon("2026-03-04")):
            actions.release_hold(kept, by=officer)
            if answered_again:  # somebody who writes it anew wants it to be there
                people.save_detail(per, "own.hobby", "Dam")
            actions.sweep()
        assert Detail.objects.filter(pk=hobby.pk).exists() is answered_again
