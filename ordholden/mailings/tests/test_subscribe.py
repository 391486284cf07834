"""Mails to those who said yes, and to nobody else: asked, confirmed, sent, stopped."""

import re

import pytest
from django.core import mail
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.accounts.tests.make import make_staff
from ordholden.kit.models import MailLog
from ordholden.mailings import actions
from ordholden.mailings.models import Issue
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy.models import Consent, ConsentEvent
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, link, noon, opened

pytestmark = [pytest.mark.django_db]
WISH = {"mailing.email": "Ida@Example.org", "consent.marketing": "on"}


def member(tenant: Tenant, *consents: str, name: str = "Kari Moe") -> tuple[Person, Client]:
    """A confirmed candidate with these consents, and their signed-in browser."""
    email = f"{name.split()[0].lower()}@example.no"
    with at_home(tenant):
        person = people.register(name=name, email=email, locale="en")
        user = accounts.open_account(person, email, confirmed=True)
        for consent in consents:
            privacy.give_consent(consent, person=person, locale="en", confirmed=True)
        client = browser(tenant.slug)
        client.force_login(user)
    return person, client


def write(tenant: Tenant, mail_class: str, run_tasks) -> Client:
    """One issue, by somebody in marketing."""
    with at_home(tenant):
        user = accounts.account_of("mai@example.org") or make_staff("Mai", "marketing")
        client = browser(tenant.slug)
        client.force_login(user)
    with run_tasks():
        sent = client.post(
            "/mail/issues/",
            {"mail_class": mail_class, "subject": "Spring", "text": "There is work.\n\nMany jobs."},
        )
    assert sent.status_code in (303, 409), sent.content.decode()
    return client


def subscribed(tenant: Tenant, run_tasks, **wish: str) -> Client:
    """An address that asked, and said yes in the letter."""
    visitor = browser(tenant.slug)
    with run_tasks():
        visitor.post("/mail/", wish or WISH)
    visitor.post(link((wish or WISH)["mailing.email"].lower(), "/mail/confirm/"))
    return visitor


# ------------------------------------------------------------------ refusals
@pytest.mark.parametrize("slug", ["jtworks", "jobindex", "aktivbemanning"])
def test_who_promises_no_newsletter_has_no_such_page(slug: str) -> None:
    opened(slug)
    assert browser(slug).get("/mail/").status_code == 404


@pytest.mark.clauses("JC-21", "WW-63", "WW-65")
def test_an_address_alone_is_asked_and_nothing_else_is_taken() -> None:
    tenant = opened("workwithus")
    page = browser("workwithus").get("/mail/").content.decode()
    assert re.findall(r'name="([a-z_.]+)"', page.split("<main")[1]) == [
        "csrfmiddlewaretoken",
        "mailing.email",
        "consent.newsletter",
        "consent.mail_tracking",
    ]
    assert "checked" not in page
    wish = {"mailing.email": "ida@example.org", "consent.newsletter": "on"}
    for more in ({"person.name": "Ida"}, {"consent.job_mails": "on"}):
        assert browser("workwithus").post("/mail/", wish | more).status_code == 422
    nothing = browser("workwithus").post("/mail/", {"mailing.email": "ida@example.org"})
    assert nothing.status_code == 422
    assert "ida@example.org" in nothing.content.decode()
    with at_home(tenant):
        assert not Consent.objects.exists()


@pytest.mark.clauses("JC-21")
def test_until_the_owner_says_yes_nothing_is_stored_and_looking_changes_nothing(
    run_tasks, turn_clock
) -> None:
    tenant = opened("jobconnection")
    visitor = browser("jobconnection")
    with turn_clock(noon("2026-05-04")):
        with run_tasks():
            visitor.post("/mail/", WISH)
        path = link("ida@example.org", "/mail/confirm/")
        assert "example" not in path.lower()
        assert visitor.get(path).status_code == 200
        with at_home(tenant):
            assert not Consent.objects.exists()
    with turn_clock(noon("2026-05-08")):
        assert visitor.post(path).status_code == 404
    assert visitor.post(path[:-3] + "xx/").status_code == 404
    with at_home(tenant):
        assert not Consent.objects.exists()


# ------------------------------------------------------------------ subscribing
@pytest.mark.clauses("JC-21", "WW-63")
def test_an_address_subscribes_and_is_told_the_same_the_second_time(run_tasks) -> None:
    tenant = opened("jobconnection")
    visitor = subscribed(tenant, run_tasks)
    with at_home(tenant):
        row = Consent.objects.get()
        assert (row.person, row.address, row.state) == (None, "ida@example.org", "given")
        event = row.events.get()
        assert (event.locale, event.how, event.notice.number) == ("en", "link", 1)
        assert not Person.objects.exists()
    with run_tasks():
        again = visitor.post("/mail/", WISH)
    assert again.headers["Location"] == "/mail/sent/"
    assert "already" in mail.outbox[-1].subject
    with at_home(tenant):
        assert ConsentEvent.objects.count() == 1


