"""The sweep keeps the periods of the notices, to the day."""

from datetime import date

import pytest

from ordholden.people import actions as people
from ordholden.people.models import Detail
from ordholden.privacy import actions
from ordholden.privacy.models import Consent, PurposeReview, SweepCount
from ordholden.privacy.tests.make import Turn, is_there, noon, opened, somebody
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]


def swept(turn_clock: Turn, day: str) -> None:
    with turn_clock(noon(day)):
        actions.sweep()


@pytest.mark.clauses("JC-53", "JC-56")
def test_six_months_after_last_contact_unless_ever_employed(turn_clock: Turn) -> None:
    with at_home(opened("jobconnection")):
        with turn_clock(noon("2025-03-31")):
            per, mia = somebody(), somebody("Mia Lund", "mia@example.dk")
            people.start_employment(mia)
        with turn_clock(noon("2025-08-01")):
            people.touch(per, people.Event.BULK_MAIL)
        swept(turn_clock, "2025-09-29")
        assert is_there(per)
        swept(turn_clock, "2025-09-30")
        assert not Detail.objects.exists()
        assert not is_there(per)
        assert is_there(mia)


@pytest.mark.clauses("JC-56", "JC-52")
def test_five_financial_years_after_the_latest_employment(turn_clock: Turn) -> None:
    with at_home(opened("jobconnection")):
        with turn_clock(noon("2020-02-03")):
            mia = somebody("Mia Lund", "mia@example.dk")
            people.start_employment(mia)
        with turn_clock(noon("2020-06-01")):
            people.end_employment(mia, on=date(2020, 5, 31))
        swept(turn_clock, "2025-12-31")
        assert is_there(mia)
        swept(turn_clock, "2026-01-01")
        assert not is_there(mia)


@pytest.mark.clauses("JT-54")
def test_two_years_after_last_activity(turn_clock: Turn) -> None:
    with at_home(opened("jtworks")):
        with turn_clock(noon("2023-02-28")):
            ole = somebody("Ole Bak", "ole@example.dk")
            for consent in ("recruitment", "later_jobs"):
                actions.give_consent(consent, person=ole, locale="da")
        swept(turn_clock, "2025-02-27")
        assert is_there(ole)
        swept(turn_clock, "2025-02-28")
        assert not is_there(ole)
        assert SweepCount.objects.exists()


@pytest.mark.clauses("WW-77", "WW-78", "WW-79", "WW-80", "WW-81")
def test_account_one_year_mails_two_proof_four(turn_clock: Turn) -> None:
    with at_home(opened("workwithus")):
        with turn_clock(noon("2021-05-10")):
            sara = somebody("Sara Friis", "sara@example.dk")
            row = actions.give_consent("job_mails", person=sara, locale="da", confirmed=True)
        swept(turn_clock, "2022-05-09")
        assert is_there(sara)
        swept(turn_clock, "2022-05-10")
        assert not is_there(sara)
        row.refresh_from_db()
        assert (row.stands, row.address) == (True, "sara@example.dk")
        swept(turn_clock, "2023-05-09")
        row.refresh_from_db()
        assert row.stands
        swept(turn_clock, "2023-05-10")
        row.refresh_from_db()
        assert not row.stands
        swept(turn_clock, "2025-05-09")
        assert Consent.objects.filter(pk=row.pk).exists()
        swept(turn_clock, "2025-05-10")
        assert not Consent.objects.filter(pk=row.pk).exists()


@pytest.mark.clauses("AB-34")
def test_a_purpose_without_a_period_is_asked_about_and_silence_erases(turn_clock: Turn) -> None:
    with at_home(opened("aktivbemanning")):
        with turn_clock(noon("2025-03-10")):
            kari, liv = (
                somebody("Kari Moe", "kari@example.no"),
                somebody("Liv Aas", "liv@example.no"),
            )
        swept(turn_clock, "2026-03-09")
        assert not PurposeReview.objects.exists()
        swept(turn_clock, "2026-03-10")
        assert PurposeReview.objects.count() == 2
        swept(turn_clock, "2026-03-11")
        assert PurposeReview.objects.count() == 2
        with turn_clock(noon("2026-03-12")):
            actions.answer_review(PurposeReview.objects.get(person=kari), needed=True, by=None)
        swept(turn_clock, "2026-04-09")
        assert is_there(liv)
        swept(turn_clock, "2026-04-10")
        assert (is_there(kari), is_there(liv)) == (True, False)


