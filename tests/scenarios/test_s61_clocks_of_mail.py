"""S-61: the account goes after its year, the mails go on, stop, and the proof ends in its turn."""

import pytest
from django.core import mail

from ordholden.privacy.models import Consent
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, link
from tests.scenarios.doors import Doors, person

HER = "signe@example.org"


def wants_mails(doors: Doors, day: str) -> Tenant:
    with doors.on(day):
        tenant = doors.open("workwithus")
        sent = answers("workwithus", **{"person.email": HER, "consent.job_mails": "on"})
        doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    return tenant


def issue(doors: Doors, tenant: Tenant, day: str) -> list[str]:
    """One issue of job mails; who got it."""
    mail.outbox.clear()
    with doors.on(day), doors.tasks():
        letter = {"mail_class": "job_mail", "subject": "Jobs", "text": "Three new ones."}
        doors.staff(tenant, "marketing", "Maja").post("/mail/issues/", letter)
    return [one.to[0] for one in mail.outbox]


@pytest.mark.clauses("WW-78", "WW-79", "WW-81", "WW-77")
def test_account_then_mails_then_proof(doors: Doors) -> None:
    tenant = wants_mails(doors, "2023-03-20")
    doors.sweep("workwithus", "2024-03-19")
    assert person(tenant, HER) is not None
    doors.sweep("workwithus", "2024-03-20")
    assert person(tenant, HER) is None
    assert issue(doors, tenant, "2024-11-01") == [HER]
    doors.sweep("workwithus", "2025-03-19")
    assert issue(doors, tenant, "2025-03-19") == [HER]
    doors.sweep("workwithus", "2025-03-20")
    assert issue(doors, tenant, "2025-03-21") == []
    with at_home(tenant):
        proof = Consent.objects.get(consent="job_mails")
        assert (proof.address, proof.stands and proof.mailing_stopped_at is None) == (HER, False)
    doors.sweep("workwithus", "2027-03-19")
    with at_home(tenant):
        assert Consent.objects.filter(consent="job_mails").exists()
    doors.sweep("workwithus", "2027-03-20")
    with at_home(tenant):
        assert not Consent.objects.exists()


@pytest.mark.clauses("WW-78", "WW-79", "WW-80")
def test_unsubscribing_stops_at_once_and_the_proof_counts_from_there(doors: Doors) -> None:
    tenant = wants_mails(doors, "2023-03-20")
    assert issue(doors, tenant, "2023-09-04") == [HER]
    with doors.on("2023-09-05"):
        doors.sign_in(tenant, HER).post(link(HER, "/mail/stop/"), {"List-Unsubscribe": "One-Click"})
    assert issue(doors, tenant, "2023-09-05") == []
    doors.sweep("workwithus", "2025-09-04")
    with at_home(tenant):
        assert Consent.objects.filter(consent="job_mails").exists()
    doors.sweep("workwithus", "2025-09-05")
    with at_home(tenant):
        assert not Consent.objects.filter(consent="job_mails").exists()
    path = doors.file(doors.text("workwithus"))
    _code, said = doors.command("policy", "notice", path, "--locale", "da")
    assert "markedsføring" in said
    assert "cookies" in said
