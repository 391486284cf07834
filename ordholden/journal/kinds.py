"""What an entry of the journal can be."""

from enum import StrEnum


class Kind(StrEnum):
    """A decision about a person that must outlive a restore."""

    ERASE = "erase"
    WITHDRAW = "withdraw"
    OBJECT = "object"
    RESTRICT = "restrict"
    LIFT = "lift"  # of a restriction, or of an objection
    CORRECT = "correct"
    TAKE_OUT = "take_out"  # words of a text
    HOLD = "hold"
    RELEASE = "release"
    STOP_DISCLOSURE = "stop_disclosure"
    LEAVE = "leave"  # a whole tenant was removed


class MarkKind(StrEnum):
    """A sign of the program's own life, by which a restored database is known."""

    STARTED = "started"
    DAY = "day"  # a night has passed: a day without any other mark still leaves one
    BACKED_UP = "backed_up"
    VERIFIED = "verified"
    RESTORED = "restored"
    REPLAYED = "replayed"
    RENEWED = "renewed"
    CLEAN = "clean"  # the judge has looked, and an erased person was nowhere
    NOT_CLEAN = "not_clean"  # … and was still somewhere


VOID = "void"  # takes an entry back: its transaction did not commit
