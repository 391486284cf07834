"""S-33: recruiting firms, a temp agency and our own department each write notes on a CV, and each
sees its own; the person is told who holds some, and reads ours."""

from typing import Any

import pytest
from django.db import connection

from ordholden.dialogues.models import Note
from ordholden.dialogues.tests.make import Asker
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions as privacy
from ordholden.sourcing.tests.owners import Owner, anna
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, copy_of

FIRMS = {
    "Rekrut One": ("recruitment_firm", "Asks much for one so young."),
    "Vikar Two": ("temp_agency", "Was late twice."),
    "Afdelingen": ("department", "Very good with bakeries."),
}


class Firms:
    """Three that note, and an employer that may not."""

    def __init__(self, doors: Doors) -> None:
        self.tenant: Tenant = doors.open("jobindex")
        self.her: Owner = anna(self.tenant)
        self.firms = {
            name: Asker(self.tenant, name, kind=kind) for name, (kind, _text) in FIRMS.items()
        }
        self.employer = Asker(self.tenant, "Nordbyg")
        self.path = f"/company/cvs/{self.her.key}/notes/"
        for name, (_kind, text) in FIRMS.items():
            assert self.firms[name].client.post(self.path, {"text": text}).status_code == 303


@pytest.fixture
def firms(doors: Doors) -> Firms:
    return Firms(doors)


@pytest.mark.clauses("JI-23", "JI-24")
def test_each_sees_its_own_and_nobody_else_sees_any(firms: Firms, doors: Doors) -> None:
    for name, asker in firms.firms.items():
        shown = asker.page(firms.path)
        seen = {one for one, (_kind, text) in FIRMS.items() if text in shown}
        assert seen == {name}
        with at_home(firms.tenant), storing():
            others = list(Note.objects.exclude(company=asker.seat.company).values_list("pk"))
        for (key,) in others:
            assert asker.client.post(f"{firms.path}{key}/").status_code == 404
    assert firms.employer.client.get(firms.path).status_code == 404
    assert firms.employer.client.post(firms.path, {"text": "x"}).status_code == 404
    assert "Notes" not in firms.employer.page(f"/company/cvs/{firms.her.key}/")
    for role in ("support", "administrator", "moderator", "privacy_officer"):
        ours = doors.staff(firms.tenant, role, f"{role.title().replace('_', '')}")
        assert ours.get(firms.path).status_code == 403
    with at_home(firms.tenant):  # and the database itself shows none to whoever asks as nobody
        assert not Note.objects.exists()
        assert Note.objects.filter(person=firms.her.person).count() == 0
        with connection.cursor() as cursor:
            cursor.execute("UPDATE dialogues_note SET text = 'x'")
            assert cursor.rowcount == 0
        with storing():
            assert Note.objects.count() == len(FIRMS)


@pytest.mark.clauses("JI-24", "JI-52")
def test_the_copy_has_ours_and_says_who_else_holds_some(firms: Firms) -> None:
    found = copy_of(firms.her.client)
    (ours,) = [one["rows"] for one in found["records"] if one["table"] == "dialogues_note"]
    assert [row["values"]["text"] for row in ours] == ["Very good with bakeries."]
    held = [one["reason"] for one in found["withheld"] if one["why"] == "others_own"]
    assert len(held) == 2
    assert "Rekrut One" in held[0]
    assert "Vikar Two" in held[1]
    assert "late twice" not in str(found)
    assert "so young" not in str(found)


@pytest.mark.clauses("JI-23", "JI-38", "JI-54", "JI-59")
def test_notes_end_with_an_objection_with_their_firm_and_with_the_person(
    firms: Firms, doors: Doors, turn_clock: Any
) -> None:
    one = firms.firms["Rekrut One"]
    refused = one.client.post(firms.path, {"text": "She is a member of the trade union 3F"})
    assert refused.status_code == 422
    with at_home(firms.tenant):
        privacy.object_to(firms.her.person, "recruiter_notes")
    assert one.client.get(firms.path).status_code == 404
    with at_home(firms.tenant), storing():
        last = Person.objects.get(pk=firms.her.person.pk).last_activity_at
    counted = []
    for day in (
        last.replace(year=last.year + 2, day=last.day - 1),
        last.replace(year=last.year + 2),
    ):
        with turn_clock(day), at_home(firms.tenant):
            privacy.sweep()
            with storing():
                counted.append(Note.objects.count())
    assert counted == [3, 0]