@pytest.mark.clauses("AB-34", "JI-55", "JT-05")
def test_a_category_no_purpose_asks_for_is_due(turn_clock: Turn) -> None:
    with at_home(opened("jtworks")) as _:
        ole = somebody("Ole Bak", "ole@example.dk")
        Detail.objects.create(person=ole, category="own.shoe_size", value="44")
        Detail.objects.create(person=ole, category="profile.skills", value="Tømrer")
        actions.sweep()
        assert list(Detail.objects.values_list("category", flat=True)) == ["profile.skills"]


@pytest.mark.clauses("JT-07", "JT-08")
def test_without_the_later_jobs_consent_the_end_of_the_process_is_the_end(turn_clock: Turn) -> None:
    with at_home(opened("jtworks")):
        with turn_clock(noon("2026-02-02")):
            ole, eva = somebody("Ole Bak", "ole@example.dk"), somebody("Eva Krog", "eva@example.dk")
            for person in (ole, eva):
                actions.give_consent("recruitment", person=person, locale="da")
            actions.give_consent("later_jobs", person=eva, locale="da")
        with turn_clock(noon("2026-03-10")):
            people.close_process(ole)
            people.close_process(eva)
            actions.sweep()
        assert (is_there(ole), is_there(eva)) == (False, True)


def test_the_schedule_sweeps_every_tenant(turn_clock: Turn) -> None:
    from ordholden.kit import queue, worker

    worker.find_tasks()
    name = "ordholden.privacy.sweep.run.nightly"
    assert name in queue.SCHEDULE
    with at_home(opened("jtworks")) as _, turn_clock(noon("2023-02-28")):
        ole = somebody("Ole Bak", "ole@example.dk")
    queue.put_for_every_tenant(name)
    with at_home(_tenant("jtworks")), turn_clock(noon("2025-03-01")):
        worker.drain()
        assert not is_there(ole)


def _tenant(slug: str) -> Tenant:
    return Tenant.objects.get(slug=slug)


@pytest.mark.clauses("JC-52", "JC-56")
def test_what_a_law_keeps_outlives_a_rule_and_ends_on_its_own_day(turn_clock: Turn) -> None:
    with at_home(opened("jobconnection")):
        with turn_clock(noon("2020-02-03")):
            mia = somebody("Mia Lund", "mia@example.dk")
            people.save_detail(mia, "person.address", "Sundvej 5, 9400 Nørresundby")
            people.start_employment(mia)
        with turn_clock(noon("2021-05-15")):
            people.end_employment(mia, on=date(2021, 5, 14))
            actions.delete_profile(mia)
        mia.refresh_from_db()
        assert (mia.state, mia.email) == ("kept", "")
        swept(turn_clock, "2026-12-31")
        assert is_there(mia)
        swept(turn_clock, "2027-01-01")
        assert not is_there(mia)


@pytest.mark.clauses("JC-56")
def test_a_running_employment_has_no_end_however_long_the_silence(turn_clock: Turn) -> None:
    with at_home(opened("jobconnection")):
        with turn_clock(noon("2005-02-03")):
            mia = somebody("Mia Lund", "mia@example.dk")
            people.start_employment(mia)
        swept(turn_clock, "2025-12-31")
        assert is_there(mia)


@pytest.mark.clauses("JT-51", "JT-52")
def test_ending_the_relation_does_not_take_what_the_law_keeps(turn_clock: Turn) -> None:
    with at_home(opened("jtworks")):
        ole, eva = somebody("Ole Bak", "ole@example.dk"), somebody("Eva Krog", "eva@example.dk")
        people.start_employment(eva)
        people.end_employment(eva)
        for person in (ole, eva):
            people.end_relation(person)
        actions.sweep()
        assert not is_there(ole)
        eva.refresh_from_db()
        assert (eva.state, eva.name) == ("kept", "Eva Krog")
