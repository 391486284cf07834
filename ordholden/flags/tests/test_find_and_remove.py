"""What is kept all the same: flagged to staff, taken out with its copies, and the person told."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordholden.applications.models import Answer, Attachment
from ordholden.applications.tests.make import Recruitment, apply, recruitment
from ordholden.candidates.models import Document
from ordholden.flags import actions, looking
from ordholden.flags.models import Flag
from ordholden.journal import interlock, recording
from ordholden.kit.models import StoredFile
from ordholden.papers.tests.make import pdf, upload
from ordholden.people import actions as people
from ordholden.people.models import Detail
from ordholden.privacy import replay
from ordholden.privacy.datamap import holding
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, letters, page, person
from tests.scenarios.test_s14_sensitive_data import ANNA, joined, tick

MAYBE = "Cranes. Shop steward 2012-2016"
CLEAN = "Cranes. […] 2012-2016"


def keep_telling(client: Client, url: str, sent: dict[str, Any]) -> None:
    """Send a form, read the warning, tick, and send it again."""
    answer = client.post(url, sent)
    assert answer.status_code == 422
    for one in sent.values():
        if hasattr(one, "seek"):
            one.seek(0)
    answer = client.post(url, sent | tick(answer.content.decode()))
    assert answer.status_code == 303, answer.content.decode()


def look(run: Recruitment) -> None:
    """What the clock does every ten minutes."""
    with at_home(run.tenant):
        actions.look()


def told(doors: Doors, slug: str = "jobindex") -> tuple[Recruitment, Client]:
    """Anna's profile and application say the same thing, which may be innocent."""
    run = recruitment(doors, slug, "recruitment_department" if slug == "jobindex" else "recruiter")
    anna = joined(doors, run.tenant)
    keep_telling(anna, "/my/profile/", {"person.name": "Anna Holm", "profile.presentation": MAYBE})
    named = {"application.name": "Anna Holm", "application.email": ANNA}
    named = named if slug == "jobindex" else {}
    application = apply(run, anna, **named)
    with doors.tasks():
        keep_telling(anna, f"/my/applications/{application.pk}/messages/", {"text": MAYBE})
    look(run)
    return run, anna


def flags_on(text: str) -> list[str]:
    """The addresses that decide the flags of a page."""
    return list(dict.fromkeys(re.findall(r'action="(/desk/flags/[^"]+)"', text)))


# ------------------------------------------------------------------ refusals
def test_what_one_may_not_read_one_is_told_nothing_of(doors: Doors) -> None:
    run, _anna = told(doors)
    mai = doors.staff(run.tenant, "marketing", "Mai")
    assert not flags_on(page(mai, "/desk/flags/"))
    (flag, *_more) = flags_on(page(run.ulla, "/desk/flags/"))
    assert mai.post(flag, {"then": "remove"}).status_code == 404
    assert run.ulla.post(flag, {"then": "sell"}).status_code == 404


@pytest.mark.clauses("JI-39")
def test_what_is_forbidden_is_not_kept_on_any_ground(doors: Doors) -> None:
    run, _anna = told(doors)
    there = page(run.ulla, "/desk/flags/")
    assert "Keep it" not in there
    assert run.ulla.post(flags_on(there)[0], {"then": "keep", "ground": "asked"}).status_code == 422
    with at_home(run.tenant):
        assert not Flag.objects.exclude(state="open").exists()


# ------------------------------------------------------------------ taken out
@pytest.mark.clauses("JI-39")
def test_words_are_taken_out_with_every_copy_and_the_person_is_told(doors: Doors) -> None:
    run, anna = told(doors)
    boss = doors.staff(run.tenant, "privacy_officer", "Olga")
    there = page(boss, "/desk/flags/")
    assert "Trade union" in there
    assert "sensitive data to be looked at" in page(boss, "/desk/")
    assert "steward" not in there
    found = flags_on(there)
    assert len(found) == 2
    anna.post("/my/data/copy/")  # a copy in the making says it too
    with doors.tasks():
        assert boss.post(found[0], {"then": "remove"}).status_code == 303
    assert CLEAN in page(anna, "/my/profile/")
    with at_home(run.tenant):
        assert not Flag.objects.exists()
        (message,) = run.one().messages.all()
        assert message.text == CLEAN
    (letter,) = letters(ANNA, "has removed something")
    assert "trade union" in letter
    assert "steward" not in letter
    assert not flags_on(page(boss, "/desk/flags/"))


