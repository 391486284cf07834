"""Reading a text for telltales, in a time that grows with its length and nothing else."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from ordholden.policy.telltales import numbers
from ordholden.policy.telltales.grammar import (
    COLON,
    COMMA,
    END,
    START,
    Lexicon,
    Pattern,
    Step,
    lexicon,
)

# A text is looked through until so much was found; who blanks words looks once more.
MOST = 40
# Different neighbourhoods that are judged in one text: some ten pages of such words alone.
_JUDGED = 1500
_BACK, _ON = 14, 14  # words of a sentence that count as a telltale's neighbourhood

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_TOKEN = re.compile(
    r"([^\W_][^\W_\u0300-\u036f\u00ad\u200b]*(?:[\u0300-\u036f\u00ad\u200b-]+[^\W_]+)*"
    r"|[.!?;\n\r•|]+|[,:])"
)
_EDGE = START | END  # between two sentences
_SIGNS = {",": COMMA, ":": COLON}
_ENDS = frozenset(".!?;\n\r•|")


@dataclass(frozen=True)
class Telltale:
    """Characters `start` to `end` of a text say something of a kind; sure, or to be asked."""

    kind: str
    start: int
    end: int
    sure: bool


class _Known(dict[str, int]):
    """What is known of each word of one text, looked up once."""

    def __init__(self, known: Lexicon) -> None:
        super().__init__(_SIGNS)
        self._known = known
        self.names = False  # whether a word begins a name of several

    def __missing__(self, word: str) -> int:
        if word[0] in _ENDS:
            bits = _EDGE
        else:
            plain = _plain(word)
            self.names = self.names or plain in self._known.phrases
            bits = self._known.bits(plain)
        self[word] = bits
        return bits


@dataclass(frozen=True)
class _Words:
    """The words of a text: what is known of each, and where it stands."""

    bits: list[int]
    spans: list[tuple[int, int]]


def find(text: str, kinds: Collection[str] | None = None) -> tuple[Telltale, ...]:
    """The telltales of a text in their order, no two of a kind over each other; all kinds, or
    only these. At most MOST of them. kinds: words of `telltales.MEANS`, and “national_id”.
    """
    numbered = kinds is None or numbers.KIND in kinds
    spans = list(islice(numbers.find(text), MOST)) if numbered else []
    found = [Telltale(numbers.KIND, *span) for span in spans]
    found += _judge(_read(text, lexicon()), kinds)
    return _apart(found)[:MOST]


def _read(text: str, known: Lexicon) -> _Words:
    """Words with what is known of them, sentence by sentence."""
    parts = _TOKEN.split(text)  # what lies between, a word, what lies between …
    said = parts[1::2]
    looked_up = _Known(known)
    bits = [_EDGE, *map(looked_up.__getitem__, said), _EDGE]
    offsets = list(accumulate(map(len, parts)))
    spans = [(0, 0), *zip(offsets[0::2], offsets[1::2], strict=False), (len(text), len(text))]
    words = _Words(bits, spans)
    return _joined(words, ["", *map(_plain, said), ""], known) if looked_up.names else words


def _plain(word: str) -> str:
    """A word in small letters, one character for a letter."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.translate(_UNSEEN)).lower()


def _joined(words: _Words, plain: list[str], known: Lexicon) -> _Words:
    """Several words that are one name (“Dansk Metal”) as one."""
    joined = _Words([], [])
    here = 0
    while here < len(plain):
        bits, last = words.bits[here], here
        for rest, named in known.phrases.get(plain[here], ()):
            if tuple(plain[here + 1 : here + 1 + len(rest)]) == rest:
                bits, last = named, here + len(rest)
                break
        joined.bits.append(bits)
        joined.spans.append((words.spans[here][0], words.spans[last][1]))
        here = last + 1
    return joined


def _judge(words: _Words, kinds: Collection[str] | None) -> list[Telltale]:
    anchors = lexicon().anchors
    wanted = [one for one in lexicon().patterns if kinds is None or one.kind in kinds]
    # A letter for each set of groups: a neighbourhood is then a short text, quick to look up.
    letters: dict[int, str] = {}
    for bits in dict.fromkeys(words.bits):
        letters[bits] = chr(len(letters))
    line = "".join(map(letters.__getitem__, words.bits))
    fitting = {
        letter: [one for one in wanted if one.anchor & bits]
        for bits, letter in letters.items()
        if bits & anchors
    }
    sets = list(letters)
    judged: dict[tuple[int, str], list[tuple[str, bool, int, int]]] = {}
    found: list[Telltale] = []
    for here, letter in enumerate(line):
        if letter not in fitting:
            continue
        at = min(here, _BACK)
        first = here - at
        near = line[first : here + _ON + 1]
        told = judged.get((at, near))
        if told is None:
            if len(judged) >= _JUDGED:
                break
            told = judged[at, near] = _tell([sets[ord(one)] for one in near], at, fitting[letter])
        for kind, sure, start, end in told:
            span = words.spans[first + start][0], words.spans[first + end][1]
            found.append(Telltale(kind, *span, sure))
        if len(found) > 4 * MOST:
            break
    return found


def _tell(near: Sequence[int], at: int, fit: list[Pattern]) -> list[tuple[str, bool, int, int]]:
    """Which of these patterns hold around the word at `at`: kind, sure, first and last word."""
    low = max((i for i in range(at) if near[i] & START), default=-1)
    high = min((i for i in range(at + 1, len(near)) if near[i] & END), default=len(near))
    around = 0
    for bits in near[low + 1 : high]:
        around |= bits
    told: dict[str, tuple[str, bool, int, int]] = {}
    for pattern in fit:
        if pattern.never & around:
            continue
        start = _reach(near, at, pattern.before, -1, max(low, 0))
        end = _reach(near, at, pattern.after, 1, min(high, len(near) - 1))
        if start is None or end is None:
            continue
        one = (pattern.kind, pattern.sure, start, end)
        if pattern.kind not in told or _weight(one) > _weight(told[pattern.kind]):
            told[pattern.kind] = one
    return list(told.values())


def _weight(one: tuple[str, bool, int, int]) -> tuple[bool, int]:
    """What is sure comes first, then what takes in more words: those are what is taken out."""
    return one[1], one[3] - one[2]


def _reach(
    near: Sequence[int], at: int, steps: tuple[Step, ...], way: int, limit: int
) -> int | None:
    """The last word that these steps lead to from `at`, going one way; None where they end."""
    reached = at
    for step in steps:
        for distance in range(1, step.gap + 2):
            there = at + way * distance
            if there * way > limit * way:
                return None
            if near[there] & step.bits:
                at = there
                break
        else:
            return None
        if not near[at] & (START | END):
            reached = at
    return reached


def _apart(found: list[Telltale]) -> tuple[Telltale, ...]:
    """In order; two of a kind that lie over each other become one."""
    last: dict[str, int] = {}
    apart: list[Telltale] = []
    for one in sorted(set(found), key=lambda one: (one.start, -one.end)):
        place = last.get(one.kind)
        if place is not None and one.start < apart[place].end:
            before = apart[place]
            end, sure = max(before.end, one.end), before.sure or one.sure
            apart[place] = Telltale(one.kind, before.start, end, sure)
        else:
            last[one.kind] = len(apart)
            apart.append(one)
    return tuple(apart)


__all__ = ["MOST", "Telltale", "find"]
