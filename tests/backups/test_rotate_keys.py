"""A tenant gets its next key while all goes on: everything opens before, meanwhile and after."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection

from config import wiring
from ordholden.accounts import emails
from ordholden.accounts.adapters import SecondFactors
from ordholden.accounts.models import Letter, User
from ordholden.accounts.tests.make import add_app
from ordholden.candidates.actions import documents
from ordholden.candidates.models import Document
from ordholden.copies import actions as copies
from ordholden.copies.models import Copy
from ordholden.copies.tests.make import member, upload
from ordholden.keys import actions as keys
from ordholden.keys.turning import Owner
from ordholden.kit import crypto, files
from ordholden.kit.models import TenantKey
from ordholden.mailings import actions as mailings
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.people.use import storing
from ordholden.privacy import actions as privacy
from ordholden.reading import actions as reading
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.backups.make import Run
from tests.backups.test_be_killed import START, Point, killed_at
from tests.harness import five, world

pytestmark = pytest.mark.usefixtures("quick")
NUMBER = "010190-1234"
CONTENT = b"%PDF-1.7 a curriculum vitae"


@pytest.fixture
def firm(own: Path, turn_clock: Any) -> Tenant:
    """A business with somebody of whom everything is sealed that can be."""
    with turn_clock(START):
        tenant = five.opened("jobconnection")
        with at_home(tenant):
            person = member("Eva Krog", "eva@example.org")
            people.start_employment(person)
            people.save_detail(person, "employment.national_id", NUMBER)
            documents.keep(person, "profile.cv", upload("cv.pdf", CONTENT))
            add_app(person.user)
            emails.confirm_address(person.user, "http://jobconnection.localhost/x")
            copy = Copy(person=person, locale="da", state="ready")
            copy.file, copy.key = copies._kept(b"PK an archive", copy.id)
            copy.save(force_insert=True)
            emails.confirm_address(person.user, "http://jobconnection.localhost/waits")
            with connection.cursor() as cursor:  # a provider that does not answer
                cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
        wiring.begin_serving()
    return tenant


def raw(tenant: Tenant) -> list[bytes]:
    """How everything sealed begins, as a superuser sees it, and every object in the store."""
    with settings.TEST_SERVER.as_admin(settings.DATABASE.app.name) as admin:
        rows = admin.execute(
            "SELECT sealed FROM people_detail WHERE is_sealed UNION ALL SELECT sealed FROM"
            " accounts_letter UNION ALL SELECT key FROM copies_copy UNION ALL"
            " SELECT decode(data ->> 'secret', 'base64') FROM mfa_authenticator"
        ).fetchall()
    objects = [path for path in (settings.VAR / "files").rglob("*") if path.is_file()]
    return [bytes(one)[:3] for (one,) in rows] + [path.read_bytes()[:3] for path in objects]


def everything_opens(tenant: Tenant) -> None:
    """By the program's own doors: value, digest, file, copy, letter, second factor."""
    with at_home(tenant), storing():
        person = Person.objects.get(name="Eva Krog")
        user = User.objects.get(person=person)
        detail = Detail.objects.get(category="employment.national_id")
        assert reading.own_values(user)[detail.pk] == NUMBER
        assert detail.means(NUMBER)
        assert not detail.means(NUMBER + "5")
        document = Document.objects.get()
        assert reading.open_own(user, document) == CONTENT
        copy = Copy.objects.get()
        assert copies._opened(copy.file, bytes(copy.key), copy.id).startswith(b"PK")
        assert emails._content(Letter.objects.latest("written_at"))["to"] == "eva@example.org"
        (factor,) = user.authenticator_set.all()
        assert len(SecondFactors().decrypt(factor.data["secret"])) >= 16


def test_everything_moves_and_the_old_key_goes_when_no_link_needs_it(
    firm: Tenant, run: Run, turn_clock: Any
) -> None:
    with at_home(firm):
        wish = mailings.seal(mailings.Wish("eva@example.org", ("x",), "da"))
        first = crypto.keys()
    assert set(raw(firm)) == {first.stamp}
    assert "key 1 of 2026-03-02, and no other" in run("keys", "status")[1]
    code, said = run("keys", "rotate", "--tenant", "jobconnection")
    assert (code, "key 2 of 2026" in said, "the older one goes after" in said) == (0, True, True)
    world.run_queued_tasks()  # the objects under the old names
    with at_home(firm):
        newest = crypto.keys()
        assert mailings.wish_of(wish) is not None
    assert set(raw(firm)) == {newest.stamp}
    everything_opens(firm)
    with turn_clock(keys.clock.now() + timedelta(days=3, hours=23)):
        keys.go_on_everywhere()
        with at_home(firm):
            assert TenantKey.objects.count() == 2
    with turn_clock(keys.clock.now() + timedelta(days=4, minutes=1)):
        keys.go_on_everywhere()
        with at_home(firm):
            assert TenantKey.objects.get().generation == 2
            assert mailings.wish_of(wish) is None
    everything_opens(firm)
    assert run("keys", "rotate")[0] == 0
    everything_opens(firm)


