"""The master key: everything that is secret at rest is derived from it."""

import base64
import binascii
import hashlib
import hmac
import secrets
from pathlib import Path

from ordholden.kit.database.faults import CannotStart
from ordholden.kit.database.folder import private_file

LENGTH = 32  # bytes


def read_master_key(given: str, var: Path, *, demo: bool) -> bytes:
    """The 32 bytes given as base64 or hex; the demo makes and keeps a key of its own.

    Raises CannotStart for a missing or weak key outside the demo, and for a weak one anywhere.
    """
    if given:
        return _strong(_decoded(given))
    if not demo:
        raise CannotStart(
            "ORDHOLDEN_MASTER_KEY is not set. Make one with `bin/ordholden key`, keep it apart"
            " from the database and its backups, and start again."
        )
    path = var / "master.key"
    try:
        if not path.exists():
            var.mkdir(parents=True, exist_ok=True)
            private_file(path, new_master_key() + "\n")
        return _strong(_decoded(path.read_text(encoding="utf-8").strip()))
    except OSError as fault:
        raise CannotStart(
            f"The folder {var} cannot be used: {fault.strerror}. Set VAR to a folder of yours."
        ) from fault


def new_master_key() -> str:
    """A fresh key, as ORDHOLDEN_MASTER_KEY wants it."""
    return base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def derive(master: bytes, purpose: str) -> str:
    """A key for one purpose (hex); knowing it does not help to find another."""
    return hmac.new(master, purpose.encode(), hashlib.sha256).hexdigest()


def _decoded(given: str) -> bytes:
    for decode in (bytes.fromhex, lambda text: base64.b64decode(text, validate=True)):
        try:
            return decode(given)
        except (ValueError, binascii.Error):
            continue
    raise CannotStart(
        "ORDHOLDEN_MASTER_KEY is neither base64 nor hex. Make one with `bin/ordholden key`."
    )


def _strong(key: bytes) -> bytes:
    if len(key) != LENGTH or len(set(key)) < LENGTH // 2:
        raise CannotStart(
            f"ORDHOLDEN_MASTER_KEY is weak: it must be {LENGTH} random bytes. Make one with"
            " `bin/ordholden key`."
        )
    return key
