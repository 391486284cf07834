"""Letters in a folder, as a mail server that delivers into files leaves them."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

LARGEST = 5 * 1024 * 1024  # bytes


def in_folder(folder: Path) -> Callable[[str], Iterator[str]]:
    """Read the letters to an address from a folder (Maildir, or one file each), newest first."""

    def letters(address: str) -> Iterator[str]:
        files = [path for path in folder.rglob("*") if path.is_file()]
        for path in sorted(files, key=lambda one: one.stat().st_mtime_ns, reverse=True):
            if path.stat().st_size > LARGEST:
                continue
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            if address in str(letter.get("To", "")).lower():
                yield _text(letter)

    return letters


def _text(letter: EmailMessage) -> str:
    body = letter.get_body(("plain", "html"))
    return str(body.get_content()) if body else ""
