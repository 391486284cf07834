"""The officer asks the log whom some readings reached (S-96)."""

import re
from typing import Any
from uuid import uuid4

import pytest

from ordholden.accounts.tests.make import make_person, make_staff
from ordholden.people.models import Person
from ordholden.privacy import actions
from ordholden.reading import actions as reading
from ordholden.reading.models import Reading
from ordholden.reading.readers import Reader
from ordholden.tenants.models import Tenant

pytestmark = [pytest.mark.django_db]
PATH = "/privacy/affected/"
WINDOW = {"first": "2020-01-01T00:00", "last": "2099-01-01T00:00"}


def look(user: Any, person: Person) -> None:
    """A recruiter looks at somebody's name and skills."""
    roles = frozenset({"recruiter"})
    reader = Reader(user_id=user.pk, roles=roles, role="", purpose="matching", request_id=uuid4())
    reading.look_at(reader, person, ["person.name", "profile.skills"])


@pytest.fixture
def officer(acme: Tenant, browse: Any, client: Any) -> Any:
    client.cookies["language"] = "en"
    return browse(acme, make_staff("Olga", "privacy_officer"))


def said(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", answer.content.decode()))


def test_exactly_whom_one_account_reached_is_said(officer: Any) -> None:
    rita, tom = make_staff("Rita", "recruiter"), make_staff("Tom", "recruiter")
    carla, dora, gone = (
        make_person(n, f"{n.lower()}@example.org") for n in ("Carla", "Dora", "Gry")
    )
    look(rita, carla)
    look(rita, gone)
    look(tom, dora)
    actions.delete_profile(gone)
    text = said(officer.post(PATH, {**WINDOW, "actor": str(rita.pk)}))
    assert "Carla" in text
    assert "Dora" not in text
    assert "persons 1 readings 2 readings of persons erased since 1" in text
    assert "photographs of a screen" in text
    lines = Reading.objects.filter(subjects__contains=[carla.pk])
    assert lines.count() == 1  # that the officer read the name is in the log, too


def test_nothing_is_said_before_one_asks_and_a_wrong_moment_is_refused(officer: Any) -> None:
    look(make_staff("Rita", "recruiter"), make_person("Carla", "carla@example.org"))
    assert "Carla" not in said(officer.get(PATH))
    assert officer.post(PATH, {"first": "soon", "last": ""}).status_code == 422
    empty = {"first": "2020-01-01T00:00", "last": "2020-01-02T00:00"}
    assert "Carla" not in said(officer.post(PATH, empty))
