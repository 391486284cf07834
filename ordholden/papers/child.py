"""Starts the process that opens a file, feeds it, waits a while, and ends it.

It gets the file and a question through pipes, and an empty environment: no key, no address of a
database, none of the program's own modules. It sets its own walls (`inside.cell`) before it reads.
"""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any

from ordholden.papers.refusals import Refused

SECONDS = 20.0  # by the wall; the child's own processor time is less
# Bytes of address space (a photograph of 48 megapixels takes most of it), and processor seconds.
WALLS = {"memory": 1024 * 1024 * 1024, "cpu": 10}
ANSWER = 64 * 1024 * 1024  # bytes, the most that is read of an answer
AT_ONCE, PATIENCE = 2, 30.0  # children of one process; seconds that others wait for their turn
PIECE = 1 << 16
START = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r});"
    " from inside.main import main; main()"
)
logger = logging.getLogger(__name__)
_turns = BoundedSemaphore(AT_ONCE)


class CannotOpen(RuntimeError):
    """The child ended without a word: it was never able to begin. A fault of ours."""


def ask(do: str, content: bytes, **more: Any) -> tuple[dict[str, Any], bytes]:
    """Ask a child one question about a file. Returns its answer, and what it made.

    Raises Refused: what the child refuses; "too_slow" for one that had to be ended, and
    "too_large_inside" for one that died of its walls.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise Refused("busy")
    try:
        said = _run(json.dumps({"do": do, "walls": WALLS, **more}).encode() + b"\n" + content)
    finally:
        _turns.release()
    line, _sep, made = said.partition(b"\n")
    answer: dict[str, Any] = json.loads(line)
    if fault := answer.pop("fault", ""):
        logger.warning("a file could not be opened: %s", fault)
    if "refused" in answer:
        raise Refused(str(answer.pop("refused")), **answer)
    return answer, made


def _run(given: bytes) -> bytes:
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )
    try:
        said = _talk(child, given)
        if said:
            return said
        how = child.wait(timeout=SECONDS)
    finally:
        _end(child)
    if how == -signal.SIGXCPU or how == -signal.SIGKILL:
        raise Refused("too_slow")
    if how < 0:  # it died of its walls, or of the file
        raise Refused("too_large_inside")
    raise CannotOpen(how)


def _talk(child: "subprocess.Popen[bytes]", given: bytes) -> bytes:
    """Write and read at once, so that neither waits for the other. Raises Refused."""
    assert child.stdin is not None
    assert child.stdout is not None
    # What may take how long is a matter of real seconds, whatever day the program thinks it is.
    ends, left, said = time.monotonic() + SECONDS, memoryview(given), bytearray()
    os.set_blocking(child.stdin.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdin, selectors.EVENT_WRITE)
        ready.register(child.stdout, selectors.EVENT_READ)
        while True:
            events = ready.select(timeout=max(0.0, ends - time.monotonic()))
            if not events:
                raise Refused("too_slow")
            for key, _what in events:
                if key.fileobj is child.stdin:
                    left = _feed(child.stdin, left, ready)
                    continue
                piece = os.read(child.stdout.fileno(), PIECE)
                if not piece:
                    return bytes(said)
                said += piece
                if len(said) > ANSWER:
                    raise Refused("too_large_inside")


def _feed(pipe: IO[bytes], left: memoryview, ready: selectors.BaseSelector) -> memoryview:
    try:
        left = left[os.write(pipe.fileno(), left[:PIECE]) :]
    except BrokenPipeError:
        left = memoryview(b"")
    if not left:
        ready.unregister(pipe)
        pipe.close()
    return left


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End it and whatever it may have started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    for pipe in (child.stdin, child.stdout):
        if pipe is not None and not pipe.closed:
            pipe.close()
    child.wait()
