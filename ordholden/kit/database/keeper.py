"""Holds the embedded server while anybody uses it, and stops it when nobody does.

A process of its own, so that the server stops with the last program that used it however that
program ended. Uses the standard library alone: it is started as a script.
Arguments: the file whose shared lock every user holds, the server's log, the folder of its
socket, the server's command.
"""

import fcntl
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60  # seconds for an orderly stop before the server is told to drop everything


def main(lock_path: str, log_path: str, socket: str, command: list[str]) -> int:
    """Start the server, wait until nobody holds the lock, stop the server. Returns its code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with open(log_path, "ab") as log, open(lock_path, "ab") as lock:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            restore_signals=True,
            preexec_fn=_default_signals,
        )
        while server.poll() is None:
            try:
                server.wait(timeout=0.25)
            except subprocess.TimeoutExpired:
                with _nobody_uses(lock) as free:
                    if free:
                        _stop(server)
                        shutil.rmtree(socket, ignore_errors=True)
        return server.returncode


def _default_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def _nobody_uses(lock: object) -> Iterator[bool]:
    """Whether the lock is free; while it is, nobody can begin to use the server."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
    except BlockingIOError:
        yield False
        return
    try:
        yield True
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)  # type: ignore[arg-type]


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """SIGINT ends PostgreSQL's sessions and writes everything down; SIGQUIT does not wait."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
