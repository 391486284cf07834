"""A small installation of a test's own: a database, a folder, a journal, and its commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from ordholden.backups.copying import _dump as real_dump
from ordholden.journal import recording
from ordholden.kit.database.address import Address
from ordholden.kit.database.embedded import ROLES
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy

Run = Callable[..., tuple[int, str]]


@contextmanager
def installation(folder: Path, patch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """Inside this block the commands work on an empty database of this test's, as in earnest."""
    server = settings.TEST_SERVER
    (template,) = (one for one in server.databases() if one.startswith("template_"))
    server.drop_database(name)
    server.create_database(name, template=template)
    databases = replace(
        settings.DATABASE,
        app=server.address(ROLES.app, name),
        owner=server.address(ROLES.owner, name),
        embedded=server.folder.path,
    )
    kept = connection.settings_dict["NAME"]
    patch.setattr(settings, "DATABASE", databases)
    patch.setattr(settings, "VAR", folder)
    patch.setattr(settings, "JOURNAL", folder / "journal")
    patch.setattr(settings, "BACKUPS", str(folder / "backups"))
    recording._open.entries.clear()
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept
        server.drop_database(name)


def somebody(name: str) -> Person:
    """A confirmed candidate of the tenant in scope, who has said yes to the newsletter."""
    person = people.register(name=name, email=f"{name}@example.org")
    people.confirm(person)
    privacy.give_consent("newsletter", person=person, locale="da", confirmed=True)
    return person


def told(name: str) -> Person:
    """The person of that name."""
    return Person.objects.get(name=name)


_shapes: dict[str, bytes] = {}


def shape(owner: Address, section: str) -> bytes:
    """What `pg_dump` says of an empty database; the same for every test of a run."""
    if section not in _shapes:
        with psycopg.connect(**owner.for_psycopg()) as asking:
            (snapshot,) = asking.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            _shapes[section] = real_dump(owner, section, str(snapshot))
    return _shapes[section]
