"""The work surface: found for a purpose, seen as far as the policy says, noted, erased."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ordholden.accounts import actions as accounts
from ordholden.accounts.tests.make import make_staff
from ordholden.candidates.models import ContactPerson, Origin
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.people.states import State
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent, NoticeShown
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, link, noon, opened

pytestmark = [pytest.mark.django_db]


def at_work(tenant: Tenant, role: str = "recruiter", name: str = "Rita") -> Client:
    """A member of staff with a second factor, signed in; again if they are there already."""
    with at_home(tenant):
        user = accounts.account_of(f"{name.lower()}@example.org") or make_staff(name, role)
        client = browser(tenant.slug)
        client.force_login(user)
    return client


def somebody(tenant: Tenant, name: str, email: str, *consents: str) -> Person:
    """A confirmed candidate who said yes to these."""
    with at_home(tenant):
        person = people.register(name=name, email=email)
        people.confirm(person)
        for consent in consents:
            privacy.give_consent(consent, person=person, locale="da", confirmed=True)
    return person


# ------------------------------------------------------------------ refusals
def test_the_list_is_for_those_the_policy_lets_see_people() -> None:
    tenant = opened("jtworks")
    assert browser("jtworks").get("/people/").status_code == 302
    assert at_work(tenant, "marketing", "Mai").get("/people/").status_code == 403
    assert at_work(tenant).get("/people/?purpose=profiling").status_code == 409


@pytest.mark.clauses("JT-13", "JT-06", "JT-62")
def test_without_a_basis_for_the_purpose_somebody_is_not_there() -> None:
    """S-05, S-08: one process only is not later jobs."""
    tenant = opened("jtworks")
    somebody(tenant, "Signe Holm", "signe@example.dk", "recruitment")
    both = somebody(tenant, "Bo Krag", "bo@example.dk", "recruitment", "later_jobs")
    rita = at_work(tenant)
    assert "Signe Holm" not in rita.get("/people/").content.decode()
    now = rita.get("/people/?purpose=job_offers").content.decode()
    assert "Signe Holm" in now
    assert "Bo Krag" in now
    later = rita.get("/people/?purpose=later_jobs").content.decode()
    assert "Signe Holm" not in later
    assert "Bo Krag" in later
    with at_home(tenant):
        privacy.withdraw_consent(Consent.objects.get(person=both, consent="later_jobs"))
    assert "Bo Krag" not in rita.get("/people/?purpose=later_jobs").content.decode()
    assert rita.get(f"/people/{both.pk}/?purpose=later_jobs").status_code == 404


@pytest.mark.clauses("JC-41")
def test_staff_cannot_write_what_is_for_the_hired_before_the_contract() -> None:
    tenant = opened("jobconnection")
    person = somebody(tenant, "Per Lund", "per@example.dk")
    rita = at_work(tenant)
    url = f"/people/{person.pk}/fields/?purpose=placement"
    page = rita.get(url).content.decode()
    assert 'name="profile.notes"' in page
    assert 'name="employment.assignment"' not in page
    sent = {"person.name": "Per Lund", "employment.assignment": "Warehouse"}
    assert rita.post(url, sent).status_code == 422
    with at_home(tenant):
        people.start_employment(person)
    sent["person.address"] = "Torvet 1"
    assert rita.post(f"/people/{person.pk}/fields/?purpose=customer_tasks", sent).status_code in (
        303,
        404,
    )


def test_an_auditor_and_a_stranger_note_nothing() -> None:
    tenant = opened("jobconnection")
    person = somebody(tenant, "Per Lund", "per@example.dk")
    stranger = browser("jobconnection")
    assert stranger.post(f"/people/{person.pk}/contact/").status_code == 302
    finance = at_work(tenant, "finance", "Finn")
    assert finance.post(f"/people/{person.pk}/process-closed/").status_code == 403


# ------------------------------------------------------------------ the list
def test_the_list_asks_few_questions_and_no_name_stands_in_an_address() -> None:
    tenant = opened("jobconnection")
    with at_home(tenant):
        for number in range(60):
            person = people.register(name=f"Per {number:02}", email=f"per{number}@example.dk")
            people.confirm(person)
    rita = at_work(tenant)
    with CaptureQueriesContext(connection) as queries:
        page = rita.get("/people/?purpose=placement&page=2").content.decode()
    asked = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 13, asked
    assert "Per 25" in page
    assert "Page 2 of 3" in page
    sent = rita.post("/people/", {"purpose": "placement", "q": "per 41"})
    assert "41" not in sent.headers["Location"]
    page = rita.get(sent.headers["Location"]).content.decode()
    assert "Per 41" in page
    assert "Per 40" not in page


@pytest.mark.clauses("JT-57", "JC-43", "AB-21")
def test_a_role_sees_of_somebody_what_the_policy_lets_it() -> None:
    tenant = opened("jobconnection")
    person = somebody(tenant, "Mia Dam", "mia@example.dk")
    with at_home(tenant):
        people.save_detail(person, "profile.education", "Baker", item=0)
        people.save_detail(person, "profile.next_of_kin", "Ib Dam 20304050")
        people.start_employment(person)
        people.save_detail(person, "employment.national_id", "010190-1234")
        people.save_detail(person, "employment.pay", "31.000")
    rita = at_work(tenant).get(f"/people/{person.pk}/?purpose=placement").content.decode()
    assert "Baker" in rita
    assert "Ib Dam" not in rita
    assert "31.000" not in rita
    assert "010190" not in rita
    pal = at_work(tenant, "payroll", "Pal").get(f"/people/{person.pk}/?purpose=wages")
    assert "31.000" in pal.content.decode()
    assert "010190" not in pal.content.decode()
    assert "Show once" in pal.content.decode()
    assert "Baker" not in pal.content.decode()


# ------------------------------------------------------------------ somebody met
@pytest.mark.clauses("JT-05", "JC-28", "JC-01")
def test_somebody_met_is_asked_hidden_and_gone_if_they_do_not_answer(turn_clock, run_tasks) -> None:
    """S-11: never found, and erased by the notice's own rule."""
    tenant = opened("jtworks")
    rita = at_work(tenant)
    with turn_clock(noon("2031-12-01")), run_tasks():
        sent = rita.post(
            "/people/new/",
            {
                "name": "Ejnar Toft",
                "email": "ejnar@example.dk",
                "how": "phone",
                "phone": "20304050",
            },
        )
    assert sent.status_code == 303
    assert "Ejnar Toft" not in rita.get("/people/?purpose=job_offers").content.decode()
    assert "has not answered yet" in rita.get("/people/?purpose=job_offers").content.decode()
    with at_home(tenant):
        person = Person.objects.get(email="ejnar@example.dk")
        assert person.state == State.PENDING
        assert NoticeShown.objects.get(person=person).place == "letter"
        assert person.notified_policy == tenant.policy_id
    rule = next(r for r in tenant.policy.document.retain if "pending" in r.only)
    from ordholden.policy import due

    last = due(date(2031, 12, 1), rule.stages[-1].after, tenant.policy.year_end)
    with turn_clock(noon(last.isoformat())), at_home(tenant):
        privacy.sweep()
        assert not Person.objects.filter(email="ejnar@example.dk").exists()
    letter = browser("jtworks").get(link("ejnar@example.dk", "/join/registered/"))
    assert letter.status_code == 404