@pytest.mark.clauses("JI-39")
def test_a_file_goes_with_the_copies_that_were_sent(doors: Doors) -> None:
    run = recruitment(doors, "workwithus")
    anna = joined(doors, run.tenant)
    file = upload(content=pdf("Cranes.", "Shop steward 2012-2016"))
    keep_telling(anna, "/my/profile/", {"person.name": "Anna Holm", "profile.documents": file})
    with at_home(run.tenant):
        (mine,) = Document.objects.all()
    named = {"application.name": "Anna", "application.email": ANNA}
    apply(run, anna, **named, own_files=str(mine.pk))
    with at_home(run.tenant):
        assert Attachment.objects.count() == 1
    look(run)
    with at_home(run.tenant):
        assert {one.record_table for one in Flag.objects.all()} == {
            "candidates_document",
            "applications_attachment",
        }
    boss = doors.staff(run.tenant, "administrator", "Olga")
    (first, _second) = flags_on(page(boss, "/desk/flags/"))
    with doors.tasks():
        boss.post(first, {"then": "remove"})
    with at_home(run.tenant):
        assert not Document.objects.exists()
        assert not Attachment.objects.exists()
        assert not StoredFile.objects.exists()
        assert not Flag.objects.exists()
    assert letters(ANNA, "a file that said it is gone")


@pytest.mark.clauses("JI-39")
def test_what_was_taken_out_stays_out_after_a_restore(
    doors: Doors, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _anna = told(doors)
    monkeypatch.setattr(settings, "JOURNAL", tmp_path / "journal")
    recording._open.entries.clear()
    with at_home(run.tenant):
        with transaction.atomic():
            actions.remove(Flag.objects.earliest("found_at"), by=None)
            assert not Detail.objects.filter(value=MAYBE).exists()
            transaction.set_rollback(True)
        assert Detail.objects.filter(value=MAYBE).exists()
        replay.redo(interlock.look().decisions)
        assert Detail.objects.filter(value=CLEAN).exists()
        assert run.one().messages.get().text == CLEAN


# ------------------------------------------------------------------ let be
@pytest.mark.clauses("JT-17")
def test_what_was_advised_against_is_flagged_and_may_stay(doors: Doors) -> None:
    run, anna = told(doors, "jtworks")
    found = flags_on(page(run.ulla, "/desk/flags/"))
    assert found
    for one in found:
        assert run.ulla.post(one, {"then": "keep", "ground": "asked"}).status_code == 303
    assert run.ulla.post(found[0], {"then": "dismiss"}).status_code == 404
    assert not flags_on(page(run.ulla, "/desk/flags/"))
    look(run)
    assert not flags_on(page(run.ulla, "/desk/flags/"))
    assert MAYBE in page(anna, "/my/profile/")


def test_what_is_innocent_is_not_asked_about_again(doors: Doors) -> None:
    run, anna = told(doors)
    boss = doors.staff(run.tenant, "administrator", "Olga")
    for one in flags_on(page(boss, "/desk/flags/")):
        assert boss.post(one, {"then": "dismiss"}).status_code == 303
    look(run)
    assert not flags_on(page(boss, "/desk/flags/"))
    assert MAYBE in page(anna, "/my/profile/")


def test_the_list_asks_the_same_for_few_and_many(doors: Doors) -> None:
    run, anna = told(doors)
    boss = doors.staff(run.tenant, "privacy_officer", "Olga")
    with CaptureQueriesContext(connection) as few:
        page(boss, "/desk/flags/")
    for n in range(5):
        keep_telling(
            anna, f"/my/applications/{run.one().pk}/messages/", {"text": f"Shop steward in {n}"}
        )
    look(run)
    with CaptureQueriesContext(connection) as many:
        assert len(flags_on(page(boss, "/desk/flags/"))) == 7
    assert len(many) == len(few)


# ------------------------------------------------------------------ finding
def test_whatever_door_it_came_by_it_is_found(doors: Doors) -> None:
    """An import passes no form."""
    tenant = doors.open("jobindex")
    joined(doors, tenant)
    anna = person(tenant, ANNA)
    assert anna is not None
    with at_home(tenant):
        looking.look_through()
        people.save_detail(anna, "profile.presentation", "Jeg har diabetes.")
        assert looking.look_through() == 1
        assert looking.look_through() == 0
        (found,) = Flag.objects.all()
        assert (found.kind, found.sure, found.column) == ("health", True, "value")
        people.save_detail(anna, "profile.presentation", "Jeg har en kran.")
        looking.look_through()
        assert not Flag.objects.exists()
        people.save_detail(anna, "profile.presentation", "Jeg har diabetes.")
        looking.look_through()
        people.save_detail(anna, "profile.presentation", "")
        assert not Flag.objects.exists()


def test_every_table_people_write_in_is_looked_through() -> None:
    written = {
        table.table
        for table in holding()
        if any(one.free_text for one in table.holds.personal.values())
    }
    through = looking.looked_through().keys()
    forgotten = written - through - looking.NOT_LOOKED_THROUGH.keys()
    assert not forgotten, "look through these, or say in NOT_LOOKED_THROUGH why not"
    assert not looking.NOT_LOOKED_THROUGH.keys() - written
    assert {"people_detail", "candidates_document", Answer._meta.db_table} <= through


@pytest.mark.django_db
def test_flags_go_with_the_rows_of_every_such_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname='flags_follow'")
        following = {table for (table,) in cursor.fetchall()}
    assert following == set(looking.looked_through()), "add FlagsFollow(…) to a migration"
