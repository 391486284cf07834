"""Every way of reading: `reading.actions.look_at(…)`. Each writes its line, or hands out nothing.

`looking`: staff · `own`: what is one's own · `alarms`: who reads too much · `keeping`: the log
itself · `grants`: the operator.
"""

from ordholden.reading.actions.alarms import look_into, note_erasures, note_failed_sign_in, tell
from ordholden.reading.actions.grants import grant, standing
from ordholden.reading.actions.keeping import nightly, seal, verify
from ordholden.reading.actions.looking import (
    look_at,
    look_through,
    open_again,
    open_document,
    reveal,
)
from ordholden.reading.actions.own import open_own, own_values

__all__ = [
    "grant",
    "look_at",
    "look_into",
    "look_through",
    "nightly",
    "note_erasures",
    "note_failed_sign_in",
    "open_again",
    "open_document",
    "open_own",
    "own_values",
    "reveal",
    "seal",
    "standing",
    "tell",
    "verify",
]
