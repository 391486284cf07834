"""S-45: one's own sign-ins with address, device and time; and who one can turn to."""

import re

import pytest

from ordholden.accounts.models import SignIn
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors, page, person

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0 Mobile Safari"


@pytest.mark.clauses("AB-04", "AB-16")
def test_both_places_are_listed_and_one_can_be_signed_out(doors: Doors) -> None:
    with doors.on("2027-04-05"):
        tenant = doors.open("aktivbemanning")
        sent = answers("aktivbemanning", **{"person.email": "ragnhild@example.org"})
        doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    with doors.on("2027-04-06"):
        here = doors.sign_in(tenant, "ragnhild@example.org", REMOTE_ADDR="203.0.113.77")
        there = doors.sign_in(
            tenant, "ragnhild@example.org", REMOTE_ADDR="198.51.100.23", HTTP_USER_AGENT=PHONE
        )
        mine = page(here, "/account/sign-ins/")
        assert "203.0.113.77" in mine
        assert "198.51.100.23" in mine
        assert "Chrome" in mine
        assert "6 April 2027" in mine
        for path in ("/my/", "/my/profile/"):
            assert "198.51.100.23" not in page(here, path)
        with at_home(tenant):
            other = SignIn.objects.get(ip="198.51.100.23")
        assert here.post(f"/account/sign-ins/{other.pk}/").status_code == 303
        assert there.get("/my/").status_code == 302
        assert here.get("/my/").status_code == 200
    found = person(tenant, "ragnhild@example.org")
    with doors.on("2027-04-07"):
        ulla = doors.staff(tenant)
        for purpose in ("services", "assessment"):
            card = page(ulla, f"/people/{found.pk}/?purpose={purpose}")
            assert "198.51.100.23" not in card
    doors.sweep("aktivbemanning", "2027-10-05")
    with at_home(tenant):
        assert SignIn.objects.filter(person=found, ip="198.51.100.23").exists()
    doors.sweep("aktivbemanning", "2027-10-06")
    with at_home(tenant):
        assert not SignIn.objects.filter(person=found).exists()


@pytest.mark.clauses("AB-41")
def test_the_contact_person_is_shown_and_another_takes_over(doors: Doors) -> None:
    tenant = doors.open("aktivbemanning")
    sent = answers("aktivbemanning", **{"person.email": "ragnhild@example.org"})
    me = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    found = person(tenant, "ragnhild@example.org")
    sindre = doors.staff(tenant, "recruiter", "Sindre")
    card = page(sindre, f"/people/{found.pk}/?purpose=services")
    choices = dict(re.findall(r'<option value="([^"]+)"[^>]*>\s*([^<]+?)\s*<', card))
    key = next(key for key, name in choices.items() if "Sindre" in name)
    path = f"/people/{found.pk}/contact-person/?purpose=services"
    assert sindre.post(path, {"user": key}).status_code == 303
    assert "Sindre" in page(me, "/my/")