@pytest.mark.clauses("JT-05", "JC-01", "JC-18", "JC-28")
def test_somebody_named_by_a_company_hears_which_and_says_yes(run_tasks) -> None:
    """S-17, and the needed yes is asked for here too."""
    tenant = opened("jtworks")
    rita = at_work(tenant)
    met = {"name": "Lis Krog", "email": "lis@example.dk", "how": "company"}
    assert rita.post("/people/new/", met).status_code == 422
    with run_tasks():
        rita.post("/people/new/", {**met, "named": "Nordhus Byg A/S"})
    assert "Nordhus Byg A/S" in mail.outbox[-1].body
    path = link("lis@example.dk", "/join/registered/")
    visitor = browser("jtworks")
    page = visitor.get(path).content.decode()
    assert "Nordhus Byg A/S" in page
    assert visitor.post(path, {"answer": "yes"}).status_code == 422
    agreed = visitor.post(path, {"answer": "yes", "consent.recruitment": "on"})
    assert agreed.status_code == 303
    assert "Lis Krog" in rita.get("/people/?purpose=job_offers").content.decode()
    with at_home(tenant):
        person = Person.objects.get(email="lis@example.dk")
        assert Origin.objects.get(person=person).named == "Nordhus Byg A/S"
        assert ContactPerson.objects.get(person=person).user.person.name == "Rita"


@pytest.mark.clauses("JC-17", "JC-18", "JC-30")
def test_who_registers_at_a_branch_gets_the_notice_and_a_link_to_confirm(run_tasks) -> None:
    tenant = opened("jobconnection")
    bodil = at_work(tenant, "branch", "Bodil")
    met = {"name": "Per Lund", "email": "per@example.dk", "how": "branch"}
    with run_tasks():
        assert bodil.post("/people/new/", met).status_code == 303
    letter = mail.outbox[-1]
    assert letter.to == ["per@example.dk"]
    assert "/notice/" in letter.body
    with translation.override("da"):
        assert str(Origin.How.BRANCH.label) in letter.body
    path = link("per@example.dk", "/join/registered/")
    more = {"declared.correct": "on", "person.birth_date": "1990-01-01"}
    assert browser("jobconnection").post(path, more).status_code == 422
    assert browser("jobconnection").post(path, {"declared.correct": "on"}).status_code == 303
    with at_home(tenant):
        assert Person.objects.get(email="per@example.dk").state == State.ACTIVE


