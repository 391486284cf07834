"""PostgreSQL refuses to run as root. This finds an account for it when the program does."""

import os
import pwd
import shutil
import subprocess
from functools import cache
from pathlib import Path

from ordholden.kit.database.faults import CannotStart


@cache
def prefix() -> tuple[str, ...]:
    """Words to put before a PostgreSQL command so that it runs; none for an ordinary account.

    As root, first a user namespace in which root bears another number: the data stays root's, no
    folder must be opened to others. Where namespaces are forbidden (most containers), a
    non-root account that may still walk through root's folders.
    """
    if os.geteuid() != 0:
        return ()
    name, uid, gid = _ordinary()
    for words in (
        ("unshare", "--user", f"--map-user={uid}", f"--map-group={gid}", "--"),
        (
            *("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"),
            *("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"),
        ),
    ):
        if _works(words):
            return words
    raise CannotStart(
        f"PostgreSQL will not run as root and the account {name} cannot be used for it here."
        " Run the program as an ordinary user, or set DATABASE_URL to a database of yours."
    )


def own(folder: Path) -> None:
    """Give `folder` and everything in it to the account that PostgreSQL runs under."""
    words = prefix()
    if os.geteuid() != 0:
        return
    uid, gid = (0, 0) if words[0] == "unshare" else _ordinary()[1:]
    if folder.stat().st_uid == uid:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, gid, follow_symlinks=False)


def _ordinary() -> tuple[str, int, int]:
    """An account of this machine that is not root; initdb wants it to have a name."""
    accounts = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    chosen = next((entry for entry in accounts if entry.pw_name == "postgres"), None)
    chosen = chosen or min(accounts, key=lambda entry: entry.pw_uid, default=None)
    if chosen is None:
        raise CannotStart("This machine has no account but root: PostgreSQL cannot run here.")
    return chosen.pw_name, chosen.pw_uid, chosen.pw_gid


def _works(words: tuple[str, ...]) -> bool:
    if shutil.which(words[0]) is None:
        return False
    return subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
