"""Where backups lie: a folder, or a bucket. A backup is there whole, or not at all."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import uuid4

from django.conf import settings

from ordholden.kit import buckets, clock
from ordholden.kit.database.faults import CannotStart

NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6}Z)-[0-9a-f]{8}\.backup")
DRAFT = ".draft"


class Place(Protocol):
    """What a place can do. Names are file names, without a folder."""

    shown: str

    def names(self) -> list[str]: ...
    def size(self, name: str) -> int: ...
    def open(self, name: str) -> IO[bytes]: ...
    def delete(self, name: str) -> None: ...
    def create(self, name: str) -> "Any": ...


class Folder:
    """Backups in a folder that only the program's account enters."""

    def __init__(self, path: Path) -> None:
        self.path, self.shown = path, str(path)

    def names(self) -> list[str]:
        """The backups, oldest first."""
        if not self.path.is_dir():
            return []
        return sorted(one.name for one in self.path.iterdir() if NAME.fullmatch(one.name))

    def size(self, name: str) -> int:
        """Bytes of a backup."""
        return (self.path / name).stat().st_size

    def open(self, name: str) -> IO[bytes]:
        """Read a backup from its beginning. Raises CannotStart for one that is not there."""
        try:
            return (self.path / name).open("rb")
        except OSError as fault:
            raise CannotStart(f"{self.path / name} cannot be read: {fault.strerror}.") from fault

    def delete(self, name: str) -> None:
        """Remove a backup."""
        (self.path / name).unlink(missing_ok=True)

    @contextmanager
    def create(self, name: str) -> Iterator[IO[bytes]]:
        """Write a backup; it gets its name when it is on the disk whole."""
        self._make()
        draft = self.path / f"{name}{DRAFT}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.rename(self.path / name)
        finally:
            draft.unlink(missing_ok=True)

    def _make(self) -> None:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise CannotStart(f"{self.path} cannot be made: {fault.strerror}.") from fault
        for left in self.path.glob(f"*{DRAFT}"):  # of a program that was killed
            left.unlink(missing_ok=True)


class Bucket:
    """Backups in an S3 bucket: written here first, then uploaded whole."""

    def __init__(self, url: str) -> None:
        from storages.backends.s3 import S3Storage

        options = buckets.options(url, "BACKUPS")
        self.shown = f"{options['endpoint_url']}/{options['bucket_name']}"
        self._storage = S3Storage(**options)

    def names(self) -> list[str]:
        """The backups, oldest first."""
        _folders, names = self._storage.listdir("")
        return sorted(name for name in names if NAME.fullmatch(name))

    def size(self, name: str) -> int:
        """Bytes of a backup."""
        return int(self._storage.size(name))

    def open(self, name: str) -> IO[bytes]:
        """Read a backup from its beginning. Raises CannotStart for one that is not there."""
        if not self._storage.exists(name):
            raise CannotStart(f"There is no {name} in {self.shown}.")
        return self._storage.open(name, "rb")  # type: ignore[no-any-return]

    def delete(self, name: str) -> None:
        """Remove a backup."""
        self._storage.delete(name)

    @contextmanager
    def create(self, name: str) -> Iterator[IO[bytes]]:
        """Write a backup; it is in the bucket when all of it is."""
        nearby = Folder(settings.VAR / "uploading")
        with nearby.create(name) as file:
            yield file
        try:
            with nearby.open(name) as whole:
                self._storage.save(name, whole)
        finally:
            shutil.rmtree(nearby.path, ignore_errors=True)


def place(given: str = "") -> Place:
    """A place by its address: the setting's, unless another is given."""
    address = given or settings.BACKUPS
    if "://" in address:
        return Bucket(address)
    return Folder(Path(address).expanduser().absolute())


def behind(given: str) -> tuple[Place, str]:
    """A backup by its name in the usual place, or by its path."""
    path = Path(given).expanduser()
    if NAME.fullmatch(given) and not path.exists():
        return place(), given
    return Folder(path.absolute().parent), path.name


def new_name() -> str:
    """A name that tells the moment and is nobody else's."""
    return f"{clock.everywhere():%Y-%m-%dT%H%M%SZ}-{uuid4().hex[:8]}.backup"


def made_at(name: str) -> datetime | None:
    """The moment a backup's name tells."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    return datetime.strptime(found[1], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
