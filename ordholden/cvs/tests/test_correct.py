"""Staff read a CV for a purpose, with a line in the log, and correct it with a reason (S-27)."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.db import transaction

from ordholden.accounts.tests.make import make_staff
from ordholden.candidates.models import Correction
from ordholden.cvs.models import Part
from ordholden.cvs.tests.test_write_cv import JOB, member
from ordholden.journal import interlock, recording
from ordholden.people import actions as people
from ordholden.privacy import actions as privacy
from ordholden.privacy import replay
from ordholden.reading.models import Reading
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness import world
from tests.harness.five import browser, noon, opened

pytestmark = [pytest.mark.django_db]


def desk(tenant: Tenant, role: str = "recruitment_department"):
    with at_home(tenant):
        client = browser(tenant.slug)
        client.force_login(make_staff("Kaj", role))
    return client


@pytest.mark.clauses("JI-49", "JI-50")
def test_a_part_is_corrected_with_a_reason_and_the_person_is_told(run_tasks) -> None:
    tenant = opened("jobindex")
    person, anna = member(tenant)
    anna.post("/my/cv/new/experience/", JOB)
    kaj = desk(tenant)
    with at_home(tenant):
        part = Part.objects.get()
    ask = "?purpose=recruitment"
    card = kaj.get(f"/people/{person.pk}/{ask}").content.decode()
    assert "Sten &amp; Fuge" in card
    assert f"/people/{person.pk}/cv/{part.pk}/" in card
    with at_home(tenant):
        seen = {one for line in Reading.objects.all() for one in line.fields}
        assert {"profile.experience", "profile.workplaces"} <= seen
    url = f"/people/{person.pk}/cv/{part.pk}/{ask}"
    better = {**JOB, "title": "Murermester"}
    assert kaj.post(url, better).status_code == 422  # without a reason
    why = {"reason": "So it says on the certificate"}
    assert kaj.post(url, {**better, **why, "x": "y"}).status_code == 422
    before = len(mail.outbox)
    with run_tasks():
        assert kaj.post(url, better | why).status_code == 303
    (letter,) = mail.outbox[before:]
    assert letter.to == ["liv@example.org"]
    assert "Murermester" not in letter.body
    shown = anna.get("/my/corrections/").content.decode()
    assert all(word in shown for word in ("Murer<", "Murermester", "So it says on the certificate"))
    removal = f"/people/{person.pk}/cv/{part.pk}/removal/{ask}"
    assert kaj.post(removal, {"reason": " "}).status_code == 422
    with run_tasks():
        assert kaj.post(removal, {"reason": "Not true"}).status_code == 303
    assert len(mail.outbox) == before + 2
    with at_home(tenant):
        assert not Part.objects.exists()
        assert Correction.objects.filter(before__contains="Murermester", after="").exists()


def test_what_staff_write_down_is_told_and_needs_no_reason(run_tasks) -> None:
    tenant = opened("jobindex")
    person, _anna = member(tenant)
    kaj = desk(tenant)
    url = f"/people/{person.pk}/cv/new/skills/?purpose=recruitment"
    before = len(mail.outbox)
    with run_tasks():
        assert kaj.post(url, {"title": "Fuger", "level": "expert"}).status_code == 303
    assert len(mail.outbox) == before + 1
    assert kaj.post(url.replace("skills", "tests"), {"title": "x"}).status_code == 404


@pytest.mark.clauses("JT-37", "JC-72", "JI-63")
def test_the_copy_of_everything_has_every_part_of_the_cv() -> None:
    tenant = opened("jobconnection")
    _person, liv = member(tenant)
    liv.post("/my/cv/new/experience/", JOB)
    liv.post("/my/cv/new/languages/", {"title": "Nordsamisk", "level": "C1"})
    held = liv.get("/my/data/").content.decode()
    assert "Sten &amp; Fuge" in held
    assert "Nordsamisk" in held
    liv.post("/my/data/copy/")
    world.run_queued_tasks()
    packed = ZipFile(BytesIO(liv.get("/my/data/copy/file/").content))
    assert "Sten & Fuge" in packed.read("data.json").decode()
    resume = json.loads(packed.read("portable.json"))
    assert resume["work"][0]["name"] == "Sten & Fuge"
    assert resume["work"][0]["startDate"] == "2019-03"
    assert resume["languages"] == [{"language": "Nordsamisk", "fluency": "C1"}]


@pytest.mark.clauses("AB-32")
def test_nobody_finds_the_cv_of_who_is_restricted() -> None:
    tenant = opened("jobindex")
    person, anna = member(tenant)
    anna.post("/my/cv/new/skills/", {"title": "Fuger"})
    kaj = desk(tenant)
    with at_home(tenant):
        part = Part.objects.get()
        privacy.restrict(person)
        assert not Part.objects.exists()
    assert kaj.get(f"/people/{person.pk}/cv/{part.pk}/?purpose=recruitment").status_code == 404
    assert "Fuger" in anna.get("/my/cv/").content.decode()  # their own it stays


def test_somebody_who_only_looks_corrects_nothing() -> None:
    tenant = opened("jobindex")
    person, anna = member(tenant)
    anna.post("/my/cv/new/skills/", {"title": "Fuger"})
    with at_home(tenant):
        part = Part.objects.get()
        people.give_role(person, "company_contact")
    officer = desk(tenant, "privacy_officer")
    url = f"/people/{person.pk}/cv/{part.pk}/"
    assert officer.post(url, {"title": "Fuge"}).status_code in (403, 404, 409)
    with at_home(tenant):
        assert Part.objects.get().title == "Fuger"


@pytest.mark.clauses("JC-76", "JT-54")
def test_what_was_taken_back_does_not_come_back_from_a_backup(
    acme, turn_clock, tmp_path, settings
) -> None:
    """A savepoint that is rolled back is a restore in small."""
    from ordholden.accounts.tests.make import make_person
    from ordholden.cvs import actions
    from ordholden.cvs.kinds import KINDS

    settings.JOURNAL = tmp_path / "journal"
    recording._open.entries.clear()
    with turn_clock(noon("2026-01-10")):
        ole = make_person("Ole Bak", "ole@example.org")
        kept, gone, changed = actions.add_many(
            ole, [(KINDS["skills"], {"title": title}) for title in ("Fuger", "Moms", "Excel")]
        )
    with turn_clock(noon("2026-03-10")):
        with transaction.atomic():
            actions.remove(gone)
            actions.change(changed, {"title": "Regneark"})
            transaction.set_rollback(True)
        assert Part.objects.count() == 3
        replay.redo(interlock.look().decisions)
        # What was changed is lost: nobody is shown what is no longer true.
        assert list(Part.objects.values_list("pk", flat=True)) == [kept.pk]
