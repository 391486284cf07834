"""One program in the foreground: database, migrations, pages and tasks, and a clean end."""

import ctypes
import errno
import http.client
import multiprocessing
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import FrameType

from ordholden.kit.database.faults import CannotStart

PATIENCE = 20  # seconds a part may take to finish what it is doing
_REQUESTS_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG, Linux


@dataclass(frozen=True)
class Part:
    """A process of the program: what people call it, and its command."""

    name: str
    command: Sequence[str]


class Stop(KeyboardInterrupt):
    """Somebody asked the program to end."""


def refuse_port_in_use(host: str, port: int) -> None:
    """Raise CannotStart, with what to do, unless `port` can be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                sentence = (
                    f"Port {port} is in use by another program. Stop that one, or choose another"
                    f" port: PORT={port + 1 if port < 65535 else port - 1}."
                )
            elif fault.errno == errno.EACCES:
                sentence = f"Port {port} may not be used by this account. Choose one above 1023."
            else:
                sentence = f"{host} is no address of this machine. Correct LISTEN."
            raise CannotStart(sentence) from fault


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside this block a request to end (SIGINT, SIGTERM, SIGHUP) raises Stop, once."""

    def stop(number: int, frame: FrameType | None) -> None:
        for again in kept:
            signal.signal(again, signal.SIG_IGN)
        for child in multiprocessing.active_children():  # whoever began them waits for them
            child.terminate()
        raise Stop

    kept = {number: signal.getsignal(number) for number in _REQUESTS_TO_END}
    for number in kept:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def run(parts: Sequence[Part], host: str, port: int, when_ready: Callable[[], None]) -> None:
    """Run the parts until asked to stop, and end them all; then it returns.

    The first serves the pages; the others begin when it does, so that nobody waits for them.
    Raises CannotStart, having ended the others, when a part ends by itself.
    """
    running: list[tuple[Part, subprocess.Popen[bytes]]] = []
    try:
        _start(parts[0], running)
        _wait_until_served(host, port, running)
        when_ready()
        for part in parts[1:]:
            _start(part, running)
        while not (ended := _ended(running)):
            time.sleep(0.2)
        raise CannotStart(f"The part for {ended.name} ended unexpectedly: the program stops.")
    except Stop:
        return
    finally:
        _end(running)


def _start(part: Part, running: "list[tuple[Part, subprocess.Popen[bytes]]]") -> None:
    """Begin a part and remember it; a request to end waits meanwhile, or it would miss this one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _REQUESTS_TO_END)
    try:
        # A session of its own: the terminal's Ctrl-C reaches this program alone, which then ends
        # its parts in order.
        process = subprocess.Popen(
            part.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=partial(_end_with, os.getpid(), before),
        )
        running.append((part, process))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with(parent: int, listens_to: set[int | signal.Signals]) -> None:
    """In the new process: end when the program does, even when it is killed."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, listens_to)
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != parent:  # it was killed in between
        os._exit(1)


def _wait_until_served(
    host: str, port: int, running: "list[tuple[Part, subprocess.Popen[bytes]]]"
) -> None:
    """Until a page is answered, whatever the answer is."""
    where = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    while not _ended(running):
        try:
            asked = http.client.HTTPConnection(where, port, timeout=10)
            asked.request("GET", "/", headers={"Host": "localhost"})
            asked.getresponse().read()
            asked.close()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)


def _ended(running: "list[tuple[Part, subprocess.Popen[bytes]]]") -> Part | None:
    return next((part for part, process in running if process.poll() is not None), None)


def _end(running: "list[tuple[Part, subprocess.Popen[bytes]]]") -> None:
    """Ask every part to finish, wait, and end what has not."""
    for _, process in running:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
    ends = time.monotonic() + PATIENCE
    for _, process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, ends - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
