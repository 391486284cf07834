"""S-16: what is asked when registering, what only when hired, and nothing from a form not sent."""

import re

import pytest

from ordholden.people.models import Detail, Person
from ordholden.privacy.models import NoticeShown
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors, page, person

HIRED = ("national_id", "nationality", "id_document", "work_permit", "pay", "bank_account")
PROFILE = {
    "person.name": "Sigrid Noer",
    "profile.education": "Gardener, 2016",
    "profile.internship": "Aalborg Kommune",
    "profile.experience": "Botanical garden 2017-2023\nNursery 2023-",
    "profile.languages": "Danish\nPolish",
    "profile.courses": "First aid, on my own",
    "profile.tests": "Colour sight, through you",
    "profile.unemployment": "since March",
    "profile.unemployment_fund": "3F A-kasse",
    "profile.leave": "none",
    "profile.next_of_kin": "Rolf Noer, 40 50 60 70",
    "profile.references": "Head gardener Lis",
    "profile.certificates": "",
}


@pytest.mark.clauses("JC-30", "JC-35")
def test_what_belongs_to_work_is_refused_before_the_contract(doors: Doors) -> None:
    tenant = doors.open("jobconnection")
    for name in (*(f"employment.{one}" for one in HIRED), "person.birth_date"):
        sent = answers("jobconnection", **{name: "010180-1111"})
        assert browser("jobconnection").post("/join/", sent).status_code == 422, name
    sigrid = doors.join(tenant, **jc("Sigrid Noer", "sigrid@example.org"))
    form = page(sigrid, "/my/profile/")
    for name in HIRED:
        assert f"employment.{name}" not in form
        sent = {"person.name": "Sigrid Noer", f"employment.{name}": "x"}
        assert sigrid.post("/my/profile/", sent).status_code == 422, name


@pytest.mark.clauses("JC-16")
def test_a_form_that_is_not_sent_leaves_nothing(doors: Doors) -> None:
    tenant = doors.open("jobconnection")
    visitor = browser("jobconnection")
    page(visitor, "/join/")
    sent = answers("jobconnection", **{"person.email": "not an address"})
    assert visitor.post("/join/", sent).status_code == 422
    with at_home(tenant):
        assert not Person.objects.exists()


@pytest.mark.clauses("JC-31", "JC-33")
def test_mandatory_fields_follow_the_file_and_correctness_is_confirmed(doors: Doors) -> None:
    required = 'required = ["person.name", "person.email"]\npurposes = ["placement", "offers"'
    swap = (required, required.replace('"]', '", "person.phone"]', 1))
    tenant = doors.open("jobconnection", swap)
    form = page(browser("jobconnection"), "/join/")
    must = {
        name
        for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", form)
        if re.search(r"\brequired\b", tag) and (name := re.search(r'name="([^"]+)"', tag)[1])
    }
    assert must == {"person.name", "person.email", "person.phone", "declared.correct"}
    sent = answers("jobconnection")
    assert browser("jobconnection").post("/join/", sent).status_code == 422
    sent["person.phone"] = "20 30 40 50"
    assert browser("jobconnection").post("/join/", sent).status_code == 303
    del sent["declared.correct"]
    sent["person.email"] = "other@example.org"
    assert browser("jobconnection").post("/join/", sent).status_code == 422
    assert person(tenant, "other@example.org") is None


@pytest.mark.clauses("JC-16", "JC-33", "JC-34", "JC-36", "JC-37", "JC-38", "JC-39", "JC-40")
def test_everything_the_notice_asks_for_can_be_given_and_changed(doors: Doors) -> None:
    tenant = doors.open("jobconnection")
    sigrid = doors.join(tenant, **jc("Sigrid Noer", "sigrid@example.org"))
    assert sigrid.post("/my/profile/", PROFILE).status_code == 303
    found = person(tenant, "sigrid@example.org")
    with at_home(tenant):
        held = set(Detail.objects.filter(person=found).values_list("category", flat=True))
        assert held == {name for name, value in PROFILE.items() if value} - {"person.name"}
        assert NoticeShown.objects.filter(person=found, place="sign_up").exists()
    again = {**PROFILE, "profile.leave": "in July", "profile.languages": "Danish"}
    assert sigrid.post("/my/profile/", again).status_code == 303
    form = page(sigrid, "/my/profile/")
    assert "in July" in form
    assert "Polish" not in form
    data = page(sigrid, "/my/data/")
    assert "Botanical garden 2017-2023" in data


def jc(name: str, email: str) -> dict[str, str]:
    sent = answers("jobconnection", **{"person.name": name, "person.email": email})
    return {key.replace(".", "__"): value for key, value in sent.items()}