# ------------------------------------------------------------------ one issue
@pytest.mark.clauses("JC-21", "JC-53", "WW-94")
def test_an_issue_goes_to_who_said_yes_and_moves_no_clock(run_tasks, turn_clock) -> None:
    """S-41: a mass newsletter is no contact."""
    tenant = opened("jobconnection")
    with turn_clock(noon("2026-01-12")):
        liv, _client = member(tenant, "marketing", name="Liv Ek")
        member(tenant, name="Odd Ek")
        subscribed(tenant, run_tasks)
    mail.outbox.clear()
    with turn_clock(noon("2026-06-15")):
        write(tenant, "newsletter", run_tasks)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ida@example.org", "liv@example.no"]
    letter = mail.outbox[0]
    assert letter.subject == "Spring"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body
    with at_home(tenant):
        liv.refresh_from_db()
        assert f"{liv.last_contact_at:%F} {liv.last_activity_at:%F}" == "2026-01-12 2026-01-12"
        assert {f"{row.last_used_at:%F}" for row in Consent.objects.all()} == {"2026-06-15"}
        issue = Issue.objects.get()
        assert (issue.addressed, issue.sent, issue.refused) == (2, 2, 0)
    with turn_clock(noon("2026-07-12")), at_home(tenant):
        privacy.sweep()
        assert not Person.objects.filter(pk=liv.pk).exists()


def test_who_stops_while_an_issue_waits_gets_nothing_and_it_is_logged(run_tasks) -> None:
    tenant = opened("jobconnection")
    liv, client = member(tenant, "marketing", name="Liv Ek")
    with at_home(tenant):
        issue = Issue.objects.create(
            mail_class="newsletter", subject="Spring", text="Work.", addressed=1
        )
        row = Consent.objects.get(person=liv)
    assert client.post("/my/mails/newsletter/stop/").status_code == 303
    mail.outbox.clear()
    with at_home(tenant):
        actions.deliver(issue.pk, row.pk)
        issue.refresh_from_db()
        assert (issue.sent, issue.refused) == (0, 1)
        line = MailLog.objects.get(mail_class="newsletter")
        assert (line.outcome, line.reason) == ("refused", "no_consent")
    assert not mail.outbox


def test_only_marketing_writes_to_everybody(acme, browse, run_tasks) -> None:
    assert browse(acme).get("/mail/issues/").status_code == 302
    assert browse(acme, make_staff("Rita", "recruiter")).get("/mail/issues/").status_code == 403


def test_how_far_an_issue_is_can_be_seen(run_tasks) -> None:
    tenant = opened("jobconnection")
    subscribed(tenant, run_tasks)
    client = write(tenant, "newsletter", run_tasks)
    with at_home(tenant):
        issue = Issue.objects.get()
    page = client.get(f"/mail/issues/{issue.pk}/").content.decode()
    assert "Spring" in page
    assert "hx-trigger" not in page


# ------------------------------------------------------------------ stopping
@pytest.mark.clauses("JC-21", "WW-104", "WW-105")
def test_the_link_in_a_mail_stops_it_by_a_button(run_tasks) -> None:
    tenant = opened("jobconnection")
    visitor = subscribed(tenant, run_tasks)
    write(tenant, "newsletter", run_tasks)
    path = link("ida@example.org", "/mail/stop/")
    assert "example" not in path.lower()
    assert "Stop these mails?" in visitor.get(path).content.decode()
    with at_home(tenant):
        assert Consent.objects.get().stands
    assert "They are stopped" in visitor.post(path).content.decode()
    with at_home(tenant):
        row = Consent.objects.get()
        assert (row.state, row.mailing_stopped_at is not None) == ("withdrawn", True)
    assert visitor.get("/mail/stop/other/").status_code == 404


@pytest.mark.clauses("WW-104")
def test_a_mail_programs_own_button_needs_no_page_and_no_cookie(run_tasks) -> None:
    """RFC 8058."""
    tenant = opened("jobconnection")
    subscribed(tenant, run_tasks)
    write(tenant, "newsletter", run_tasks)
    path = link("ida@example.org", "/mail/stop/")
    program = Client(HTTP_HOST="jobconnection.localhost", enforce_csrf_checks=True)
    for _twice in range(2):
        answer = program.post(path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.content) == (200, b"")
        assert not answer.cookies
    with at_home(tenant):
        assert not Consent.objects.get().stands


