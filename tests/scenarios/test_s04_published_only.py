"""S-04: a change that is only published is there at once, and troubles nobody."""

import pytest
from django.core import mail

from ordholden.privacy.models import Consent
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors, page, person

RULE = 'stages = [{ after = "14 days", do = "erase" }]'
LONGER = (RULE, RULE.replace("14", "16"))


def test_a_change_of_consent_is_not_published_without_a_reason(doors: Doors) -> None:
    doors.open("jtworks")
    words = ("Yes, think of me for other jobs too.", "Yes, think of me for every other job.")
    code, said = doors.command("notice", "publish", doors.file(doors.text("jtworks", words)))
    assert code == 1
    assert "approval" in said
    assert "version 2" not in page(browser("jtworks"), "/notice/")


@pytest.mark.clauses("JT-61", "JT-60")
def test_it_is_live_with_its_note_and_no_mail_goes_out(doors: Doors) -> None:
    with doors.on("2027-02-11"):
        tenant = doors.open("jtworks")
        sent = answers("jtworks", **{"person.email": "bodil@example.org"})
        sent |= {"consent.later_jobs": "on"}
        doors.join(tenant, **{key.replace(".", "__"): value for key, value in sent.items()})
    mail.outbox.clear()
    with doors.on("2027-03-09"):
        with doors.tasks():
            code, said = doors.command(
                "notice", "publish", doors.file(doors.text("jtworks", LONGER)),
                "--note", "Two more days to confirm.",
            )  # fmt: skip
        assert code == 0, said
        stranger = browser("jtworks")
        assert "16 days" in page(stranger, "/notice/")
        versions = page(stranger, "/notice/versions/")
        assert "Two more days to confirm." in versions
        assert "9 March 2027" in versions
        assert "14 days" in page(stranger, "/notice/versions/1/")
    assert mail.outbox == []
    bodil = person(tenant, "bodil@example.org")
    with at_home(tenant):
        rows = Consent.objects.filter(person=bodil)
        assert {(row.consent, row.stands) for row in rows} == {
            ("recruitment", True),
            ("later_jobs", True),
        }
