"""References: nobody is asked without a yes; who is asked is told at once and goes with the
candidate in the same run (S-98)."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client

from ordholden.applications.models import Application, Reference
from ordholden.applications.tests.make import Recruitment, apply, recruitment
from ordholden.applications.tests.test_apply import ANNA, joined
from ordholden.people.models import Person
from ordholden.privacy.models import Consent
from ordholden.tenants.scope import at_home
from tests.harness.five import browser
from tests.scenarios.doors import Doors, letters, page, person

JENS = "jens@example.org"
NAMED = {"name": "Jens Bo", "email": JENS, "relation": "My foreman", "consent": "on"}
SENT = {"application.name": "Anna Holm", "application.email": ANNA}
FIRMS = ("jtworks", "jobconnection")


@pytest.fixture(autouse=True)
def march(doors: Doors) -> Iterator[None]:
    with doors.on("2026-03-10"):
        yield


@pytest.fixture(params=FIRMS)
def run(request: pytest.FixtureRequest, doors: Doors) -> Recruitment:
    return recruitment(doors, request.param)


@pytest.fixture
def anna(doors: Doors, run: Recruitment) -> Client:
    return joined(doors, run.tenant)


@pytest.fixture
def application(run: Recruitment, anna: Client) -> Application:
    return apply(run, anna, **{"application.letter": "Tower cranes"})


def asked(run: Recruitment, application: Application) -> str:
    """Ask for a reference; where the candidate names somebody."""
    there = f"{run.page_of(application)}references/"
    assert run.ulla.post(there, {"reason": "The customer asks for one"}).status_code == 303
    with at_home(run.tenant):
        wanted = application.requests.get(category="application.references")
    return f"/my/applications/{application.pk}/referees/{wanted.pk}/"


def named(doors: Doors, run: Recruitment, anna: Client, application: Application) -> str:
    """Name Jens; the path of his own page."""
    where = asked(run, application)
    with doors.tasks():
        assert anna.post(where, NAMED).status_code == 303
    return link_to(JENS)


def link_to(address: str) -> str:
    sent = next(one for one in reversed(mail.outbox) if one.to == [address])
    found = re.search(r"https?://[^/]+(/references/\S+)", str(sent.body))
    assert found
    return found[1]


@pytest.mark.clauses("JT-15", "JC-22")
def test_nobody_is_asked_without_a_yes_or_a_question(doors, run, anna, application) -> None:
    where = asked(run, application)
    assert "The customer asks for one" in page(anna, f"/my/applications/{application.pk}/")
    with doors.tasks():
        for wrong in ({"consent": ""}, {"email": "nonsense"}, {"relation": ""}):
            assert anna.post(where, {**NAMED, **wrong}).status_code == 422
        bo = joined(doors, run.tenant, **{"person.name": "Bo", "person.email": "bo@example.org"})
        assert bo.post(where, NAMED).status_code == 404
        assert anna.post(where[:-37] + f"{application.pk}/", NAMED).status_code == 404
    assert person(run.tenant, JENS) is None
    assert not letters(JENS)


@pytest.mark.clauses("JT-15", "JC-22", "JC-40")
def test_the_referee_is_told_at_once_answers_and_the_candidate_reads_it(
    doors, run, anna, application
) -> None:
    path = named(doors, run, anna, application)
    (letter,) = letters(JENS)
    assert "Anna Holm" in letter
    referee = browser(run.tenant.slug)
    there = page(referee, path)
    assert JENS in there
    assert "My foreman" in there
    assert referee.post(path, {"answer": "speak", "text": " "}).status_code == 422
    assert referee.post(path, {"answer": "speak", "text": "Never late."}).status_code == 303
    assert referee.post(path, {"answer": "speak", "text": "Or was she"}).status_code == 409
    referee.post(path, {"answer": "correct", "name": "Jens Bo Lund", "phone": "12345678"})
    seen = page(run.ulla, run.page_of(application))
    assert "Never late." in seen
    assert "Jens Bo Lund" in seen
    assert "Never late." in page(anna, f"/my/applications/{application.pk}/")
    assert "Never late." in page(anna, "/my/data/")
    assert anna.post(asked_again(run, application), NAMED).status_code == 409  # named already
    assert browser(run.tenant.slug).get("/references/x:y:z/").status_code == 404


def asked_again(run: Recruitment, application: Application) -> str:
    with at_home(run.tenant):
        wanted = application.requests.filter(category="application.references").last()
    assert wanted
    return f"/my/applications/{application.pk}/referees/{wanted.pk}/"


@pytest.mark.clauses("JT-15", "JC-39", "JC-64")
def test_the_referee_goes_with_the_candidate_in_the_same_run(doors, run, anna, application) -> None:
    path = named(doors, run, anna, application)
    assert person(run.tenant, JENS)
    with doors.tasks():
        assert anna.post(f"/my/applications/{application.pk}/delete/").status_code == 200
    assert person(run.tenant, JENS) is None
    assert browser(run.tenant.slug).get(path).status_code == 404


@pytest.mark.clauses("JT-15", "JC-64")
def test_with_the_profile_a_referee_of_the_same_run_goes_and_another_s_stays(
    doors, run, anna, application
) -> None:
    named(doors, run, anna, application)
    bo = joined(doors, run.tenant, **{"person.name": "Bo", "person.email": "bo@example.org"})
    other = apply(run, bo, **{"application.letter": "Me too"})
    with doors.tasks():
        bo.post(asked(run, other), {**NAMED, "email": "ida@example.org"})
        assert anna.post("/my/data/deletion/").status_code == 200
    assert person(run.tenant, JENS) is None
    assert person(run.tenant, "ida@example.org")


@pytest.mark.clauses("JT-15", "JC-69")
def test_a_yes_taken_back_takes_that_referee_alone(doors, run, anna, application) -> None:
    named(doors, run, anna, application)
    with doors.tasks():
        anna.post(asked_again(run, application), {**NAMED, "email": "ida@example.org"})
    with at_home(run.tenant):
        first = Reference.objects.get(referee__email=JENS)
        consent = Consent.objects.get(per=str(first.pk))
    with doors.tasks():
        assert anna.post(f"/my/consents/{consent.pk}/withdrawal/").status_code == 303
    assert person(run.tenant, JENS) is None
    assert person(run.tenant, "ida@example.org")
    with at_home(run.tenant):
        assert Reference.objects.count() == 1


@pytest.mark.clauses("JT-15", "JC-40")
def test_a_referee_who_wants_to_be_gone_is_gone_and_what_was_said_stays(
    doors, run, anna, application
) -> None:
    path = named(doors, run, anna, application)
    referee = browser(run.tenant.slug)
    referee.post(path, {"answer": "speak", "text": "Never late."})
    with doors.tasks():
        assert referee.post(path, {"answer": "erase"}).status_code == 200
    assert person(run.tenant, JENS) is None
    assert referee.get(path).status_code == 404
    seen = page(run.ulla, run.page_of(application))
    assert "Never late." in seen
    assert "Jens" not in seen


def test_a_referee_who_never_answers_goes_by_the_rule_behind(doors, run, anna, application) -> None:
    named(doors, run, anna, application)
    with at_home(run.tenant):
        Reference.objects.update(referee=None)  # what nobody noticed
    years = 2 if run.tenant.slug == "jtworks" else 10
    doors.sweep(run.tenant.slug, f"{2026 + years}-03-12")
    assert person(run.tenant, JENS) is None


def test_elsewhere_no_referee_is_asked(doors: Doors) -> None:
    run = recruitment(doors, "workwithus")
    application = apply(run, joined(doors, run.tenant), **SENT)
    there = run.page_of(application)
    assert "Ask for a reference" not in page(run.ulla, there)
    assert run.ulla.post(f"{there}references/", {"reason": "x"}).status_code in (403, 404, 409)
    with at_home(run.tenant):
        assert not Person.objects.filter(kinds__contains=["referee"]).exists()
