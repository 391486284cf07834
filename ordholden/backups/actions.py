"""What happens to backups: made, tried, restored, let go."""

import fcntl
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import IO, Any

import psutil
import psycopg
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from ordholden import __version__
from ordholden.backups import places
from ordholden.backups.container import ABOUT, BadBackup, Reader, Writer
from ordholden.backups.copying import SECTIONS, Replacement, Snapshot, Table
from ordholden.journal import actions as journal
from ordholden.journal import marks
from ordholden.kit import clock, crypto, files
from ordholden.kit.database import roles
from ordholden.kit.database.address import Address
from ordholden.kit.database.embedded import ROLES, Embedded
from ordholden.kit.database.faults import CannotStart
from ordholden.policy import Policy, due
from ordholden.tenants.models import Tenant

logger = logging.getLogger(__name__)
Progress = Callable[[str], None]
SCRATCH = "ordholden_scratch"
USE = "backups"
PATIENCE = 5  # seconds for connections of our own to be let go
_FILE = "file:"
_TABLE = "table:"


@dataclass(frozen=True)
class Made:
    """A backup: its name, what it says of itself, and how large it is."""

    name: str
    bytes: int
    rows: int
    files: int


def back_up(to: str = "", *, progress: Progress | None = None) -> Made:
    """Copy everything at one moment into one encrypted file; it is there whole or not at all.

    to: a folder or s3://KEY:SECRET@HOST/BUCKET instead of the setting BACKUPS. Safe to repeat
    after a full disk or a crash. Raises CannotStart without the owner's way in, or when another
    backup is being made.
    """
    place, name, missing = places.place(to), places.new_name(), 0
    with _alone(), Snapshot(_owner()) as snapshot, place.create(name) as file:
        writer = Writer(file, crypto.own_key(USE))
        writer.say(ABOUT, _about(snapshot))
        _write_tables(writer, snapshot, progress)
        count, missing = _write_files(writer, snapshot, progress)
        writer.close(rows=snapshot.rows, missing=missing)
    rows, size = sum(snapshot.rows.values()), place.size(name)
    journal.mark(journal.MarkKind.BACKED_UP, backup=name, rows=rows, size=size)
    return Made(name, size, rows, count)


def _about(snapshot: Snapshot) -> dict[str, Any]:
    head = journal.journal().head()
    return {
        "made_at": clock.everywhere().isoformat(),
        "version": __version__,
        "migrations": snapshot.migrations(),
        "journal": asdict(head),
        "tables": [asdict(table) for table in snapshot.tables],
        "sequences": snapshot.sequences(),
    }


def _write_tables(writer: Writer, snapshot: Snapshot, progress: Progress | None) -> None:
    before, after = SECTIONS
    writer.add(before, [snapshot.shape(before)])
    for table in snapshot.tables:
        writer.add(f"{_TABLE}{table.name}", snapshot.content(table))
        if progress:
            progress(table.name)
    writer.add(after, [snapshot.shape(after)])


def _write_files(writer: Writer, snapshot: Snapshot, progress: Progress | None) -> tuple[int, int]:
    """Stored objects as they lie: encrypted with their tenant's key. One that was erased since
    the snapshot is gone for good, and rightly missing."""
    count = missing = 0
    for tenant, name in snapshot.files():
        path = files.place_of(tenant, name)
        try:
            with files.storage().open(path) as stored:
                writer.add(f"{_FILE}{path}", iter(lambda: stored.read(1024 * 1024), b""))
        except FileNotFoundError:
            missing += 1
            continue
        count += 1
        if progress:
            progress(path)
    return count, missing


# ------------------------------------------------------------------ trying, restoring
def verify(given: str = "", *, restoring: bool = True) -> tuple[str, int]:
    """Check a backup, the newest if none is named: every byte, and by restoring it elsewhere.

    Returns its name and how many rows came back. Raises BadBackup at the place of the damage.
    """
    place, name = places.behind(given) if given else _newest()
    if not restoring:
        with place.open(name) as file:
            for _part, pieces in (reader := _reader(file, name)).parts():
                for _piece in pieces:
                    pass
        return name, sum(reader.manifest["rows"].values())
    with place.open(name) as file, _scratch() as address, Replacement(address) as database:
        rows = _load(_reader(file, name), database, name, None)
    journal.mark(journal.MarkKind.VERIFIED, backup=name, rows=rows)
    return name, rows


def restore(given: str) -> Made:
    """Put database and files back as a backup has them: all of it, or nothing changes.

    Nothing is served afterwards until the journal has been replayed. Raises BadBackup for a
    damaged file, CannotStart while the database is being served or for a newer version's backup.
    """
    place, name = places.behind(given)
    owner = _owner()
    with place.open(name) as file:
        _refuse_newer(_reader(file, name).about(), name)
    with _alone():
        _refuse_served(owner)
        with place.open(name) as file, Replacement(owner) as database:
            storage = files.storage()
            reader = _reader(file, name)
            rows = _load(reader, database, name, storage)
            # Said before it is so: killed in between, the journal is replayed for nothing.
            database.commit(lambda: marks.write(journal.MarkKind.RESTORED, backup=name, rows=rows))
    count = sum(part.startswith(_FILE) for part in reader.manifest["parts"])
    return Made(name, place.size(name), rows, count)


def holds_data() -> bool:
    """Whether there is anything here that a restore would replace."""
    return Tenant.objects.exists()


