"""S-76: taking one thing back stops that one thing, and rewrites no history."""

import pytest
from django.core import mail

from ordholden.privacy.models import Consent
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors, copy_of, page, person


@pytest.mark.clauses("WW-105", "WW-106", "WW-107")
def test_job_mails_stop_alone_and_the_history_stays(doors: Doors) -> None:
    tenant = doors.open("workwithus")
    sent = answers("workwithus", **{
        "person.name": "Laust Bro", "person.email": "laust@example.org", "consent.job_mails": "on",
        "profile.interests": "Bees",
    })  # fmt: skip
    laust = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    found = person(tenant, "laust@example.org")
    with at_home(tenant):
        row = Consent.objects.get(person=found, consent="job_mails")
    assert f"/my/consents/{row.pk}/withdrawal/" in page(laust, "/my/consents/")
    assert laust.post(f"/my/consents/{row.pk}/withdrawal/").status_code == 303
    mail.outbox.clear()
    with doors.tasks():
        letter = {"mail_class": "job_mail", "subject": "Jobs", "text": "New."}
        doors.staff(tenant, "marketing", "Maja").post("/mail/issues/", letter)
    assert mail.outbox == []
    assert "Bees" in page(laust, "/my/data/")
    told = [(one["consent"], one["event"]) for one in copy_of(laust)["consents"]]
    assert told == [("job_mails", "given"), ("job_mails", "confirmed"), ("job_mails", "withdrawn")]


def test_somebody_elses_consent_cannot_be_withdrawn(doors: Doors) -> None:
    tenant = doors.open("workwithus")
    clients = []
    for name in ("laust", "vibe"):
        sent = answers("workwithus", **{
            "person.email": f"{name}@example.org", "consent.job_mails": "on",
        })  # fmt: skip
        clients.append(
            doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
        )
    with at_home(tenant):
        row = Consent.objects.get(person__email="laust@example.org")
    assert clients[1].post(f"/my/consents/{row.pk}/withdrawal/").status_code == 404
    with at_home(tenant):
        assert Consent.objects.get(pk=row.pk).stands


@pytest.mark.clauses("JC-69")
def test_a_consent_at_a_firm_that_employs_ends_its_purpose_and_leaves_the_rest(
    doors: Doors,
) -> None:
    tenant = doors.open("jobconnection")
    sent = answers("jobconnection", **{"person.email": "merle@example.org"})
    merle = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    assert merle.post("/my/mails/newsletter/allow/").status_code == 303
    found = person(tenant, "merle@example.org")
    doors.staff(tenant).post(f"/people/{found.pk}/employment-started/", {"day": "2024-01-02"})
    with at_home(tenant):
        row = Consent.objects.get(person=found, consent="marketing")
    merle.post(f"/my/consents/{row.pk}/withdrawal/")
    mail.outbox.clear()
    with doors.tasks():
        letter = {"mail_class": "newsletter", "subject": "News", "text": "New."}
        doors.staff(tenant, "marketing", "Maja").post("/mail/issues/", letter)
    assert mail.outbox == []
    assert person(tenant, "merle@example.org").has_employment
    assert "Liv Berg" in page(doors.staff(tenant), "/people/?purpose=temp_work")