@pytest.mark.clauses("AB-14", "AB-12", "AB-30")
def test_no_to_opportunities_stops_them_alone(run_tasks) -> None:
    """S-94: the acceptance stands, service letters come, opportunities are refused and logged."""
    tenant = opened("aktivbemanning")
    kari, client = member(tenant, "acceptance")
    member(tenant, "acceptance", name="Nina Lie")
    assert client.post("/my/mails/service/stop/").status_code == 404
    assert client.post("/my/mails/opportunity/stop/").status_code == 303
    mail.outbox.clear()
    write(tenant, "opportunity", run_tasks)
    assert [letter.to for letter in mail.outbox] == [["nina@example.no"]]
    with at_home(tenant):
        assert Consent.objects.get(person=kari, consent="acceptance").stands
        line = MailLog.objects.get(mail_class="opportunity", person_id=kari.pk)
        assert (line.outcome, line.reason) == ("refused", "stopped")
    assert "you do not get them" in client.get("/my/mails/").content.decode()
    client.post("/my/mails/opportunity/allow/")
    mail.outbox.clear()
    write(tenant, "opportunity", run_tasks)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["kari@example.no", "nina@example.no"]
    nina = link("nina@example.no", "/mail/stop/")
    browser("aktivbemanning").post(nina, {"List-Unsubscribe": "One-Click"})
    mail.outbox.clear()
    write(tenant, "opportunity", run_tasks)
    assert [letter.to for letter in mail.outbox] == [["kari@example.no"]]
    with at_home(tenant):
        assert Person.objects.filter(email="nina@example.no").exists()


@pytest.mark.clauses("WW-77", "WW-78", "WW-79", "WW-94", "WW-104", "WW-106")
def test_unsubscribing_stops_at_once_and_ends_the_evidence_two_years_on(
    run_tasks, turn_clock
) -> None:
    """S-61, S-76: the history stays until its own day."""
    tenant = opened("workwithus")
    with turn_clock(noon("2023-03-06")):
        sara, client = member(tenant, "job_mails", name="Sara Ek")
    with turn_clock(noon("2023-03-20")):
        with at_home(tenant):
            client.force_login(sara.user)
        assert "you get them" in client.get("/my/mails/").content.decode()
        client.post("/my/mails/job_mail/stop/")
        mail.outbox.clear()
        write(tenant, "job_mail", run_tasks)
        assert not mail.outbox
    with at_home(tenant):
        sara.refresh_from_db()
        row = Consent.objects.get(person=sara)
        kinds = list(row.events.order_by("at").values_list("kind", flat=True))
        assert kinds == ["given", "withdrawn"]
    with turn_clock(noon("2025-03-19")), at_home(tenant):
        privacy.sweep()
        assert Consent.objects.filter(pk=row.pk).exists()
    with turn_clock(noon("2025-03-20")), at_home(tenant):
        privacy.sweep()
        assert not Consent.objects.filter(pk=row.pk).exists()


def test_my_mails_shows_what_concerns_me(acme, browse) -> None:
    tenant = opened("jobindex")
    _person, client = member(tenant)
    page = client.get("/my/mails/").content.decode()
    assert "always come" in page
    assert browser("jobindex").get("/my/mails/").status_code == 302
    assert client.post("/my/mails/newsletter/allow/").status_code == 404


# ------------------------------------------------------------------ one's address and oneself
@pytest.mark.clauses("JC-54", "JC-55")
def test_who_signs_off_gets_nothing_at_the_address_they_subscribed_with_either(run_tasks) -> None:
    tenant = opened("jobconnection")
    kari, _client = member(tenant)
    wish = {"mailing.email": kari.email, "consent.marketing": "on"}
    subscribed(tenant, run_tasks, **wish)
    with at_home(tenant):
        recruiter = browser("jobconnection")
        recruiter.force_login(make_staff("Rita", "recruiter"))
    assert recruiter.post(f"/people/{kari.pk}/deregistered/").status_code == 303
    mail.outbox.clear()
    write(tenant, "newsletter", run_tasks)
    assert mail.outbox == []
    with at_home(tenant):
        assert MailLog.objects.get(mail_class="newsletter").reason == "signed_off"


@pytest.mark.clauses("WW-104")
def test_objecting_to_advertising_stops_what_the_address_subscribed_to(run_tasks) -> None:
    tenant = opened("workwithus")
    kari, client = member(tenant)
    subscribed(tenant, run_tasks, **{"mailing.email": kari.email, "consent.newsletter": "on"})
    write(tenant, "newsletter", run_tasks)
    assert [one.to for one in mail.outbox if "Spring" in one.subject] == [[kari.email]]
    mail.outbox.clear()
    assert client.post("/my/rights/objection/", {"purpose": "newsletter"}).status_code == 303
    write(tenant, "newsletter", run_tasks)
    assert mail.outbox == []
