"""S-05: after a change that needs approval nobody is found for later jobs until they approve."""

import re

import pytest
from django.core import mail

from ordholden.accounts import actions as accounts
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, page

COUNT = 23


def candidates(tenant: Tenant) -> None:
    with at_home(tenant):
        for number in range(COUNT):
            email = f"k{number}@example.org"
            one = people.register(name=f"Kandidat {number}", email=email)
            people.confirm(one)
            accounts.open_account(one, email, "en hest på en altan", confirmed=True)
            privacy.give_consent("recruitment", person=one, locale="da")
            if number != 7:
                privacy.give_consent("later_jobs", person=one, locale="da")


def found_for_later(doors: Doors, tenant: Tenant) -> list[str]:
    html = page(doors.staff(tenant), "/people/?purpose=later_jobs")
    return sorted(set(re.findall(r"Kandidat \d+", html)))


@pytest.mark.clauses("JT-62", "JT-08")
def test_who_has_not_answered_is_not_found_and_who_has_is(doors: Doors) -> None:
    with doors.on("2026-10-05"):
        tenant = doors.open("jtworks")
        candidates(tenant)
        assert len(found_for_later(doors, tenant)) == COUNT - 1
    mail.outbox.clear()
    new = ("Yes, think of me for other jobs too.", "Yes, think of me for other jobs, also abroad.")
    with doors.on("2026-11-16"), doors.tasks():
        code, said = doors.command(
            "notice", "publish", doors.file(doors.text("jtworks", new)),
            "--way", "reapproval", "--note", "Jobs abroad are new.",
        )  # fmt: skip
        assert code == 0, said
    assert len(mail.outbox) == COUNT - 1
    assert "k7@example.org" not in {to for letter in mail.outbox for to in letter.to}
    tenant = Tenant.objects.get(pk=tenant.pk)
    with doors.on("2026-11-17"):
        assert found_for_later(doors, tenant) == []
        assert "Kandidat 3" in page(doors.staff(tenant), "/people/?purpose=job_offers")
    with doors.on("2026-11-24"):
        three = doors.sign_in(tenant, "k3@example.org")
        assert "/my/approval/" in page(three, "/my/")
        change = page(three, "/my/approval/")
        assert "Jobs abroad are new." in change
        assert "also abroad" in change
        assert "checked" not in change
        three.post("/my/approval/", {"later_jobs": "yes"})
        four = doors.sign_in(tenant, "k4@example.org")
        four.post("/my/approval/", {"later_jobs": "no"})
        assert found_for_later(doors, tenant) == ["Kandidat 3"]


@pytest.mark.clauses("JT-62")
def test_the_change_is_shown_at_the_next_sign_in(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    candidates(tenant)
    new = ("Yes, think of me for other jobs too.", "Yes, think of me for other jobs, also abroad.")
    path = doors.file(doors.text("jtworks", new))
    doors.command("notice", "publish", path, "--way", "reapproval", "--note", "Abroad.")
    tenant = Tenant.objects.get(pk=tenant.pk)
    five = doors.sign_in(tenant, "k5@example.org")
    assert "/my/approval/" in page(five, "/my/")
    seven = doors.sign_in(tenant, "k7@example.org")
    assert "/my/approval/" not in page(seven, "/my/")
