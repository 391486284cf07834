"""S-94: after a no to opportunities the letters about one's own matter come, and only those."""

import pytest
from django.core import mail

from ordholden.kit.models import MailLog
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors, letters, person


@pytest.mark.clauses("AB-12", "AB-14", "WW-35", "JC-21")
def test_service_goes_out_opportunities_are_refused_and_logged(doors: Doors) -> None:
    with doors.on("2027-09-13"):
        tenant = doors.open("aktivbemanning")
        sent = answers("aktivbemanning", **{"person.email": "eirik@example.org"})
        eirik = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
        assert eirik.post("/my/mails/service/stop/").status_code == 404
        assert eirik.post("/my/mails/opportunity/stop/").status_code == 303
    mail.outbox.clear()
    with doors.on("2027-09-14"):
        with doors.tasks():
            doors.staff(tenant, "marketing", "Maja").post(
                "/mail/issues/", {"mail_class": "opportunity", "subject": "Work", "text": "Oslo."}
            )
        assert mail.outbox == []
        from tests.harness.five import browser

        with doors.tasks():
            browser("aktivbemanning").post("/account/sign-in/code/", {"email": "eirik@example.org"})
        (letter,) = letters("eirik@example.org")
        assert "/mail/stop/" not in letter
    found = person(tenant, "eirik@example.org")
    with at_home(tenant):
        refused = MailLog.objects.filter(mail_class="opportunity", outcome="refused")
        assert [(line.person_id, line.reason) for line in refused] == [(found.pk, "stopped")]
        assert MailLog.objects.filter(mail_class="service", outcome="sent").exists()
