"""The program's own server: it starts, is shared, survives, and leaves nothing behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from ordholden.kit.database import folder as folders
from ordholden.kit.database.embedded import Embedded
from ordholden.kit.database.faults import CannotStart

REPOSITORY = Path(__file__).resolve().parents[4]

OTHER_PROGRAM = """
import sys, time
from pathlib import Path
from ordholden.kit.database.embedded import Embedded
server = Embedded(Path(sys.argv[1]), durable=False)
server.start()
print("ready", flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture
def server(tmp_path):
    server = Embedded(tmp_path / "database", durable=False)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """One server for the tests that only look at it."""
    server = Embedded(tmp_path_factory.mktemp("running") / "database", durable=False)
    server.start()
    yield server
    server.stop()


def other_program(server):
    program = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROGRAM, str(server.folder.path)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdout.readline() == b"ready\n"
    return program


def processes(server):
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if str(server.folder.data.resolve()) in (process.info["cmdline"] or []):
            found.append(process)
    return found


def gone(server, within=10):
    ends = time.monotonic() + within
    while processes(server) and time.monotonic() < ends:
        time.sleep(0.05)
    return not processes(server)


def ask(server, question="SELECT 1", user="ordholden_app"):
    with psycopg.connect(**server.address(user).for_psycopg()) as connection:
        return connection.execute(question).fetchone()


def test_it_starts_keeps_what_it_was_given_and_stops(server):
    server.start()
    server.start()
    with psycopg.connect(**server.address("ordholden_owner").for_psycopg()) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 'Ærø' AS word")
    server.stop()
    assert not processes(server)
    assert not server.folder.socket.exists()

    server.start()
    assert ask(server, "SELECT lower(word) FROM kept", "ordholden_owner") == ("ærø",)


def test_nobody_else_can_come_in(running):
    assert stat.S_IMODE(running.folder.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.folder.password_file.stat().st_mode) == 0o600
    assert running.folder.path not in running.folder.socket.parents
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(
            host=str(running.folder.socket), user="ordholden_app", dbname="ordholden", password="x"
        )


def test_the_application_is_the_least_of_the_roles(running):
    row = ask(
        running,
        "SELECT rolsuper, rolbypassrls, rolinherit, rolcreatedb, rolcreaterole,"
        " pg_has_role('ordholden_owner', 'MEMBER'), pg_has_role('ordholden_queue', 'MEMBER')"
        " FROM pg_roles WHERE rolname = current_user",
    )
    assert row == (False, False, False, False, False, False, True)


def test_a_path_too_long_for_a_socket_works(tmp_path):
    server = Embedded(tmp_path / ("long " * 40) / "database", durable=False)
    server.start()
    try:
        assert len(str(server.folder.socket)) < 80
        assert ask(server) == (1,)
    finally:
        server.stop()


def test_programs_share_one_server_and_the_last_one_stops_it(server):
    program = other_program(server)
    server.start()
    number = processes(server)
    program.communicate()
    assert processes(server) == number
    assert ask(server) == (1,)

    server.stop()
    assert gone(server, within=1)


def test_it_stops_with_a_program_that_was_killed(server):
    program = other_program(server)
    program.kill()
    program.wait()
    program.stdin.close()
    program.stdout.close()

    assert gone(server)
    assert not server.folder.socket.exists()


def test_it_comes_back_after_the_server_was_killed(tmp_path, request):
    server = Embedded(tmp_path / "database")
    request.addfinalizer(server.stop)
    server.start()
    with psycopg.connect(**server.address("ordholden_owner").for_psycopg()) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 1 AS one")
    number = int((server.folder.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)
    server.stop()
    # In a container that is started again, the old number belongs to somebody else.
    lines = (server.folder.data / "postmaster.pid").read_text().splitlines()
    (server.folder.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]))

    server.start()
    assert ask(server, "SELECT one FROM kept", "ordholden_owner") == (1,)


def test_nothing_that_a_person_wrote_reaches_the_log(running):
    with pytest.raises(psycopg.errors.DatabaseError):
        ask(running, "SELECT 'carla@example.org'::date")
    with pytest.raises(psycopg.errors.DatabaseError):
        ask(running, "INSERT INTO nowhere VALUES ('carla@example.org')")

    assert "carla" not in running.folder.log.read_text()


def test_a_full_disk_is_said_and_can_be_tried_again(server, monkeypatch):
    monkeypatch.setattr(folders, "ENOUGH", 10**18)
    with pytest.raises(CannotStart, match=r"disk .* is full.*nothing is lost"):
        server.start()

    monkeypatch.undo()
    server.start()
    assert ask(server) == (1,)


def test_data_of_another_major_version_is_left_alone(server):
    server.start()
    server.stop()
    (server.folder.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(CannotStart, match=r"written by PostgreSQL 17.*pg_dump"):
        server.start()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStart, match="Set VAR to a folder"):
        Embedded(tmp_path / "file" / "database").start()


def test_a_copy_that_others_could_read_is_closed_again(server):
    server.start()
    server.stop()
    server.folder.data.chmod(0o755)
    server.folder.password_file.chmod(0o644)

    server.start()
    assert ask(server) == (1,)
    assert stat.S_IMODE(server.folder.data.stat().st_mode) == 0o700


def test_passwords_that_do_not_fit_are_said_at_once(server):
    server.start()
    server.stop()
    server.folder.password_file.unlink()

    with pytest.raises(CannotStart, match="Restore the two together"):
        server.start()


def test_half_a_cluster_never_counts(server):
    (server.folder.path / "data.new").mkdir(parents=True)
    (server.folder.path / "data.new" / "PG_VERSION").write_text("18\n")

    server.start()
    assert ask(server) == (1,)
