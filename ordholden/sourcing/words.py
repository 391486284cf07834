"""Words as the search of CVs knows them: of a CV when it is stored, of somebody who looks for one.

A word is known as it stands, by its stem in the CV's own language, and by the parts a compound is
made of (`compounds.txt`): *tårnkranfører* is a *kranfører*, and no prefix has to be walked for it.
Where a stem would make false friends (*lærer* and *lære*, *murer* and *mur*), a word for whoever
does a thing keeps its own form. Everything is counted four times as the search asks for it: in the
title, there or among the skills, there or in positions and education, and anywhere.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from django.db import connection

from ordholden.jobs.words import CONFIGS, plainly

# What stands before a lexeme: where it was found. No word has a colon in it.
TITLE, SKILLS, HISTORY = "a:", "b:", "c:"
LONGEST = 60  # letters of a word
MOST = 12_000  # words of one CV
MOST_PLACES = 200  # of one word in one CV
LEAST = 7  # letters of a compound
_PLACE = 16_000  # PostgreSQL counts no further than 16,383
_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile(r"[aeiouyæøåäö]")
# Endings of a word for whoever does a thing: "lærerne" is "lærer", "snickarna" is "snickare".
_AGENT = re.compile(
    r"(.{2,}er)(?:e|es|s|en|ens|ne|nes)$|(.{2,}are)(?:n|ns|s)$|(.{2,}ar)(?:na|nas)$"
)
_LINKS = ("s", "e", "")
# What looks made of parts and is not.
_WHOLE = frozenset({"halvleder", "superleder", "kandidat", "kompagnon", "testamente"})
# Endings that no second part of a compound begins with.
_NO_HEAD = re.compile(r"(?:er|en|et|es|e|s|ing|else|ede|ende|isk|ist|ere|erne|ering)+$")


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
    """The words of a text in their order, in small letters and no longer than sixty of them."""
    return [word[:LONGEST] for word in _WORD.findall(plainly(text))]


@cache
def parts_known() -> frozenset[str]:
    """What compounds are made of."""
    text = Path(__file__).with_name("compounds.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def agents() -> frozenset[str]:
    """The known words for whoever does a thing, as they stand alone."""
    return frozenset(word for word in parts_known() if word.endswith(("er", "are")))


def agent(word: str) -> str:
    """A word for whoever does a thing, without its endings; "" for any other word."""
    fit = _AGENT.match(word)
    alone = word if fit is None else fit[1] or fit[2] or f"{fit[3]}e"
    known = agents()
    if alone in known:
        return alone
    ends = (alone[start:] for start in range(3, len(alone) - 3))
    return alone if any(end in known for end in ends) else ""


def parts(word: str) -> set[str]:
    """What a compound is made of, as far as it is known; nothing for any other word."""
    if len(word) < LEAST or word in _WHOLE:
        return set()
    known, made = parts_known(), set()
    for at in range(3, len(word) - 2):
        head, begun = word[at:], word[:at]
        if head in known and (first := _first(begun, head)):
            made |= {head, first} | parts(first)
    if not made:
        made = _begun(word)
    return made - {word}


def _first(begun: str, head: str) -> str:
    """The first part before a known second one, without what links them; "" if it is none."""
    for link in _LINKS:
        bare = begun.removesuffix(link)
        if begun.endswith(link) and bare in parts_known():
            return bare
    if len(head) >= 4 and len(begun) >= 3 and _VOWEL.search(begun):
        return begun.removesuffix("s") if len(begun) > 4 else begun
    return ""


def _begun(word: str) -> set[str]:
    """The known first part of a compound whose second is not known."""
    for at in range(len(word) - 4, 4, -1):
        if word[:at] in parts_known():
            rest = word[at:]
            if _VOWEL.search(rest) and not _NO_HEAD.match(rest):
                return {word[:at]}
    return set()


@dataclass(frozen=True)
class Known:
    """What one word is found by. stemmed: the forms that take a stem, too."""

    forms: frozenset[str]
    stemmed: frozenset[str]


def known(word: str) -> Known:
    """A word, whoever does it, and the parts it is made of."""
    alone = agent(word)
    pieces = parts(alone or word)
    forms = frozenset({word, alone, *pieces} - {""})
    rest = pieces if alone else {word, *pieces}
    return Known(forms, frozenset(one for one in rest if not agent(one)))


def stems(wanted: Collection[str], configs: Collection[str]) -> dict[str, dict[str, set[str]]]:
    """Stems by language and word; none for a word that says nothing there. One query."""
    if not wanted:
        return {config: {} for config in configs}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT config, word, ts_lexize((config || '_stem')::regdictionary, word)"
            " FROM unnest(%s::text[]) AS config, unnest(%s::text[]) AS word",
            [list(configs), list(wanted)],
        )
        made: dict[str, dict[str, set[str]]] = {config: {} for config in configs}
        for config, word, stemmed in cursor.fetchall():
            made[config][word] = set(stemmed or ())
    return made


def vectors(every: Sequence[Sections]) -> list[str]:
    """Each CV's words as PostgreSQL reads a tsvector. What many have in common is made once."""
    told = [_read(one) for one in every]
    configs = {CONFIGS.get(one.locale, "simple") for one in every} - {"simple"}
    words = {word for each in told for word in chain.from_iterable(each)}
    ways = {word: known(word) for word in words}
    stemmed = stems({one for way in ways.values() for one in way.stemmed}, configs)
    lexemes: dict[tuple[str, str], frozenset[str]] = {}
    made = []
    for one, each in zip(every, told, strict=True):
        config = CONFIGS.get(one.locale, "simple")
        stems_here = stemmed.get(config, {})
        for word in set(chain.from_iterable(each)):
            if (config, word) not in lexemes:
                way = ways[word]
                more = (stems_here.get(form, ()) for form in way.stemmed)
                lexemes[config, word] = way.forms.union(*more)
        made.append(_vector(one, each, {w: lexemes[config, w] for w in chain.from_iterable(each)}))
    return made


def _read(one: Sections) -> tuple[list[str], list[str], list[str], list[str]]:
    texts = ([one.title], one.skills, one.history, one.text)
    title, skills, history, text = (
        list(chain.from_iterable(found(text) for text in each)) for each in texts
    )
    return title[:200], skills[:2_000], history[:3_000], text[:MOST]


def _vector(one: Sections, told: Iterable[list[str]], lexemes: dict[str, frozenset[str]]) -> str:
    """Words as they stand keep their places, for phrases; the rest only that it is there."""
    places: dict[str, list[str]] = {}
    bare: set[str] = set(one.facts)
    marks: tuple[str, ...] = (TITLE, SKILLS, HISTORY)
    place = 0
    for weight, words in zip("ABCD", told, strict=True):
        for word in words:
            place += 1
            at = places.setdefault(word, [])
            if place < _PLACE and len(at) < MOST_PLACES:
                at.append(f"{place}{weight}")
        for forms in {lexemes[word] for word in words}:
            bare |= forms
            for mark in marks:
                bare.update([mark + form for form in forms])
        marks = marks[1:]
        place += 5  # no phrase goes on from one section into the next
    said = [f"'{word}':{','.join(at)}" if at else f"'{word}'" for word, at in places.items()]
    return " ".join([*said, *(f"'{form}'" for form in bare - places.keys())])
