"""Why the program cannot start, in one sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ordholden.kit.database.address import Address

if TYPE_CHECKING:  # commands that need no database must not wait for its driver
    import psycopg


class CannotStart(Exception):
    """Something outside the program must be put right first. The message is for the operator."""


# What the server answers (SQLSTATE, PostgreSQL manual appendix A) and what to do about it.
_BY_STATE = {
    "28P01": "The database at {place} refuses the password of {user}. Correct it in DATABASE_URL"
    " or DATABASE_OWNER_URL.",
    "28000": "The database at {place} does not let {user} in. Check the user in DATABASE_URL and"
    " the server's pg_hba.conf.",
    "3D000": "The server at {place} has no database named {name}. Create it, or correct"
    " DATABASE_URL; `bin/ordholden database roles` prints what it needs.",
    "42501": "{user} may not do this in the database {name}: grant it what"
    " `bin/ordholden database roles` prints.",
    "53100": "The disk of the database at {place} is full. Free some space and start again;"
    " nothing is lost.",
    "53300": "The database at {place} has no connection left. Raise its max_connections, or stop"
    " another program, and start again.",
    "57P03": "The database at {place} is still starting. Try again in a moment.",
}

_BY_WORDS = (
    ("connection refused", "No database answers at {place}. Start it, or correct DATABASE_URL."),
    (
        "no such file or directory",
        "No database answers at {place}. Start it, or correct DATABASE_URL.",
    ),
    ("could not translate host name", "There is no host named {host}. Correct DATABASE_URL."),
    ("failed to resolve host", "There is no host named {host}. Correct DATABASE_URL."),
    ("name or service not known", "There is no host named {host}. Correct DATABASE_URL."),
    (
        "timeout expired",
        "The database at {place} does not answer. Check that the address in"
        " DATABASE_URL can be reached from here.",
    ),
    ("password authentication failed", _BY_STATE["28P01"]),
    (
        "no password supplied",
        "The database at {place} asks {user} for a password. Put it in DATABASE_URL.",
    ),
    ("does not exist", _BY_STATE["3D000"]),
    ("no space left on device", _BY_STATE["53100"]),
    (
        "ssl",
        "The database at {place} and this program cannot agree on encryption. Check sslmode in"
        " DATABASE_URL.",
    ),
)


def explain(error: psycopg.Error, address: Address) -> CannotStart:
    """Turn what the driver says into a sentence for the operator; never shows a password."""
    wording = _BY_STATE.get(error.sqlstate or "")
    if wording is None:
        said = str(error).lower()
        wording = next(
            (wording for words, wording in _BY_WORDS if words in said),
            "The database at {place} cannot be used: {reason}",
        )
    return CannotStart(
        wording.format(
            place=address.place,
            host=address.host,
            user=address.user,
            name=address.name,
            reason=_first_line(error),
        )
    )


def _first_line(error: psycopg.Error) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
