"""Words as the search of CVs knows them: of a CV when it is stored, of somebody who looks for one.

A word is known by its stem in the CV's own language, and by the parts a compound is made of
(`compounds.txt`): *tårnkranfører* is a *kranfører*, and no prefix has to be walked for it. Where a
stem would make false friends (*lærer* and *lære*, *murer* and *mur*), a word for whoever does a
thing keeps its own form in every language. What stands in the title, among the skills or in the
history is there a second time, marked as such. Small words that say nothing only take up a place.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from struct import pack

from django.db import connection

from ordholden.jobs.words import CONFIGS, SHORT_ENDS, plainly

# What stands before a lexeme: where it was found. No word has a colon in it.
TITLE, SKILLS, HISTORY = "a:", "s:", "h:"
# And before a stem: whose language it is.
LETTERS = {"danish": "d~", "norwegian": "n~", "swedish": "v~", "english": "e~"}
LONGEST = 60  # letters of a word
MOST = 12_000  # words of one CV
MOST_PLACES = 200  # of one word in one CV
LEAST = 7  # letters of a compound
_LAST_PLACE = 16_000  # PostgreSQL counts no further than 16,383
_WEIGHTS = (3 << 14, 2 << 14, 1 << 14, 0)  # A to D, as PostgreSQL writes them beside a place
_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile(r"[aeiouyæøåäö]")
# Endings of a word for whoever does a thing: "lærerne" is "lærer", "snickarna" is "snickare".
_AGENT = re.compile(
    r"(.{2,}er)(?:e|es|s|en|ens|ne|nes)$|(.{2,}are)(?:n|ns|s)$|(.{2,}ar)(?:na|nas)$"
)
_LINKS = ("s", "e", "")
_ENDINGS = ("er", "erne", "ene", "en", "et", "e", "r", "s", "ne", "or", "ar", "n", "t")
# What looks made of parts and is not.
_WHOLE = frozenset({"halvleder", "superleder", "kandidat", "kompagnon", "testamente"})
_WHOLE |= {"vejleder", "veileder", "superledere", "halvledere"}
# Endings that no second part of a compound begins with.
_NO_HEAD = re.compile(
    r"(?:er|en|et|es|e|s|ing|else|ede|ende|isk|ist|ere|erne|ering|alsk|abel|able|itet|at|ation)+$"
)


@dataclass(frozen=True)
class Sections:
    """The words of one CV by where they stand, and lexemes that no word is (`facts`)."""

    locale: str
    title: str
    skills: tuple[str, ...]
    history: tuple[str, ...]
    text: tuple[str, ...]
    facts: tuple[str, ...]


def found(text: str) -> list[str]:
    """The words of a text in their order, in small letters, sixty letters of each."""
    words = _WORD.findall(plainly(text))
    return (
        words if len(max(words, key=len, default="")) <= LONGEST else [w[:LONGEST] for w in words]
    )


# ------------------------------------------------------------------ compounds
@cache
def parts_known() -> frozenset[str]:
    """What compounds are made of."""
    text = Path(__file__).with_name("compounds.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def agents() -> frozenset[str]:
    """The known words for whoever does a thing, and others that end like them."""
    return frozenset(word for word in parts_known() if word.endswith(("er", "are")))


def agent(word: str) -> str:
    """A word for whoever does a thing, without its endings; "" for any other word."""
    fit = _AGENT.match(word)
    alone = word if fit is None else fit[1] or fit[2] or f"{fit[3]}e"
    if not alone.endswith(("er", "are")):
        return ""
    known = agents()
    if alone in known:
        return alone
    ends = (alone[start:] for start in range(3, len(alone) - 3))
    return alone if any(end in known for end in ends) else ""


def parts(word: str) -> set[str]:
    """What a compound is made of, as far as it is known; nothing for any other word."""
    if len(word) < LEAST or word in _WHOLE:
        return set()
    known = parts_known()
    for alone in _alone(word):
        if alone[-4:] not in _tails() and alone[-3:] not in known:
            continue
        # The longest second part first: who shows the way, a "vejleder", is no "leder".
        for at in range(2, len(alone) - 2):
            head, begun = alone[at:], alone[:at]
            if head in known and (first := _first(begun, head)):
                return ({head, first} | parts(first) | parts(head)) - {word}
    return _begun(word)


@cache
def _tails() -> frozenset[str]:
    """How known words end: most words end otherwise, and are no compounds of them."""
    return frozenset(word[-4:] for word in parts_known())


@cache
def _heads() -> frozenset[str]:
    """How known words begin."""
    return frozenset(word[:4] for word in parts_known() if len(word) >= 4)


def _alone(word: str) -> list[str]:
    """A word as it stands, and without each ending that it may have."""
    return [word, *(word.removesuffix(end) for end in _ENDINGS if word.endswith(end))]


def _first(begun: str, head: str) -> str:
    """The first part before a known second one, without what links them; "" if it is none."""
    for link in _LINKS:
        bare = begun.removesuffix(link)
        if begun.endswith(link) and bare in parts_known():
            return bare
    is_clear = len(head) >= 5 or head in SHORT_ENDS
    if is_clear and len(begun) >= 3 and _VOWEL.search(begun):
        return begun.removesuffix("s") if len(begun) > 4 else begun
    return ""


def _begun(word: str) -> set[str]:
    """The known first part of a compound whose second is not known."""
    if word[:4] not in _heads():
        return set()
    for at in range(len(word) - 4, 4, -1):
        begun, rest = word[:at], word[at:]
        # Of four letters only with the "s" that links: "salgserfaring", but no "bilag".
        bare = begun.removesuffix("s")
        first = bare if bare in parts_known() else begun
        if first in parts_known() and _VOWEL.search(rest) and not _NO_HEAD.match(rest):
            return {first}
    return set()


# ------------------------------------------------------------------ stems
def stems(wanted: Collection[str], configs: Collection[str]) -> dict[str, dict[str, str]]:
    """Lexemes by language and word: a marked stem; "" for a word that says nothing there.

    One query. A language nobody has stems for is missing, and its words stand for themselves.
    """
    made: dict[str, dict[str, str]] = {config: {} for config in configs}
    if not wanted or not configs:
        return made
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT config, word, ts_lexize((config || '_stem')::regdictionary, word)"
            " FROM unnest(%s::text[]) AS config, unnest(%s::text[]) AS word",
            [list(configs), list(wanted)],
        )
        for config, word, stemmed in cursor.fetchall():
            made[config][word] = LETTERS[config] + stemmed[0] if stemmed else ""
    return made


def lexeme(word: str, stemmed: Mapping[str, str]) -> str:
    """What one word is found by in one language."""
    return agent(word) or stemmed.get(word, word)


# ------------------------------------------------------------------ a CV's words
@dataclass(frozen=True)
class Keys:
    """The lexemes of many words, as bytes: a word's own, and of some those of their parts."""

    own: dict[str, bytes]  # b"" of a word that says nothing
    pieces: dict[str, tuple[bytes, ...]]


