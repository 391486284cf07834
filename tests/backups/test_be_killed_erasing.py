"""Killed while the places outside are emptied (bar 22): the next turn ends in the same state."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from config import wiring
from ordholden.accounts import actions as accounts
from ordholden.candidates.actions import documents
from ordholden.copies import actions as copies
from ordholden.copies.tests.make import upload
from ordholden.kit import queue
from ordholden.kit.models import StoredFile
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions as privacy
from ordholden.privacy import receipts, sinks, stores
from ordholden.privacy.models import Erasure, ErasureAnswer, ErasureCourse
from ordholden.privacy.sinks import following
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.backups.make import somebody, told
from tests.backups.test_be_killed import START, Point, killed_at
from tests.backups.test_be_killed import acme as acme
from tests.harness import world

POINTS: list[Point] = [
    (stores, "delete", 2),
    (receipts, "_ask_sinks", 1),
    (queue, "run", 1),  # it has committed, and nobody has been asked
    (FileSystemStorage, "delete", 1),
    (FileSystemStorage, "exists", 1),  # the object is gone, and nobody has said so
    (ErasureAnswer, "save", 2),
    (following, "_left", 1),
    (ErasureCourse, "save", 2),
]


def with_a_file(person: Person) -> None:
    documents.keep(person, "profile.cv", upload("cv.pdf"))


def with_a_copy(person: Person) -> None:
    with_a_file(person)
    accounts.open_account(person, person.email, confirmed=True)
    accounts.note_sign_in(
        person, ip=None, user_agent="Firefox", session_key="s" * 32, method="code"
    )
    copies.ask_for(person, "da")
    world.run_queued_tasks()


def restricted(person: Person) -> None:
    with_a_file(person)
    privacy.restrict(person)


def leave(tenant: Tenant, name: str) -> None:
    """Delete the profile, and do what the program does in the background."""
    with at_home(tenant), storing():
        privacy.delete_profile(told(name))
    _work(tenant)


def _work(tenant: Tenant) -> None:
    for task in (following.follow_up, following.look_again):
        queue.run(task.name, tenant.pk, [], {})


@pytest.mark.parametrize("state", [with_a_file, with_a_copy, restricted])
def test_while_the_places_outside_are_emptied(
    acme: Tenant, own: Path, turn_clock: Any, state: Callable[[Person], None]
) -> None:
    for number, point in enumerate(POINTS):
        name = f"leaver{number}"
        with turn_clock(START + timedelta(days=number)), at_home(acme):
            state(somebody(name))
        with turn_clock(START + timedelta(days=number, hours=1)):
            killed_at(point, lambda name=name: leave(acme, name))  # type: ignore[misc]
            wiring.begin_serving()
            if is_there(acme, name):  # nothing was acknowledged: they ask again
                leave(acme, name)
            _work(acme)  # as every ten minutes
        with at_home(acme):
            assert not sinks.unfinished().exists(), point
            assert not ErasureAnswer.objects.exclude(things=[]).exists(), point
            known = set(StoredFile.objects.values_list("name", flat=True))
        there = {path.name for path in (own / "files").rglob("*") if path.is_file()}
        assert there == known, point
        assert not is_there(acme, name), point
    with at_home(acme):
        asked = Erasure.objects.filter(reason="request")
        assert asked.count() == len(POINTS)
        assert told("bystander")


def is_there(acme: Tenant, name: str) -> bool:
    """Whether somebody is there, restricted or not."""
    with at_home(acme), storing():
        return Person.objects.filter(name=name).exists()