def _load(reader: Reader, database: Replacement, name: str, storage: Storage | None) -> int:
    """Everything into the database, the files into the storage. Returns the rows, counted there."""
    tables: dict[str, Table] = {}
    about: dict[str, Any] = {}
    finish = b""
    for part, pieces in reader.parts():
        if part == ABOUT:
            about = json.loads(b"".join(pieces))
            tables = {one["name"]: Table(**one) for one in about["tables"]}
        elif part == SECTIONS[0]:
            database.shape(b"".join(pieces))
        elif part.startswith(_TABLE):
            database.content(tables[part.removeprefix(_TABLE)], pieces)
        elif part == SECTIONS[1]:
            finish = b"".join(pieces)
        elif storage is not None:
            _put(storage, part.removeprefix(_FILE), pieces)
    found = database.count()
    if found != reader.manifest["rows"]:
        raise BadBackup(f"{name}: not every row came back.")
    database.sequences(about["sequences"])
    database.shape(finish)
    return sum(found.values())


def _put(storage: Storage, path: str, pieces: Iterator[bytes]) -> None:
    """An object under its name; names are random, so one that is there is the same one."""
    content = b"".join(pieces)
    if storage.exists(path):
        if storage.size(path) == len(content):
            return
        storage.delete(path)
    storage.save(path, ContentFile(content))


def _reader(file: IO[bytes], name: str) -> Reader:
    return Reader(file, name, crypto.own_key(USE))


def _newest() -> tuple[places.Place, str]:
    place = places.place()
    names = place.names()
    if not names:
        raise CannotStart(f"There is no backup in {place.shown}. Make one: bin/ordholden backup")
    return place, names[-1]


def _refuse_newer(about: dict[str, Any], name: str) -> None:
    loader = MigrationLoader(None)
    ours = {f"{app}.{migration}" for app, migration in loader.disk_migrations}
    rooms = {app for app, _migration in loader.disk_migrations}
    unknown = [one for one in about["migrations"] if one.split(".")[0] in rooms and one not in ours]
    if unknown:
        raise CannotStart(
            f"{name} was made by version {about['version']}, which is newer than {__version__}."
            " Install that version and restore with it."
        )


def _refuse_served(owner: Address) -> None:
    """Raise CannotStart while any program of ours, on any machine, is connected."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
    query = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND usename = %s AND pid <> pg_backend_pid()"
    )
    ends = time.monotonic() + PATIENCE
    with psycopg.connect(**owner.for_psycopg(), autocommit=True) as asking:
        while (found := asking.execute(query, [settings.DATABASE.app.user]).fetchone()) != (0,):
            if time.monotonic() > ends:
                raise CannotStart(
                    f"The database is in use by {found[0] if found else 'several'} connections."
                    " Stop every program that serves it, and restore again; nothing was changed."
                )
            time.sleep(0.05)


def _owner() -> Address:
    owner: Address | None = settings.DATABASE.owner
    if owner is None:
        raise CannotStart(
            "Backups are made by the owner of the tables. Set DATABASE_OWNER_URL, here or where"
            " `bin/ordholden backup` is run."
        )
    return owner.named(str(connection.settings_dict["NAME"]))


@contextmanager
def _alone() -> Iterator[None]:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "backup.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart("Another backup or restore is running. Wait for it.") from None
        yield


@contextmanager
def _scratch() -> Iterator[Address]:
    """An empty database that nobody else uses, gone afterwards: on the program's own server."""
    server = Embedded(settings.DATABASE.embedded or settings.VAR / "scratch", durable=False)
    name = f"{SCRATCH}_{os.getpid()}"
    server.start()
    try:
        if settings.DATABASE.roles != ROLES:
            with server.as_admin() as admin:
                for statement in roles.create(settings.DATABASE.roles):
                    admin.execute(statement.encode())
        for left in server.databases():
            if left.startswith(SCRATCH) and not psutil.pid_exists(int(left.rpartition("_")[2])):
                server.drop_database(left)  # whoever tried a backup there was killed
        server.create_database(name)
        yield server.address(ROLES.owner, name)
    finally:
        server.drop_database(name)
        server.stop()


# ------------------------------------------------------------------ every night
def expire() -> list[str]:
    """Let go of backups whose time is over. Returns their names (JC-76).

    That is the shortest time that any tenant's notice gives them, newest backup or not; and
    BACKUP_DAYS, for all but the newest.
    """
    place, now = places.place(), clock.everywhere()
    names, old = place.names(), []
    policies = [tenant.policy for tenant in Tenant.objects.all()]
    for name in names:
        made = places.made_at(name)
        if made is None:
            continue
        too_long = name != names[-1] and made < now - timedelta(days=settings.BACKUP_DAYS)
        if too_long or any(_is_over(policy, made, now) for policy in policies):
            place.delete(name)
            old.append(name)
    return old


def _is_over(policy: Policy, made: datetime, now: datetime) -> bool:
    """Whether one tenant's notice says that a backup of this moment is gone today."""
    day = clock.local_date(made, policy.timezone)
    ends = due(day, policy.document.backup.keep, policy.year_end)
    return ends <= clock.local_date(now, policy.timezone)


def nightly() -> None:
    """Make a backup, try it by restoring it elsewhere, and let go of old ones."""
    if settings.DATABASE.owner is None:
        logger.warning("no backup: the owner's address is not set here")
        return
    made = back_up()
    verify(made.name)
    expire()
