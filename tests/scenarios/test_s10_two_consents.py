"""S-10: one process and no more: not found for another job, and gone the day it closes."""

import pytest

from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors, page, person

KNUD = {
    "person.name": "Knud Lauritsen",
    "person.email": "knud@example.org",
    "person.address": "Nørregade 12, 8800 Viborg",
    "person.phone": "+45 40 11 22 33",
    "person.other_contact": "",
    "person.account": "en hest på en altan",
}


def test_without_a_yes_to_this_process_nothing_is_stored(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    answer = browser("jtworks").post("/join/", {**KNUD, "consent.later_jobs": "on"})
    assert answer.status_code == 422
    assert "Nørregade 12" in answer.content.decode()
    assert person(tenant, "knud@example.org") is None


@pytest.mark.clauses("JT-07")
def test_neither_box_is_ticked_beforehand_and_a_picture_is_not_asked_for(doors: Doors) -> None:
    doors.open("jtworks")
    form = page(browser("jtworks"), "/join/")
    assert 'name="consent.recruitment"' in form
    assert 'name="consent.later_jobs"' in form
    assert "checked" not in form
    assert "person.photo" not in form


@pytest.mark.clauses("JT-07", "JT-08", "JT-09", "JT-10", "JT-02")
def test_who_said_yes_to_one_process_is_gone_when_it_closes(doors: Doors) -> None:
    with doors.on("2027-01-18"):
        tenant = doors.open("jtworks")
        both = answers("jtworks", **{"person.email": "ib@example.org", "person.name": "Ib Storm"})
        for sent in ({**KNUD, "consent.recruitment": "on"}, {**both, "consent.later_jobs": "on"}):
            me = doors.join(
                tenant, **{key.replace(".", "__"): value for key, value in sent.items()}
            )
            profile = {
                "person.name": sent["person.name"],
                "profile.experience": "Carpenter 2019-2024",
            }
            assert me.post("/my/profile/", profile).status_code == 303
        ulla = doors.staff(tenant)
        now = page(ulla, "/people/?purpose=administer_application")
        assert "Knud Lauritsen" in now
        later = page(ulla, "/people/?purpose=later_jobs")
        assert "Knud Lauritsen" not in later
        assert "Ib Storm" in later
    keys = {email: person(tenant, email).pk for email in ("knud@example.org", "ib@example.org")}
    doors.sweep("jtworks", "2027-02-24")
    assert person(tenant, "knud@example.org") is not None
    with doors.on("2027-02-25"):
        for key in keys.values():
            ulla = doors.staff(tenant)
            done = ulla.post(f"/people/{key}/process-closed/?purpose=administer_application")
            assert done.status_code == 303
    said = doors.sweep("jtworks", "2027-02-25")
    assert "one_process_only" in said
    assert person(tenant, "knud@example.org") is None
    assert person(tenant, "ib@example.org") is not None
