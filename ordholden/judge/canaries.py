"""A person who does not exist: every word of theirs is random, and is found nowhere by chance."""

import secrets
from dataclasses import dataclass
from enum import Enum

_BEGINNINGS = ("br", "d", "f", "fr", "g", "gr", "h", "k", "kl", "l", "m", "n", "r", "sk", "t", "v")
_VOWELS = ("a", "e", "i", "o", "u", "y", "æ", "ø", "å")
_ENDINGS = ("l", "n", "r", "s", "t", "nd", "rk", "lm", "st")


class Fate(Enum):
    """What becomes of a word that was told: kept, or sealed, or never taken in."""

    KEPT = "kept"  # must be found in the installation before the erasure
    SEALED = "sealed"  # kept under a key: must be found in the person's own copy before
    PAST = "past"  # was replaced by another value: nobody keeps it from then on
    REFUSED = "refused"  # told through a door that keeps nothing: must never be found


class Kind(Enum):
    """What sort of word it is: which disguises make sense."""

    NAME = "name"
    EMAIL = "e-mail address"
    PHONE = "telephone number"
    NUMBER = "national number"
    WORD = "word"


@dataclass(frozen=True)
class Canary:
    """One random word. `token` is what is searched for, `value` what is typed into the door."""

    name: str
    kind: Kind
    door: str
    token: str
    value: str
    fate: Fate = Fate.KEPT


def word(syllables: int = 5) -> str:
    """A word one can say, of at least one bit in 2^30, with a letter beyond ASCII in it."""
    parts = [
        secrets.choice(_BEGINNINGS) + secrets.choice(_VOWELS) + secrets.choice(_ENDINGS)
        for _ in range(syllables - 1)
    ]
    strange = secrets.choice(_BEGINNINGS) + secrets.choice("æøå") + secrets.choice(_ENDINGS)
    parts.insert(secrets.randbelow(len(parts) + 1), strange)
    return "".join(parts)


def plain(syllables: int = 5) -> str:
    """The same in ASCII: for addresses and file names."""
    return "".join(
        secrets.choice(_BEGINNINGS) + secrets.choice(_VOWELS[:6]) + secrets.choice(_ENDINGS)
        for _ in range(syllables)
    )


def name(of: str, door: str, fate: Fate = Fate.KEPT) -> Canary:
    """A part of a name."""
    made = word(4).capitalize()
    return Canary(of, Kind.NAME, door, made, made, fate)


def email(of: str, door: str, fate: Fate = Fate.KEPT) -> Canary:
    """An address that reaches nobody (RFC 2606)."""
    made = f"{plain(4)}@{plain(2)}.example"
    return Canary(of, Kind.EMAIL, door, made, made, fate)


def phone(of: str, door: str, fate: Fate = Fate.KEPT) -> Canary:
    """A Danish number that no subscriber has: those begin with 2 to 9."""
    digits = "1" + "".join(secrets.choice("23456789") for _ in range(7))
    return Canary(of, Kind.PHONE, door, digits, f"+45 {digits}", fate)


def national_number(of: str, door: str, fate: Fate = Fate.REFUSED) -> Canary:
    """Ten digits in the shape of a Danish CPR number, of a day that no month has."""
    day, month = 32 + secrets.randbelow(7), 13 + secrets.randbelow(60)
    digits = f"{day:02}{month:02}{secrets.randbelow(10**6):06}"
    return Canary(of, Kind.NUMBER, door, digits, f"{digits[:6]}-{digits[6:]}", fate)


def phrase(of: str, door: str, fate: Fate = Fate.KEPT, sentence: str = "Jeg har {} med") -> Canary:
    """A sentence with one random word in it; the word is searched for."""
    made = word()
    return Canary(of, Kind.WORD, door, made, sentence.format(made), fate)


def code(of: str, door: str, fate: Fate = Fate.KEPT) -> Canary:
    """A random word in ASCII: file names, passwords, headers."""
    made = plain()
    return Canary(of, Kind.WORD, door, made, made, fate)
