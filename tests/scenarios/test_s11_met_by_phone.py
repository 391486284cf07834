"""S-11: whom a recruiter writes down waits, unseen, for their own yes; without it they are gone."""

import pytest

from tests.harness.five import browser, link
from tests.scenarios.doors import Doors, letters, page, person

MET = {"name": "Gerda Toft", "email": "gerda@example.org", "phone": "20112233", "how": "phone"}
ASTRID = {**MET, "name": "Astrid Lund", "email": "astrid@example.org"}


@pytest.mark.clauses("JT-07", "JT-06")
def test_who_does_not_answer_is_never_found_and_goes_in_time(doors: Doors) -> None:
    rule = 'stages = [{ after = "14 days", do = "erase" }]'
    with doors.on("2027-06-01"):
        tenant = doors.open("jtworks", (rule, rule.replace("14", "9")))
        ulla = doors.staff(tenant)
        with doors.tasks():
            assert ulla.post("/people/new/", MET).status_code == 303
            assert ulla.post("/people/new/", ASTRID).status_code == 303
        for purpose in ("job_offers", "administer_application", "later_jobs"):
            assert "Gerda Toft" not in page(ulla, f"/people/?purpose={purpose}")
        gerda = person(tenant, "gerda@example.org")
        assert ulla.get(f"/people/{gerda.pk}/?purpose=job_offers").status_code == 404
        (letter,) = letters("gerda@example.org")
        assert "/notice/" in letter
        path = link("gerda@example.org", "/join/registered/")
        assert "our own servers" in page(browser("jtworks"), path)
    with doors.on("2027-06-04"):
        path = link("astrid@example.org", "/join/registered/")
        sent = {"answer": "yes", "consent.recruitment": "on"}
        assert browser("jtworks").post(path, {"answer": "yes"}).status_code == 422
        assert browser("jtworks").post(path, sent).status_code == 303
        assert "Astrid Lund" in page(doors.staff(tenant), "/people/?purpose=job_offers")
    doors.sweep("jtworks", "2027-06-09")
    assert person(tenant, "gerda@example.org") is not None
    doors.sweep("jtworks", "2027-06-10")
    assert person(tenant, "gerda@example.org") is None
    assert person(tenant, "astrid@example.org") is not None
