"""Encrypted files: one object per upload, under a random name, with the tenant's own key.

The row that points at a `StoredFile` says whose file it is and what it is called. Objects lie
in `VAR/files`, or wherever `STORAGES["files"]` says (S3 through django-storages). Each has a key
of its own besides, in a column that the application cannot read: who opens a file asks for its
key in the room `reading`, which writes down who did.
"""

import secrets
import shutil
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection

from ordholden.kit import crypto
from ordholden.kit.clock import now
from ordholden.kit.models import StoredFile
from ordholden.kit.queue import task
from ordholden.tenants.scope import required

# An object that no row knows may belong to an upload that is still being saved.
SAVING_TAKES_AT_MOST = timedelta(days=1)


# Locked by who reads all names (a backup) and who changes them: any number nobody else locks.
MOVING = 0x6F72646D


class FileGone(LookupError):
    """The row is there and the object is not."""


def store(content: bytes) -> StoredFile:
    """Encrypt and keep a file of the tenant in scope; the row to point at.

    If the transaction is rolled back, the object nobody knows is removed a day later. The row
    bears its `key` this once.
    """
    own, name, key = crypto.keys(), secrets.token_hex(16), secrets.token_bytes(crypto.KEY)
    place = place_of(own.tenant_id, name)
    storage().save(place, ContentFile(_locked(own, key, content, place)))
    file = StoredFile.objects.create(name=name, size=len(content), generation=own.generation)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kit_storedfile SET key = %s WHERE id = %s", [key, file.pk])
    file.key = key
    return file


def open(file: StoredFile, key: bytes) -> bytes:
    """The file as it was given. key: from the room `reading`, or of a file just stored.

    Raises FileGone, or crypto.Sealed if it was tampered with or the key is another's.
    """
    ring, name = crypto.ring(), file.name
    try:
        locked = _read(name)
    except FileNotFoundError:
        # It may have moved under a newer key since the row was read.
        name = StoredFile.objects.filter(pk=file.pk).values_list("name", flat=True).first() or name
        if name == file.name:
            raise FileGone(file.pk) from None
        locked = _read(name)
    own = ring.of(locked)
    place = place_of(own.tenant_id, name)
    return crypto.unlock(own.of_file(key), crypto.inner(locked), place.encode())


def relock(name: str, key: bytes) -> tuple[str, int]:
    """Lock an object anew with the tenant's newest key, under another name, beside the old one.

    key: the file's own, which stays. Returns the new name and the number of the key; whoever calls
    puts them into the row. Raises FileNotFoundError, or crypto.Sealed.
    """
    ring, other = crypto.ring(), secrets.token_hex(16)
    own, before, place = ring.newest, place_of(required().pk, name), place_of(required().pk, other)
    locked = _read(name)
    content = crypto.unlock(ring.of(locked).of_file(key), crypto.inner(locked), before.encode())
    storage().save(place, ContentFile(_locked(own, key, content, place)))
    return other, own.generation


def _locked(own: crypto.Keys, key: bytes, content: bytes, place: str) -> bytes:
    return own.stamp + crypto.lock(own.of_file(key), content, place.encode())


def _read(name: str) -> bytes:
    with storage().open(place_of(required().pk, name)) as stored:
        return bytes(stored.read())


def delete(file: StoredFile) -> None:
    """Forget a file: the row in this transaction, the object as soon as it has committed."""
    for name in forget_rows([file.pk]):
        remove_object.later(name)


def forget_rows(keys: Sequence[UUID]) -> list[str]:
    """Remove files' rows. Returns the names of their objects, which are still there.

    As they are at the moment of removing: a key that is being rotated changes names.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM kit_storedfile WHERE id = ANY(%s::uuid[]) RETURNING name",
            [[str(key) for key in keys]],
        )
        return [name for (name,) in cursor.fetchall()]


@task
def remove_object(name: str) -> None:
    """Remove the object of a file whose row is gone."""
    storage().delete(place_of(required().pk, name))


@task
def remove_orphans() -> None:
    """Remove objects of the tenant that no row knows: of uploads that were never saved."""
    own = required().pk
    known = set(StoredFile.objects.values_list("name", flat=True))
    for folder, name in _objects(str(own)):
        place = f"{folder}/{name}"
        if name not in known and _stored_before(place):
            storage().delete(place)


def forget_unknown() -> int:
    """Remove every object of the tenant in scope that no row knows, however new.

    After a restore, while nobody can be uploading. Returns how many there were.
    """
    own = required().pk
    known = set(StoredFile.objects.values_list("name", flat=True))
    places = [f"{folder}/{name}" for folder, name in _objects(str(own)) if name not in known]
    for place in places:
        storage().delete(place)
    return len(places)


def forget_tenant(tenant_id: int) -> int:
    """Remove every object of a tenant that has left; returns how many there were."""
    count = 0
    for folder, name in _objects(str(tenant_id)):
        storage().delete(f"{folder}/{name}")
        count += 1
    if isinstance(place := storage(), FileSystemStorage):
        shutil.rmtree(place.path(str(tenant_id)), ignore_errors=True)
    return count


def storage() -> Storage:
    """Where objects lie; readable by the program's own account only."""
    if "files" in settings.STORAGES:
        return storages["files"]
    if not settings.VAR:
        raise ImproperlyConfigured("VAR names no folder for files")
    return FileSystemStorage(
        location=settings.VAR / "files",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def place_of(tenant_id: int, name: str) -> str:
    """Where an object lies in the storage."""
    return f"{tenant_id}/{name[:2]}/{name}"


def _objects(folder: str) -> list[tuple[str, str]]:
    try:
        folders, names = storage().listdir(folder)
    except FileNotFoundError:
        return []
    found = [(folder, name) for name in names]
    for inner in folders:
        found += _objects(f"{folder}/{inner}")
    return found


def _stored_before(place: str) -> bool:
    return storage().get_modified_time(place) < now() - SAVING_TAKES_AT_MOST