def test_somebody_met_says_no_and_nothing_is_left(run_tasks) -> None:
    tenant = opened("aktivbemanning")
    rita = at_work(tenant)
    with run_tasks():
        rita.post("/people/new/", {"name": "Odd", "email": "odd@example.no", "how": "met"})
    path = link("odd@example.no", "/join/registered/")
    assert browser("aktivbemanning").get(path).status_code == 200
    assert browser("aktivbemanning").post(path, {"answer": "no"}).status_code == 200
    with at_home(tenant):
        assert not Person.objects.filter(email="odd@example.no").exists()
        assert not Origin.objects.exists()


@pytest.mark.clauses("JC-29")
def test_an_employer_s_duties_find_nobody_before_there_is_an_agreement() -> None:
    tenant = opened("jobconnection")
    per = somebody(tenant, "Per Lund", "per@example.dk")
    pia = at_work(tenant, "payroll", "Pia")
    for employed in (False, True):
        for purpose in ("wages", "legal_duties"):
            listed = pia.get(f"/people/?purpose={purpose}").content.decode()
            assert ("Per Lund" in listed) is employed
            card = pia.get(f"/people/{per.pk}/?purpose={purpose}")
            assert card.status_code == (200 if employed else 404)
        with at_home(tenant):
            people.start_employment(per)


@pytest.mark.clauses("AB-26", "JC-71", "JT-18", "WW-53")
@pytest.mark.parametrize("slug", ["aktivbemanning", "jobconnection", "jtworks", "workwithus"])
def test_support_sees_who_somebody_is_and_nothing_of_their_work(slug: str) -> None:
    tenant = opened(slug)
    per = somebody(tenant, "Per Lund", "per@example.dk")
    with at_home(tenant):
        Detail.objects.create(person=per, category="profile.experience", value="Tower cranes")
    card = at_work(tenant, "support", "Sif").get(f"/people/{per.pk}/?purpose=enquiries")
    assert "Per Lund" in card.content.decode()
    assert "per@example.dk" in card.content.decode()
    assert "Tower cranes" not in card.content.decode()
    assert at_work(tenant, "finance", "Finn").get("/people/").status_code == 403


# ------------------------------------------------------------------ what is noted
@pytest.mark.clauses("JC-53", "JC-56", "JC-52")
def test_contact_and_employment_move_what_the_rules_count_from(turn_clock) -> None:
    """S-40 and S-41 by the buttons of the card."""
    tenant = opened("jobconnection")
    with turn_clock(noon("2024-02-01")):
        per = somebody(tenant, "Per Lund", "per@example.dk")
        at_work(tenant)
    with turn_clock(noon("2024-05-20")):
        at_work(tenant).post(f"/people/{per.pk}/contact/?purpose=placement")
    with turn_clock(noon("2024-11-19")), at_home(tenant):
        privacy.sweep()
        assert Person.objects.filter(pk=per.pk).exists()
    with turn_clock(noon("2024-06-03")):
        at_work(tenant).post(f"/people/{per.pk}/employment-started/", {"day": "2024-06-03"})
    with turn_clock(noon("2024-09-30")):
        rita = at_work(tenant)
        assert (
            rita.post(f"/people/{per.pk}/employment-ended/", {"day": "2024-12-24"}).status_code
            == 409
        )
        rita.post(f"/people/{per.pk}/employment-ended/", {"day": "2024-09-13"})
    with at_home(tenant):
        per.refresh_from_db()
        assert per.employment_ended_on == date(2024, 9, 13)
    with turn_clock(noon("2029-12-31")), at_home(tenant):
        privacy.sweep()
        assert Person.objects.filter(pk=per.pk).exists()
    with turn_clock(noon("2030-01-01")), at_home(tenant):
        privacy.sweep()
        assert not Person.objects.filter(pk=per.pk).exists()


@pytest.mark.clauses("JC-54")
def test_who_signs_off_hears_no_more() -> None:
    tenant = opened("jobconnection")
    per = somebody(tenant, "Per Lund", "per@example.dk")
    rita = at_work(tenant)
    assert rita.post(f"/people/{per.pk}/deregistered/").status_code == 303
    with at_home(tenant):
        per.refresh_from_db()
        assert per.deregistered_at is not None
    assert "wants no contact" in rita.get(f"/people/{per.pk}/").content.decode()
    assert rita.post(f"/people/{per.pk}/deregistered/").status_code == 404


@pytest.mark.clauses("AB-32")
def test_staff_erase_for_somebody_once_they_know_who_asks() -> None:
    tenant = opened("aktivbemanning")
    kari = somebody(tenant, "Kari Moe", "kari@example.no", "acceptance")
    rita = at_work(tenant)
    assert rita.post(f"/people/{kari.pk}/deletion/").status_code == 422
    with at_home(tenant):
        assert Person.objects.filter(pk=kari.pk).exists()
    done = rita.post(f"/people/{kari.pk}/deletion/", {"how": "called_back"})
    assert done.status_code == 200
    assert "Kari" not in done.content.decode()
    with at_home(tenant):
        assert not Person.objects.filter(pk=kari.pk).exists()
        assert not Detail.objects.exists()
    assert rita.get(f"/people/{kari.pk}/").status_code == 404
