"""Somebody asks for a copy, waits for it, and fetches it: signed in, or by the link, once."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from ordholden.copies import actions
from ordholden.copies.models import Copy, CopyPart
from ordholden.copies.tests import make
from ordholden.kit import clock, files
from ordholden.kit.models import StoredFile
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness import world

pytestmark = [pytest.mark.django_db]
Browse = Callable[..., Client]


@pytest.fixture
def carla(acme: Tenant) -> Person:
    return make.member()


@pytest.fixture
def me(acme: Tenant, browse: Browse, carla: Person) -> Client:
    client = browse(acme, carla.user)
    client.cookies["language"] = "en"
    return client


def mailed_link() -> str:
    """The path of the link in the newest letter."""
    found = re.search(r"https?://[^/\s]+(/copy/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


@pytest.mark.parametrize("path", [make.PAGE, make.FILE])
def test_strangers_are_asked_to_sign_in(acme: Tenant, browse: Browse, path: str) -> None:
    assert browse(acme).get(path).status_code == 302


def test_another_person_gets_their_own_and_another_tenant_nothing(
    acme: Tenant, me: Client, borealis: Tenant
) -> None:
    make.copied(me)
    odd = make.member("Odd Moe", "odd@example.org")
    other = Client(HTTP_HOST="acme.localhost")
    other.force_login(odd.user)
    assert other.get(make.FILE).status_code == 404
    link = mailed_link()
    elsewhere = Client(HTTP_HOST="borealis.localhost")
    assert elsewhere.get(link).status_code == 404
    assert elsewhere.post(link).status_code == 409
    assert Client(HTTP_HOST="acme.localhost").get(link).status_code == 200


@pytest.mark.clauses("JT-37", "JT-44", "JC-68", "WW-101")
def test_progress_is_shown_and_the_copy_is_whole(me: Client, carla: Person) -> None:
    assert b"Make my copy" in me.get(make.PAGE).content
    assert me.get(make.FILE).status_code == 404
    assert me.post(make.PAGE).status_code == 303
    waiting = me.get(make.PAGE)
    assert waiting["Refresh"] == "5"
    assert b"Being made" in waiting.content
    assert b'hx-trigger="every 2s"' in waiting.content
    assert me.get(make.FILE).status_code == 409
    world.run_queued_tasks()
    ready = me.get(make.PAGE)
    assert "Refresh" not in ready
    assert b"Download" in ready.content
    found = make.unpacked(me.get(make.FILE).content)
    sums = make.as_json(found, "manifest.json")
    assert {name: hashlib.sha256(content).hexdigest() for name, content in found.items()} == {
        **sums,
        "manifest.json": hashlib.sha256(found["manifest.json"]).hexdigest(),
    }
    assert {
        *("index.html", "data.json", "portable.json", "disclosures.csv", "consents.json"),
        *("sign-ins.csv", "withheld.json", "policy/1.json", "policy/1.da.html"),
    } <= found.keys()
    assert b"203.0.113.9" in found["sign-ins.csv"]


def test_a_second_request_shows_the_one_that_is_being_made(me: Client) -> None:
    me.post(make.PAGE)
    first = Copy.objects.get()
    me.post(make.PAGE)
    assert Copy.objects.get() == first
    world.run_queued_tasks()
    me.post(make.PAGE)  # ready: a new one takes its place, and its file goes
    world.run_queued_tasks()
    assert Copy.objects.get() != first
    assert StoredFile.objects.count() == 1


def test_the_link_works_once_and_looking_uses_nothing_up(me: Client, carla: Person) -> None:
    make.copied(me)
    letter = mail.outbox[-1]
    assert letter.to == [carla.email]
    assert not letter.attachments
    link = mailed_link()
    stranger = Client(HTTP_HOST="acme.localhost")
    for _ in range(2):
        assert stranger.get(link).status_code == 200
    found = make.unpacked(stranger.post(link).content)
    assert "data.json" in found
    assert stranger.post(link).status_code == 409
    assert stranger.get(link).status_code == 404
    assert me.get(make.FILE).status_code == 200  # signed in it can still be fetched
    code = link.split("/")[2]
    assert code not in str(Copy.objects.values_list())


@pytest.mark.clauses("JI-52", "WW-101")
def test_it_is_gone_after_seven_days(me: Client, turn_clock: Any, acme: Tenant) -> None:
    make.copied(me)
    link = mailed_link()
    almost = clock.now() + timedelta(days=6)
    with turn_clock(almost), at_home(acme):
        assert actions.fetch(Copy.objects.get())
    later = clock.now() + timedelta(days=7, hours=1)
    with turn_clock(later), at_home(acme):
        # Before any sweep: nothing is handed out any more.
        assert actions.behind(link.split("/")[2]) is None
        with pytest.raises(actions.NotPossible):
            actions.fetch(Copy.objects.get())
        privacy.sweep()
        assert not Copy.objects.exists()
        assert not StoredFile.objects.exists()


def test_without_a_rule_about_copies_it_is_gone_all_the_same(
    me: Client, turn_clock: Any, acme: Tenant
) -> None:
    make.copied(me)
    with turn_clock(clock.now() + timedelta(days=5)), at_home(acme):
        actions.forget_over()
        assert Copy.objects.exists()
    with turn_clock(clock.now() + timedelta(days=7, hours=1)), at_home(acme):
        actions.forget_over()
        assert not Copy.objects.exists()


def test_erasing_the_person_takes_copy_and_parts_along(me: Client, carla: Person) -> None:
    make.copied(me)
    copy = Copy.objects.get()
    CopyPart.objects.create(copy=copy, number=1, file=files.store(b"part"))
    link = mailed_link()
    privacy.delete_profile(carla)
    assert not Copy.objects.exists()
    assert not StoredFile.objects.exists()
    assert Client(HTTP_HOST="acme.localhost").post(link).status_code == 409


def test_erased_while_it_is_made_nothing_is_written(me: Client, carla: Person) -> None:
    me.post(make.PAGE)
    privacy.delete_profile(carla)
    before = len(mail.outbox)
    world.run_queued_tasks()
    assert len(mail.outbox) == before
    assert not StoredFile.objects.exists()
