"""Copies for tests, asked for and fetched as a person does."""

import io
import json
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.tenants import scope
from tests.harness import world

PASSWORD = "korrekt hest batteri"
PAGE, FILE = "/my/data/copy/", "/my/data/copy/file/"


def member(
    name: str = "Carla Ruiz",
    email: str = "carla@example.org",
    password: str | None = PASSWORD,
) -> Person:
    """A candidate with an account, who has seen the notice and agreed to something."""
    person = people.register(name=name, email=email, phone="+4570998877", locale="en")
    people.confirm(person)
    accounts.open_account(person, email, password, confirmed=True)
    accounts.note_sign_in(
        person, ip="203.0.113.9", user_agent="Firefox", session_key="k" * 32, method="password"
    )
    privacy.show_notice(person=person, locale="da", place="sign_up")
    for consent in sorted(scope.required().policy.document.consent)[:1]:
        privacy.give_consent(consent, person=person, locale="da")
    return person


def upload(name: str, content: bytes = b"%PDF-1.7 something") -> Any:
    """A file as a form has cleaned it."""
    found = SimpleUploadedFile(name, content, "application/pdf")
    found.media_type = "application/pdf"  # type: ignore[attr-defined]
    return found


def copied(client: Client) -> dict[str, bytes]:
    """Ask, wait, download: name in the archive -> content."""
    assert client.post(PAGE).status_code == 303
    world.run_queued_tasks()
    return unpacked(client.get(FILE).content)


def unpacked(content: bytes) -> dict[str, bytes]:
    """What an archive holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name) for name in zipped.namelist()}


def as_json(found: dict[str, bytes], name: str) -> Any:
    """One file of machine-readable data."""
    return json.loads(found[name])
