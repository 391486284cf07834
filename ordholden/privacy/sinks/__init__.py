"""Sinks: where something of a person can lie besides the rows that an erasure takes.

What lies outside the transaction (files, processors) follows by a task; what lies inside it
(queue, sign-ins, letters) is looked at once more. Each sink answers how much went, how much stays,
why and until when; only when all have been looked at again is the receipt complete.

Rooms above add theirs with `register` as they start. Whatever is made of a file (a thumbnail, its
text) is a stored file of a declared row itself, and goes with the sink `files`.
"""

from ordholden.privacy.sinks import outside  # noqa: F401  it registers its own
from ordholden.privacy.sinks.following import (
    confirm,
    follow_up,
    go_on,
    look_again,
    overdue,
    settle_down,
    unfinished,
)
from ordholden.privacy.sinks.own import addresses_of, same_address
from ordholden.privacy.sinks.registry import SINKS, Found, Sink, find, register

__all__ = [
    "SINKS",
    "Found",
    "Sink",
    "addresses_of",
    "confirm",
    "find",
    "follow_up",
    "go_on",
    "look_again",
    "overdue",
    "register",
    "same_address",
    "settle_down",
    "unfinished",
]
