"""How hard a text is to read: the LIX scale, as Danish and Norwegian readers know it."""

import re

_LONG = 6
_WORD = re.compile(r"[^\W\d_]+(?:[-’'@.][^\W\d_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$)")


def words(text: str) -> list[str]:
    """The words of a text; an address or a hyphened word is one."""
    return _WORD.findall(text)


def lix(text: str) -> float:
    """Words per sentence, plus the share of words longer than six letters, in percent."""
    found = words(text)
    if not found:
        return 0.0
    ends = max(1, len(_END.findall(text)))
    long = sum(1 for word in found if len(word) > _LONG)
    return len(found) / ends + 100 * long / len(found)
