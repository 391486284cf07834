"""Mail goes only where what it rests on holds at the moment of sending."""

import pytest

from ordholden.kit import mail
from ordholden.kit.models import MailLog
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions
from ordholden.privacy.models import Consent
from ordholden.privacy.tests.make import Turn, is_there, noon, opened, somebody
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home, required
from tests.harness.longer import LONGER

pytestmark = [pytest.mark.django_db]


def sent(person: Person, mail_class: str) -> str:
    """Try to send; the reason for a refusal, or "" when it went."""
    line = mail.send(
        to=person.email,
        template="privacy/email/due_soon",
        context={"name": person.name, "url": "https://example.org/"},
        mail_class=mail_class,
        locale=required().policy.locale,
        subject_person=person.pk,
        unsubscribe_url="" if mail_class in mail.PERSONAL else "https://example.org/stop",
    )
    return line.reason


@pytest.mark.clauses("WW-63", "WW-77", "WW-105")
def test_a_mail_that_needs_a_consent_waits_for_it_and_ends_with_it() -> None:
    with at_home(opened("workwithus")):
        sara = somebody("Sara Friis", "sara@example.dk")
        assert sent(sara, "job_mail") == "no_consent"
        row = actions.give_consent("job_mails", person=sara, locale="da", confirmed=True)
        assert sent(sara, "job_mail") == ""
        actions.withdraw_consent(row, locale="da")
        assert sent(sara, "job_mail") == "no_consent"
        assert sent(sara, "service") == ""


@pytest.mark.clauses("JC-54", "JC-55")
def test_who_signed_off_hears_nothing_but_about_their_own_matter() -> None:
    with at_home(opened("jobconnection")):
        per = somebody()
        people.deregister(per)
        assert sent(per, "offer") == "signed_off"
        assert sent(per, "service") == ""


@pytest.mark.clauses("AB-12", "AB-14")
def test_saying_stop_to_opportunities_leaves_service_mail() -> None:
    with at_home(opened("aktivbemanning")):
        kari = somebody("Kari Moe", "kari@example.no")
        accepted = required().policy.document.mail["opportunity"].consent or ""
        actions.give_consent(accepted, person=kari, locale="nb", confirmed=True)
        assert sent(kari, "opportunity") == ""
        actions.stop_mail("opportunity", person=kari)
        assert sent(kari, "opportunity") == "stopped"
        assert sent(kari, "service") == ""
        actions.allow_mail("opportunity", person=kari)
        assert sent(kari, "opportunity") == ""


@pytest.mark.clauses("WW-94", "WW-67")
def test_the_proof_of_a_newsletter_counts_from_the_last_one_sent(turn_clock: Turn) -> None:
    with at_home(opened("workwithus")):
        with turn_clock(noon("2024-01-10")):
            row = actions.give_consent(
                "newsletter", address="lone@example.dk", locale="da", confirmed=True
            )
        with turn_clock(noon("2024-06-10")):
            line = mail.send(
                to="lone@example.dk",
                template="privacy/email/due_soon",
                context={"name": "", "url": "https://example.org/"},
                mail_class="newsletter",
                locale="da",
                unsubscribe_url="https://example.org/stop",
            )
            assert line.reason == ""
        with turn_clock(noon("2024-06-15")):
            row.refresh_from_db()
            actions.withdraw_consent(row, locale="da")
        for day, there in (("2026-06-09", True), ("2026-06-10", False)):
            with turn_clock(noon(day)):
                actions.sweep()
            assert Consent.objects.filter(pk=row.pk).exists() is there


@pytest.mark.clauses("JC-53", "WW-78")
def test_no_mail_follows_a_withdrawal_however_often(acme: Tenant) -> None:
    carla = somebody("Carla Ruiz", "carla@example.org")
    for _ in range(50 * LONGER):
        row = actions.give_consent("job_mail", person=carla, locale="da", confirmed=True)
        actions.withdraw_consent(row, locale="da")
        assert sent(carla, "job_mail") == "no_consent"
    assert not MailLog.objects.filter(outcome="sent").exists()
    assert is_there(carla)
