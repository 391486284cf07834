"""Wordings with one purpose each, and stages that a team names for itself."""

import pytest

from ordholden.applications.models import Application, Message, Wording
from ordholden.applications.tests.make import Recruitment, apply, recruitment
from ordholden.applications.tests.test_apply import ANNA, joined
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, page

HELLO = {
    "name": "We have your application",
    "purpose": "administer_application",
    "text": "Dear {name}, thank you for {position} at {employer}. {shoe size}",
}


@pytest.fixture
def run(doors: Doors) -> Recruitment:
    return recruitment(doors, "jtworks")


@pytest.fixture
def application(doors: Doors, run: Recruitment) -> Application:
    return apply(run, joined(doors, run.tenant), **{"application.letter": "Tower cranes"})


def only(run: Recruitment) -> Wording:
    with at_home(run.tenant):
        return Wording.objects.get()


def test_a_wording_has_one_purpose_of_the_notice(run: Recruitment) -> None:
    for wrong in ({"purpose": "marketing"}, {"purpose": ""}, {"name": ""}, {"text": ""}):
        assert run.ulla.post("/desk/wordings/", {**HELLO, **wrong}).status_code == 422
    assert run.ulla.post("/desk/wordings/", HELLO).status_code == 303
    assert run.ulla.post("/desk/wordings/", HELLO).status_code == 422  # there is one of this name
    here = f"/desk/wordings/{only(run).pk}/"
    assert run.ulla.post(here, {**HELLO, "name": "Received"}).status_code == 303
    assert "Received" in page(run.ulla, "/desk/wordings/")
    assert run.ulla.post(here, {"then": "remove"}).status_code == 303
    assert run.ulla.get(here).status_code == 404


def test_it_is_filled_in_and_read_over_before_it_goes(run, application) -> None:
    run.ulla.post("/desk/wordings/", HELLO)
    there = run.page_of(application)
    seen = page(run.ulla, f"{there}?wording={only(run).pk}")
    assert f"Dear Anna Holm, thank you for {application.title}" in seen
    assert "{shoe size}" in seen
    assert "Dear Anna" not in page(run.ulla, f"{there}?wording=nonsense")
    with at_home(run.tenant):
        assert not Message.objects.exists()


def test_whose_purpose_was_objected_to_is_not_offered(doors: Doors) -> None:
    run = recruitment(doors, "jobconnection")
    there = run.page_of(apply(run, joined(doors, run.tenant), **{"application.letter": "Cranes"}))
    for purpose in ("suitability", "placement"):
        run.ulla.post("/desk/wordings/", {**HELLO, "name": purpose.upper(), "purpose": purpose})
    assert "SUITABILITY" in page(run.ulla, there)
    with at_home(run.tenant):
        privacy.object_to(Person.objects.get(email=ANNA), "suitability")
    assert "SUITABILITY" not in page(run.ulla, there)
    assert "PLACEMENT" in page(run.ulla, there)


def test_stages_are_added_named_moved_and_left_out(run, application) -> None:
    here = f"{run.board_url}stages/"

    def kinds() -> list[str]:
        with at_home(run.tenant):
            return [one.kind for one in run.ad.stages.all()]

    def change(then: str, **more: str) -> int:
        return run.ulla.post(f"{here}change/", {"then": then, **more}).status_code

    assert change("add", kind="hired") == 422
    assert change("add", kind="interview", name="With the customer") == 303
    assert kinds()[-4:] == ["offer", "interview", "hired", "rejected"]
    with at_home(run.tenant):
        received, screening, *_more = run.ad.stages.all()
        second = run.ad.stages.get(name="With the customer")
    assert change(f"earlier:{second.pk}") == 303
    assert kinds()[-4:] == ["interview", "offer", "hired", "rejected"]
    assert change(f"later:{second.pk}") == 303
    assert change(f"later:{second.pk}") == 409
    assert change(f"earlier:{screening.pk}") == 409
    assert change(f"remove:{received.pk}") == 409
    assert change(f"name:{screening.pk}", name="Read by two of us") == 303
    assert "Read by two of us" in page(run.ulla, run.board_url)
    assert run.move(application, "screening") == 303
    assert change(f"remove:{screening.pk}") == 409  # somebody is there
    assert change(f"remove:{second.pk}") == 303
    assert change(f"remove:{second.pk}") == 404
    assert kinds().count("interview") == 1
    assert change("nonsense:") == 404


def test_there_are_not_endlessly_many_stages(run, application) -> None:
    here = f"{run.board_url}stages/change/"
    answers = [
        run.ulla.post(here, {"then": "add", "kind": "interview"}).status_code for _n in range(6)
    ]
    assert answers == [303] * 5 + [409]
