"""One program in the foreground: its parts, its port, and its end."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from ordholden.kit import serve
from ordholden.kit.database.faults import CannotStart

REPOSITORY = Path(__file__).resolve().parents[3]
PAGES = """
import http.server
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass
http.server.HTTPServer(("127.0.0.1", {port}), Quiet).serve_forever()
"""
PROGRAM = """
import sys
from ordholden.kit import serve
parts = [serve.Part("pages", [sys.executable, "-c", {pages!r}]),
         serve.Part("tasks", [sys.executable, "-c", {tasks!r}])]
try:
    with serve.stoppable():
        serve.run(parts, "127.0.0.1", {port}, lambda: print("ready", flush=True))
except serve.CannotStart as refusal:
    sys.exit(str(refusal))
"""


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(port, tasks="import time; time.sleep(600)"):
    source = PROGRAM.format(pages=PAGES.format(port=port), tasks=tasks, port=port)
    return subprocess.Popen(
        [sys.executable, "-c", source],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def parts_of(running):
    """Both processes, once they are there."""
    assert running.stdout.readline() == b"ready\n"
    ends = time.monotonic() + 10
    while len(parts := psutil.Process(running.pid).children()) < 2 and time.monotonic() < ends:
        time.sleep(0.01)
    assert len(parts) == 2
    return parts


def is_alive(part):
    """A process that has ended may wait for somebody to notice."""
    try:
        return part.is_running() and part.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_with_all_its_parts_when_asked(port, request_to_end):
    running = program(port)
    with running:
        parts = parts_of(running)
        running.send_signal(request_to_end)
        assert running.wait(timeout=20) == 0
    assert not any(map(is_alive, parts))


def test_a_part_that_ends_takes_the_program_along(port):
    with program(port, tasks="import time; time.sleep(1)") as running:
        parts = parts_of(running)
        assert running.wait(timeout=20) == 1
        assert b"The part for tasks ended unexpectedly" in running.stdout.read()
    assert not any(map(is_alive, parts))


def test_parts_do_not_outlive_a_program_that_was_killed(port):
    with program(port) as running:
        parts = parts_of(running)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        ends = time.monotonic() + 10
        while any(map(is_alive, parts)) and time.monotonic() < ends:
            time.sleep(0.05)
    assert not any(map(is_alive, parts))


FILLING = """
import concurrent.futures, multiprocessing, sys, time
from ordholden.kit import serve
if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    try:
        with serve.stoppable(), concurrent.futures.ProcessPoolExecutor(1, spawn) as pool:
            work = pool.submit(time.sleep, 600)
            while not work.running():
                time.sleep(0.01)
            print("ready", flush=True)
            work.result()
    except serve.Stop:
        sys.exit(0)
"""


def test_what_is_being_prepared_in_other_processes_ends_too(tmp_path):
    (tmp_path / "filling.py").write_text(FILLING)
    running = subprocess.Popen(
        [sys.executable, str(tmp_path / "filling.py")],
        env={"PYTHONPATH": str(REPOSITORY), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with running:
        assert running.stdout.readline() == b"ready\n"
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=10) == 0


def test_a_port_in_use_is_said_with_another_to_try(port):
    serve.refuse_port_in_use("127.0.0.1", port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(CannotStart, match=rf"Port {port} is in use .*PORT={port + 1}"):
            serve.refuse_port_in_use("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused(port):
    with pytest.raises(CannotStart, match="Correct LISTEN"):
        serve.refuse_port_in_use("192.0.2.1", port)
