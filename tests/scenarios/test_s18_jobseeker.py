"""S-18: a jobseeker gives five things and no more; the tick for mails is theirs to set."""

import re

import pytest

from ordholden.people.models import Detail
from ordholden.privacy.models import Consent
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors, page, person


@pytest.mark.clauses("WW-04", "WW-05", "WW-34", "WW-77")
def test_only_what_is_asked_is_stored_and_mails_are_off(doors: Doors) -> None:
    tenant = doors.open("workwithus")
    form = page(browser("workwithus"), "/join/")
    tick = re.search(r'<input[^>]*name="consent\.job_mails"[^>]*>', form)
    assert tick
    assert "checked" not in tick[0]
    for more in ("person.birth_date", "profile.cv", "person.gender", "profile.experience"):
        sent = answers("workwithus", **{more: "x"})
        assert browser("workwithus").post("/join/", sent).status_code == 422, more
    sent = answers(
        "workwithus",
        **{
            "person.name": "Malthe Friis", "person.email": "malthe@example.org",
            "person.address": "Kystvej 3, Grenaa", "person.phone": "60 70 80 90",
            "profile.interests": "Forestry",
        },
    )  # fmt: skip
    malthe = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    found = person(tenant, "malthe@example.org")
    with at_home(tenant):
        assert (found.name, found.phone) == ("Malthe Friis", "60 70 80 90")
        held = dict(Detail.objects.values_list("category", "value"))
        assert held == {"person.address": "Kystvej 3, Grenaa", "profile.interests": "Forestry"}
        assert not Consent.objects.filter(state="given").exists()
    assert malthe.post("/my/mails/job_mail/allow/").status_code == 303
    with at_home(tenant):
        assert Consent.objects.get(person=found, consent="job_mails").stands
