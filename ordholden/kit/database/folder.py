"""Where the embedded server keeps its things, and the locks that let programs share it."""

import errno
import fcntl
import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from ordholden.kit.database.faults import CannotStart

ADMIN = "ordholden_admin"
ENOUGH = 64 * 1024 * 1024  # bytes that must be free before a server is started


@dataclass(frozen=True)
class Folder:
    """The folder of one embedded server, and what lies in it."""

    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def log(self) -> Path:
        return self.path / "server.log"

    @property
    def password_file(self) -> Path:
        return self.path / "passwords"

    @property
    def in_use(self) -> Path:
        """Every program that uses the server holds a shared lock on this file."""
        return self.path / "use.lock"

    @cached_property
    def socket(self) -> Path:
        """A short path whatever the folder's own: a socket's may have about 100 characters.

        Named after the folder, so that every program finds the same one.
        """
        name = hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:16]
        shared = Path("/tmp")  # noqa: S108 - below it, a folder that only this account enters
        parent = shared if shared.is_dir() else Path(tempfile.gettempdir())
        return parent / f"ordholden-{os.geteuid()}-{name}"

    def make(self) -> None:
        """Create what is missing; refuse a folder that others can enter or a full disk."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            free = os.statvfs(self.path)
            if free.f_bavail * free.f_frsize < ENOUGH:
                raise CannotStart(
                    f"The disk that holds {self.path} is full. Free some space"
                    f" (at least {ENOUGH // 1024 // 1024} MB) and start again; nothing is lost."
                )
            if not os.access(self.path, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "it belongs to another account")
            if self.password_file.exists():
                self.password_file.chmod(0o600)  # a copy may have lost it: it would be ignored
            self.socket.mkdir(mode=0o700, exist_ok=True)
        except OSError as fault:
            raise CannotStart(
                f"The data folder {self.path} cannot be used: {fault.strerror}. Set VAR to a"
                " folder that can be written."
            ) from fault
        state = self.socket.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid():
            raise CannotStart(f"{self.socket} belongs to somebody else. Remove it and start again.")
        self.socket.chmod(0o700)

    def password_of(self, user: str) -> str:
        """The generated password of one role. All are made at once, the first time."""
        if not self.password_file.exists():
            self._write_passwords()
        for line in self.password_file.read_text(encoding="utf-8").splitlines():
            name, password = line.split(":")[3:5]
            if name == user:
                return password
        raise CannotStart(f"{self.password_file} knows no password of {user}.")

    def _write_passwords(self) -> None:
        users = (ADMIN, "ordholden_owner", "ordholden_app")
        text = "".join(f"*:*:*:{user}:{secrets.token_hex(24)}\n" for user in users)
        private_file(self.password_file, text)

    @contextmanager
    def alone(self, name: str = "start.lock") -> Iterator[None]:
        """One program at a time does what is inside."""
        with (self.path / name).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def private_file(path: Path, text: str) -> None:
    """Write a file that only this account can read; whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.rename(path)


def try_lock(file: IO[bytes], kind: int) -> bool:
    """Take a lock (fcntl.LOCK_EX or LOCK_SH) if that is possible at once."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
