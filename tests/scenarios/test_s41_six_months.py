"""S-41: six months without contact end what was never work; a mass mail is no contact."""

import pytest
from django.core import mail

from ordholden.people.models import Detail
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors, page, person


@pytest.mark.clauses("JC-53", "JC-39", "JC-02")
def test_the_silent_go_with_kin_and_notes_and_who_has_worked_stays(doors: Doors) -> None:
    with doors.on("2026-08-31"):
        tenant = doors.open("jobconnection")
        for name in ("Otto", "Fie"):
            sent = answers("jobconnection", **{
                "person.name": f"{name} Krag", "person.email": f"{name.lower()}@example.org",
            })  # fmt: skip
            me = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
            me.post("/my/profile/", {"person.name": f"{name} Krag", "profile.skills": "Welding",
                                     "profile.next_of_kin": "Moster Karen"})  # fmt: skip
            given = me.post("/my/mails/newsletter/allow/")
            assert given.status_code == 303
        fie, otto = person(tenant, "fie@example.org"), person(tenant, "otto@example.org")
        ulla = doors.staff(tenant)
        ulla.post(f"/people/{fie.pk}/employment-started/", {"day": "2026-08-31"})
        noted = {"profile.notes": "Rang twice"}
        wrote = ulla.post(f"/people/{otto.pk}/fields/?purpose=placement", noted)
        assert wrote.status_code in (303, 422), wrote.content
        ulla.post(f"/people/{otto.pk}/contact/?purpose=placement")
    mail.outbox.clear()
    with doors.on("2027-01-20"), doors.tasks():
        letter = {"mail_class": "newsletter", "subject": "New year", "text": "Plenty of work."}
        sent = doors.staff(tenant, "marketing", "Maja").post("/mail/issues/", letter)
        assert sent.status_code == 303
    assert sorted(letter.to[0] for letter in mail.outbox) == ["fie@example.org", "otto@example.org"]
    doors.sweep("jobconnection", "2027-02-27")
    assert person(tenant, "otto@example.org") is not None
    with doors.on("2027-02-27"):
        assert "Otto Krag" in page(doors.staff(tenant), "/people/?purpose=placement")
    doors.sweep("jobconnection", "2027-02-28")
    assert person(tenant, "otto@example.org") is None
    assert person(tenant, "fie@example.org") is not None
    with at_home(tenant):
        assert set(Detail.objects.values_list("person__name", flat=True)) == {"Fie Krag"}


@pytest.mark.clauses("JC-53")
def test_a_talk_with_one_person_moves_it(doors: Doors) -> None:
    with doors.on("2026-08-31"):
        tenant = doors.open("jobconnection")
        sent = answers("jobconnection", **{"person.email": "otto@example.org"})
        doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    otto = person(tenant, "otto@example.org")
    with doors.on("2026-12-02"):
        doors.staff(tenant).post(f"/people/{otto.pk}/contact/?purpose=placement")
    doors.sweep("jobconnection", "2027-06-01")
    assert person(tenant, "otto@example.org") is not None
    doors.sweep("jobconnection", "2027-06-02")
    assert person(tenant, "otto@example.org") is None
