"""Files are kept encrypted, under names that say nothing, and go when they should."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import ProgrammingError, connection, transaction
from moto import mock_aws

from ordholden.kit import clock, crypto, files
from ordholden.kit.crypto import Sealed
from ordholden.kit.files import FileGone
from ordholden.kit.models import StoredFile
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for

CONTENT = "Curriculum vitæ: Åse Ærøboe".encode() * 100
RunTasks = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "files"


def objects(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_comes_back_and_its_object_tells_nothing(acme: Tenant, folder: Path) -> None:
    file = files.store(CONTENT)
    assert files.open(StoredFile.objects.get(), file.key) == CONTENT
    assert file.size == len(CONTENT)
    (kept,) = objects(folder)
    assert kept.name == file.name
    assert len(kept.name) == 32
    assert b"Curriculum" not in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert all(stat.S_IMODE(parent.stat().st_mode) == 0o700 for parent in kept.parents[:3])


def test_equal_files_are_two_objects(acme: Tenant, folder: Path) -> None:
    files.store(CONTENT)
    files.store(CONTENT)
    first, second = objects(folder)
    assert first.read_bytes() != second.read_bytes()


def test_an_object_put_in_anothers_place_does_not_open(acme: Tenant, folder: Path) -> None:
    one, other = files.store(CONTENT), files.store(b"other")
    places = {path.name: path for path in objects(folder)}
    places[other.name].write_bytes(places[one.name].read_bytes())
    with pytest.raises(Sealed):
        files.open(other, other.key)


def test_a_file_opens_with_its_own_key_alone_and_nobody_can_read_one(acme: Tenant) -> None:
    file, other = files.store(CONTENT), files.store(b"other")
    for key in (other.key, b"", b"\0" * 32):
        with pytest.raises(Sealed):
            files.open(file, key)
    for asked in ("SELECT key FROM kit_storedfile", "SELECT * FROM kit_storedfile"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(asked)


def test_a_file_from_before_files_had_keys_opens(acme: Tenant) -> None:
    own, file = crypto.keys(), StoredFile.objects.create(name="a" * 32, size=5)
    place = f"{acme.pk}/aa/{file.name}"
    files.storage().save(place, ContentFile(crypto.lock(own.files, b"older", place.encode())))
    assert files.open(file, b"") == b"older"


def test_a_deleted_file_goes_after_commit(acme: Tenant, folder: Path, run_tasks: RunTasks) -> None:
    file = files.store(CONTENT)
    with run_tasks():
        files.delete(file)
        assert not StoredFile.objects.exists()
        assert len(objects(folder)) == 1
    assert objects(folder) == []


def test_a_missing_object_is_said_plainly(acme: Tenant, folder: Path) -> None:
    file = files.store(CONTENT)
    objects(folder)[0].unlink()
    with pytest.raises(FileGone):
        files.open(file, file.key)


def test_uploads_never_saved_are_removed_a_day_later(
    acme: Tenant, borealis: Tenant, folder: Path
) -> None:
    kept = files.store(CONTENT)
    lost = files.store(CONTENT)
    StoredFile.objects.filter(pk=lost.pk).delete()
    with working_for(borealis):
        files.store(CONTENT)
    files.remove_orphans()
    assert len(objects(folder)) == 3
    with clock.travel(clock.now() + timedelta(days=1, minutes=1)):
        files.remove_orphans()
    names = {path.name for path in objects(folder)}
    assert kept.name in names
    assert lost.name not in names
    assert len(names) == 2


def test_a_tenant_that_leaves_takes_its_files(acme: Tenant, borealis: Tenant, folder: Path) -> None:
    files.store(CONTENT)
    files.store(CONTENT)
    with working_for(borealis):
        files.store(CONTENT)
    assert files.forget_tenant(acme.pk) == 2
    assert len(objects(folder)) == 1
    assert files.forget_tenant(acme.pk) == 0


@pytest.fixture
def bucket(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setitem(os.environ, name, "testing")
    with mock_aws():
        store = boto3.resource("s3", region_name="eu-north-1").create_bucket(
            Bucket="files", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"}
        )
        settings.STORAGES = settings.STORAGES | {
            "files": {
                "BACKEND": "storages.backends.s3.S3Storage",
                "OPTIONS": {"bucket_name": "files", "region_name": "eu-north-1"},
            }
        }
        yield store
    storages._storages.pop("files", None)  # type: ignore[attr-defined]


def test_an_s3_store_keeps_the_same_promises(
    acme: Tenant, bucket: object, run_tasks: RunTasks
) -> None:
    file, lost = files.store(CONTENT), files.store(CONTENT)
    assert files.open(file, file.key) == CONTENT
    keys = [each.key for each in bucket.objects.all()]  # type: ignore[attr-defined]
    assert f"{acme.pk}/{file.name[:2]}/{file.name}" in keys
    with run_tasks():
        files.delete(lost)
    assert files.forget_tenant(acme.pk) == 1
    assert list(bucket.objects.all()) == []  # type: ignore[attr-defined]
    with pytest.raises(FileGone):
        files.open(file, file.key)
