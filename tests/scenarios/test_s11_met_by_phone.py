"""S-11: whom a recruiter writes down waits, unseen, for their own yes; without it they are gone."""

import pytest
from django.http import HttpResponse

from ordholden.people import actions as people
from ordholden.people import use
from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser, link
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


@pytest.mark.clauses("JT-07", "JT-06")
def test_restricted_they_are_entered_once_and_still_answer_by_their_letter(doors: Doors) -> None:
    with doors.on("2027-06-01"):
        tenant = doors.open("jtworks")
        ulla = doors.staff(tenant)
        with doors.tasks():
            assert ulla.post("/people/new/", MET).status_code == 303
        with at_home(tenant):
            people.restrict(Person.objects.get(email=MET["email"]))
        assert ulla.post("/people/new/", MET).status_code == 409
        with doors.tasks():
            sent = answers("jtworks", **{"person.email": MET["email"]})
            assert browser("jtworks").post("/join/", sent).status_code == 303
        assert len(letters(MET["email"])) == 2  # the owner of the address hears of it
        path = link(MET["email"], "/join/registered/")
        assert "our own servers" in page(browser("jtworks"), path)
        assert "Nothing about you is left" in page_of(
            browser("jtworks").post(path, {"answer": "no"})
        )
    with at_home(tenant), use.storing():
        assert not Person.objects.filter(email=MET["email"]).exists()


def page_of(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return answer.content.decode()