def test_meanwhile_both_open_and_the_newer_seals(firm: Tenant) -> None:
    with at_home(firm):
        crypto.new_key()
        everything_opens(firm)
        detail = Detail.objects.get(category="employment.national_id")
        detail.hold("020290-4321", sealed=True)
        assert detail.means("020290-4321")
        detail.hold(NUMBER, sealed=True)
        newest = crypto.keys().stamp
    assert newest in set(raw(firm))
    assert len(set(raw(firm))) == 2
    everything_opens(firm)


def test_killed_at_any_point_it_goes_on(firm: Tenant) -> None:
    points: list[Point] = [
        (crypto, "new_key", 1),
        (Owner, "_put", 1),
        (Owner, "_put", 3),
        (files, "relock", 1),
        (FileSystemStorage, "save", 1),
        (files.remove_object, "later", 1),
        (files, "relock", 2),
        (keys, "_retire", 1),
    ]
    for point in points:
        killed_at(point, lambda: keys.rotate(firm))
        everything_opens(firm)
        stands = keys.rotate(firm)
        assert (stands.values, stands.files) == (0, 0), point
        world.run_queued_tasks()
        with at_home(firm):  # as if the days of the links had passed
            TenantKey.objects.exclude(generation=stands.generation).delete()
    everything_opens(firm)


def test_a_backup_from_before_is_readable_after(firm: Tenant, run: Run) -> None:
    code, said = run("backup")
    assert code == 0, said
    assert run("keys", "rotate")[0] == 0
    world.run_queued_tasks()
    with at_home(firm):
        TenantKey.objects.filter(generation=1).delete()
    assert run("restore", said.split(":")[0], "--yes")[0] == 0
    assert run("journal", "replay")[0] == 0
    with at_home(firm):
        assert TenantKey.objects.get().generation == 1
        person, detail = Person.objects.get(name="Eva Krog"), Detail.objects.get(is_sealed=True)
        assert reading.own_values(person.user)[detail.pk] == NUMBER
        assert reading.open_own(person.user, Document.objects.get()) == CONTENT


def test_no_file_moves_while_a_backup_reads_their_names(firm: Tenant, run: Run) -> None:
    with settings.TEST_SERVER.as_admin(settings.DATABASE.app.name) as admin:
        admin.execute("SELECT pg_advisory_lock_shared(%s)", [files.MOVING])
        said = run("keys", "rotate")[1]
        assert "0 values and 2 files are still under an older one" in " ".join(said.split())
    keys.go_on_everywhere()
    assert keys.stands(firm).files == 0


def test_what_does_not_open_stays_and_keeps_its_key(firm: Tenant, turn_clock: Any) -> None:
    with at_home(firm), connection.cursor() as cursor:
        cursor.execute("UPDATE people_detail SET sealed = %s WHERE is_sealed", [b"\1" + b"x" * 40])
    found = keys.rotate(firm)
    assert (found.values, found.files) == (1, 0)
    with turn_clock(keys.clock.now() + timedelta(days=9)):
        assert keys.go_on(firm).older == 1


def test_who_is_restricted_is_moved_too_and_the_neighbours_are_not(firm: Tenant, run: Run) -> None:
    other = world.tenant("acme")
    with at_home(other):
        before = crypto.seal("x", table="t", row=files.StoredFile().pk, field="f")
        kept = bytes(TenantKey.objects.get().wrapped)
    with at_home(firm):
        privacy.restrict(Person.objects.get(name="Eva Krog"))
    assert run("keys", "rotate", "--tenant", "jobconnection")[0] == 0
    assert keys.stands(firm).values == 0
    everything_opens(firm)
    with at_home(other):
        assert (bytes(TenantKey.objects.get().wrapped), before[:3]) == (kept, b"\2\0\1")


def test_without_the_owner_it_says_where_to_go(
    firm: Tenant, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(settings, "DATABASE", replace(settings.DATABASE, owner=None))
    keys.go_on_everywhere()
    with pytest.raises(keys.CannotStart, match="DATABASE_OWNER_URL"):
        keys.rotate(firm)
    assert run("keys", "rotate", "--tenant", "nobody")[0] == 1
    with at_home(firm):
        assert TenantKey.objects.get().generation == 1
