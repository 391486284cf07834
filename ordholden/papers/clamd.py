"""Asks the operator's virus scanner about a file. Without one configured, nobody is asked.

clamd's own protocol: `zINSTREAM`, the file in pieces, each with its length before it, and an
empty one. It stands on the operator's own machines; what is said of a file is not kept.
"""

import logging
import socket
import struct
from contextlib import closing

from django.conf import settings

from ordholden.papers.refusals import Refused

TIMEOUT = 20.0  # seconds for each step
PIECE = 1 << 16
LONGEST = 4096  # bytes of an answer
logger = logging.getLogger(__name__)


def refuse_viruses(content: bytes) -> None:
    """Raises Refused: "virus", or "unchecked" when the scanner that is configured does not say
    that the file is clean, whatever the reason."""
    if not settings.CLAMD:
        return
    try:
        said = _asked(content)
    except OSError as fault:
        logger.error("the virus scanner does not answer: %s", type(fault).__name__)
        raise Refused("unchecked") from None
    if said.endswith(b"FOUND"):
        logger.warning("a virus was found in an uploaded file")
        raise Refused("virus")
    if said != b"stream: OK":
        logger.error("the virus scanner gives no verdict")
        raise Refused("unchecked")


def _asked(content: bytes) -> bytes:
    with closing(_connection()) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            scanner.sendall(struct.pack(">I", len(piece)) + piece)
        scanner.sendall(struct.pack(">I", 0))
        said = b""
        while b"\0" not in said and len(said) < LONGEST and (more := scanner.recv(LONGEST)):
            said += more
    return said.rstrip(b"\0").strip()


def _connection() -> socket.socket:
    place = settings.CLAMD
    if place.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(TIMEOUT)
        try:
            scanner.connect(place)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = place.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), TIMEOUT)