def vectors(every: Sequence[Sections]) -> list[bytes]:
    """Each CV's words as PostgreSQL receives a tsvector. What many have in common is made once."""
    told = [_read(one) for one in every]
    by_config: dict[str, set[str]] = {}
    for one, each in zip(every, told, strict=True):
        words = by_config.setdefault(CONFIGS.get(one.locale, ""), set())
        words.update(*each)
    keys = {config: _keys(words, config) for config, words in by_config.items()}
    return [
        _vector(each, keys[CONFIGS.get(one.locale, "")], one.facts)
        for one, each in zip(every, told, strict=True)
    ]


def _read(one: Sections) -> tuple[list[str], list[str], list[str], list[str]]:
    # A dot between two texts makes no word of both, and costs less than taking each apart.
    title, skills, history, text = (
        found(" . ".join(each)) for each in ((one.title,), one.skills, one.history, one.text)
    )
    return title[:200], skills[:2_000], history[:3_000], text[:MOST]


def _keys(words: set[str], config: str) -> Keys:
    pieces = {word: found for word in words if (found := parts(agent(word) or word))}
    stemmed = stems(words.union(*pieces.values()), [config] if config else []).get(config, {})
    return Keys(
        {word: lexeme(word, stemmed).encode() for word in words},
        {
            word: tuple({lexeme(piece, stemmed).encode() for piece in found} - {b""})
            for word, found in pieces.items()
        },
    )


_MARKS = (TITLE.encode(), SKILLS.encode(), HISTORY.encode(), b"")
_PLACES = [f">xH{number}H" for number in range(MOST_PLACES + 1)]


def _vector(told: Iterable[list[str]], keys: Keys, facts: tuple[str, ...]) -> bytes:
    """Lexemes with their places, for phrases; what is marked or part of another has none."""
    own, pieces = keys.own, keys.pieces
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    bare = {fact.encode() for fact in facts}
    place = 1
    for weight, mark, words in zip(_WEIGHTS, _MARKS, told, strict=True):
        for at, word in enumerate(words[: _LAST_PLACE - place], place + weight):
            places[own[word]].append(at)
        here = set(chain.from_iterable(pieces[word] for word in pieces.keys() & set(words)))
        if mark:
            bare.update([mark + one for one in here.union(own[word] for word in words)])
        bare |= here
        place = min(place + len(words) + 5, _LAST_PLACE)  # no phrase goes on into the next
    places.pop(b"", None)
    bare -= {*places, b"", *_MARKS}
    said = [pack(">i", len(places) + len(bare))]
    for one, each in places.items():
        number = min(len(each), MOST_PLACES)
        said += (one, pack(_PLACES[number], number, *each[:MOST_PLACES]))
    said += [one + b"\0\0\0" for one in bare]
    return b"".join(said)
