"""Words as all their spellings are: what `masking` looks for, however somebody writes it."""

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+")
_SAME = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ð": "d", "đ": "d"})
_TWO = (("aa", "a"), ("oe", "o"), ("ae", "a"), ("ue", "u"), ("ph", "f"), ("th", "t"), ("ss", "s"))


@dataclass(frozen=True)
class Token:
    """A word of a text: where it stands, as it stands, and folded."""

    start: int
    end: int
    word: str
    folded: str


def plain(text: str) -> str:
    """A text as it is looked through and shown: without signs nobody sees, one shape for each."""
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFKC", text)
    return "".join(one for one in whole if unicodedata.category(one) != "Cf")


def folded(word: str) -> str:
    """A word as all its spellings are: small, without accents, `Søren` like `Soeren`."""
    word = word.casefold().translate(_SAME)
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(one for one in apart if not unicodedata.combining(one))
    for pair, one in _TWO:
        word = word.replace(pair, one)
    return word


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    return [
        Token(one.start(), one.end(), one.group(), folded(one.group()))
        for one in _TOKEN.finditer(text)
    ]
