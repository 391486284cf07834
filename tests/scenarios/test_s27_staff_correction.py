"""S-27: staff correct what somebody told only with a reason; the person is told, whatever they
have said no to, and finds both versions."""

import pytest

from ordholden.candidates.models import Correction
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors, letters, page

ANNA = "anna@example.org"
UNLAWFUL = "My last boss is a thief."
LAWFUL = "I have kept books for nine years."


@pytest.mark.clauses("JI-49", "JI-50")
def test_nothing_is_corrected_in_silence(doors: Doors) -> None:
    tenant = doors.open("jobindex")
    sent = answers("jobindex", **{"person.name": "Anna Holm", "person.email": ANNA})
    anna = doors.join(tenant, **{key.replace(".", "__"): value for key, value in sent.items()})
    told = {"person.name": "Anna Holm", "profile.presentation": UNLAWFUL}
    assert anna.post("/my/profile/", told).status_code == 303
    with at_home(tenant):
        person = Person.objects.get(email=ANNA)
        people.deregister(person)  # wants no mail at all
    kaj = doors.staff(tenant, "recruitment_department", "Kaj")
    url = f"/people/{person.pk}/fields/?purpose=recruitment"
    before = len(letters(ANNA))

    silent = kaj.post(url, {"person.name": "Anna Holm", "profile.presentation": LAWFUL})
    assert silent.status_code == 422
    assert LAWFUL in silent.content.decode()  # nothing that was typed is lost
    assert UNLAWFUL in page(anna, "/my/profile/")

    with doors.tasks():
        changed = {"person.name": "Anna Holm", "profile.presentation": LAWFUL}
        why = {"reason": "It accuses somebody who is named"}
        assert kaj.post(url, changed | why).status_code == 303
    (letter,) = letters(ANNA)[before:]
    assert "corrected" in letter
    assert "thief" not in letter
    shown = page(anna, "/my/corrections/")
    for words in (UNLAWFUL, LAWFUL, "It accuses somebody who is named"):
        assert words in shown
    assert "Kaj" not in shown
    # Writing the same again corrects nothing, and nobody is told.
    with doors.tasks():
        assert kaj.post(url, changed).status_code == 303
    assert len(letters(ANNA)) == before + 1
    assert anna.post("/my/data/deletion/").status_code == 200
    with at_home(tenant):
        assert not Correction.objects.exists()


@pytest.mark.clauses("JI-49")
def test_what_staff_note_themselves_is_no_correction(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    sent = answers("jtworks", **{"person.name": "Anna Holm", "person.email": ANNA})
    doors.join(tenant, **{key.replace(".", "__"): value for key, value in sent.items()})
    with at_home(tenant):
        person = Person.objects.get(email=ANNA)
    ulla = doors.staff(tenant)
    before = len(letters(ANNA))
    with doors.tasks():
        url = f"/people/{person.pk}/fields/?purpose=job_offers"
        assert (
            ulla.post(
                url, {"person.name": "Anna Holm", "profile.notes": "Calm on the phone"}
            ).status_code
            == 303
        )
    assert len(letters(ANNA)) == before
