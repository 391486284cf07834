"""What a company looks for, and the same in the words of the index.

A search is asked in tiers, the best first: every word in the title, then there or among the
skills, and so on down to anywhere. Within a tier the newest CV comes first. So a hit stands where
it stands for a reason that can be told, and the first twenty are exact, however many there are.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from uuid import UUID

from ordholden.jobs.places import Place
from ordholden.jobs.words import CONFIGS
from ordholden.sourcing import tiles, words
from ordholden.sourcing.indexing import LEVELS
from ordholden.sourcing.words import HISTORY, SKILLS, TITLE

FACETS = ("trade", "region", "education", "language", "experience")
# Years of experience that bands of the facet begin with.
BANDS = (0, 1, 3, 5, 10)
LONGEST_TEXT = 500
MOST_TERMS, MOST_PHRASES, LONGEST_PHRASE = 8, 4, 8
# Languages so common where we are that a word of the index would only cost time.
COMMON = frozenset({"da", "nb", "en"})
MOST_CHOICES = 60  # values of one filter that count
_TOKEN = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)')
# The letters that begin the word of a facet's value in the index; experience is a number.
_FACT = {"trade": "f", "region": "r", "education": "e", "language": "l"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for.

    text: words that must be there, "exact phrases", and -words that must not. skills: each in the
    title or among the skills. km: around `place`. languages: codes, every one of them. months: of
    experience, at least. level: of education, at least (LEVELS). available_by: free on that day;
    who said nothing is. chosen: values of FACETS, of each facet any. sort: "best" or "newest".
    without: persons who are not looked for.
    """

    text: str = ""
    skills: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    place: Place | None = None
    km: int = 25
    languages: tuple[str, ...] = ()
    months: int = 0
    level: str = ""
    available_by: date | None = None
    active_since: date | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "best"
    without: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Said:
    """A text taken apart: words, phrases, and what must not be there."""

    terms: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    banned: tuple[tuple[str, ...], ...]


def read(text: str) -> Said:
    """Words, "phrases" and -exclusions of a text. Nothing in it is a fault (never raises)."""
    terms: list[str] = []
    phrases: list[tuple[str, ...]] = []
    banned: list[tuple[str, ...]] = []
    for token in _TOKEN.finditer(text[:LONGEST_TEXT]):
        not_phrase, quoted, not_word, plain = token.groups()
        said = tuple(words.found(quoted if plain is None else plain))[:LONGEST_PHRASE]
        if not said:
            continue
        if not_phrase or not_word:
            banned.append(said)
        elif plain is None:
            phrases.append(said)
        else:
            terms += said
    return Said(
        tuple(dict.fromkeys(terms))[:MOST_TERMS],
        tuple(dict.fromkeys(phrases))[:MOST_PHRASES],
        tuple(dict.fromkeys(banned))[:MOST_TERMS],
    )


Forms = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """What words are found by, in each language. local: the words that say nothing at home."""

    stems: dict[str, dict[str, str]]
    empty: frozenset[str]

    def forms(self, word: str) -> Forms:
        """Every lexeme of a word: as it stands, as whoever does it, and its stems."""
        alone = words.agent(word)
        if alone:
            return frozenset({alone})
        return frozenset({word, *(own.get(word, "") for own in self.stems.values())} - {""})

    def phrase(self, said: tuple[str, ...], joined: str) -> str:
        """Words after each other, in any one language; joined: "<->", or "&" for in any order.

        A word that says nothing only takes up its place.
        """
        ways = dict.fromkeys(
            _in_row([words.lexeme(word, own) for word in said], joined)
            for own in ({}, *self.stems.values())
        )
        ways.pop("", None)
        return f"({'|'.join(f'({way})' for way in ways)})"


def _in_row(lexemes: list[str], joined: str) -> str:
    made, gap = "", 0
    for one in lexemes:
        gap += 1
        if one:
            step = "&" if joined == "&" else f"<{gap}>"
            made += (step if made else "") + _quoted(one)
            gap = 0
    return made


def lexicon(terms: Collection[str], locale: str) -> Lexicon:
    """What these words are found by. One query."""
    plain = [term for term in terms if not words.agent(term)]
    stemmed = words.stems(plain, list(words.LETTERS))
    own = stemmed.get(CONFIGS.get(locale, ""), {})
    return Lexicon(stemmed, frozenset(term for term in plain if own.get(term) == ""))


@dataclass(frozen=True)
class Queries:
    """A search as the database takes it: queries of the index, and what is compared by column.

    tiers: of each the query without the order of words in phrases, and the whole.
    base: the same for everything that is asked but the choices of facets, for counting.
    """

    tiers: tuple[tuple[str, str], ...]
    base: tuple[str, str]
    beside: dict[str, object]


def queries(asked: Asked, tenant: int, locale: str) -> Queries:
    """A search in the words of the index."""
    said = read(asked.text)
    skills = [word for skill in asked.skills[:MOST_TERMS] for word in words.found(skill)]
    skills = skills[:MOST_TERMS]
    known = lexicon({*said.terms, *skills, *chain(*said.phrases, *said.banned)}, locale)
    # A word that says nothing in the language of the site counts if there is no other.
    telling = [term for term in said.terms if term not in known.empty] or said.terms
    terms = [known.forms(term) for term in telling]
    fixed = _facts(asked)
    fixed += [any_of(known.forms(word), *TOP) for word in skills if word not in known.empty]
    fixed += [f"!{known.phrase(banned, '<->')}" for banned in said.banned]
    loose = [known.phrase(phrase, "&") for phrase in said.phrases]
    strict = [known.phrase(phrase, "<->") for phrase in said.phrases]
    choices = [
        f"({'|'.join(value(_FACT[name], one) for one in chosen[:MOST_CHOICES])})"
        for name, chosen in asked.chosen.items()
        if name in _FACT and chosen
    ]

    def both(parts: Iterable[str], *, chosen: bool) -> tuple[str, str]:
        all_of = [*fixed, *parts, *(choices if chosen else ())]
        if not loose and all(part.startswith("!") for part in all_of):
            all_of.insert(0, f"'t:{tenant}'")  # there must be something to look for
        return "&".join([*all_of, *loose]), "&".join([*all_of, *strict])

    anywhere = [any_of(term, "") for term in terms]
    ranks = _ranks(terms) if asked.sort == "best" else [anywhere]
    return Queries(
        tuple(both(rank, chosen=True) for rank in ranks),
        both(anywhere, chosen=False),
        _beside(asked),
    )


TOP = (TITLE, SKILLS)
ANY = (TITLE, SKILLS, HISTORY)


def _ranks(terms: list[Forms]) -> list[list[str]]:
    """Where the words may stand, the best first. One word in the title is better than none."""
    if not terms:
        return [[]]
    anywhere = [any_of(term, "") for term in terms]
    title, skills, history, top, marked = (
        [any_of(term, *marks) for term in terms]
        for marks in ((TITLE,), (SKILLS,), (HISTORY,), TOP, ANY)
    )
    if len(terms) == 1:
        return [
            *(title + skills + history, title + skills, title + history, title),
            *(skills + history, skills, history, anywhere),
        ]
    in_title, in_top = f"({'|'.join(title)})", f"({'|'.join(top)})"
    return [
        *([*title, *skills], [*title, *history], title, top, [in_title, *marked]),
        *([in_title, *anywhere], marked, [in_top, *anywhere], anywhere),
    ]


def _facts(asked: Asked) -> list[str]:
    found = [value("l", one) for one in asked.languages[:MOST_TERMS] if one not in COMMON]
    if asked.occupations:
        codes = (value("o", one) for one in asked.occupations[:MOST_CHOICES])
        found.append(f"({'|'.join(codes)})")
    if asked.place is not None:
        near = near_words(asked.place.latitude, asked.place.longitude, max(0, asked.km))
        found += [near] if near else []
    return found


def near_words(latitude: float, longitude: float, km: int) -> str:
    """A query that everybody within a distance answers; "" where it would hardly leave one out.

    The tiles of the map around a point, or the regions within reach where these are fewer.
    """
    near = tiles.around(latitude, longitude, km) or tiles.regions(latitude, longitude, km)
    return f"({'|'.join(_quoted(word) for word in near)})" if near else ""


def _beside(asked: Asked) -> dict[str, object]:
    """What is compared by column, and the choices of facets for whoever counts."""
    said: dict[str, object] = {}
    if asked.place is not None:
        said |= {"at": [asked.place.latitude, asked.place.longitude], "km": max(0, asked.km)}
    if asked.level in LEVELS:
        said["levels"] = LEVELS[LEVELS.index(asked.level) :]
    spoken = [one for one in asked.languages[:MOST_TERMS] if one in COMMON]
    if spoken:
        said["languages"] = spoken
    if asked.months > 0:
        said["months"] = min(asked.months, 2_000)
    if asked.available_by is not None:
        said["available_by"] = asked.available_by.isoformat()
    if asked.active_since is not None:
        said["active_since"] = asked.active_since.isoformat()
    if asked.without:
        said["without"] = [str(one) for one in asked.without]
    said |= {
        f"chosen_{name}": [_plain(one) for one in chosen[:MOST_CHOICES]]
        for name, chosen in asked.chosen.items()
        if name in FACETS and chosen
    }
    return said


def any_of(forms: Forms, *marks: str) -> str:
    """A query that any of the forms answers, under any of the marks."""
    every = sorted(mark + form for mark in marks for form in forms)
    return f"({'|'.join(_quoted(one) for one in every)})"


def value(letter: str, value: str) -> str:
    """A value of a closed list as the index has it; whatever else was sent finds nobody."""
    return _quoted(f"{letter}:{_plain(value)}")


def _plain(value: str) -> str:
    """A value of a closed list, whatever somebody sent instead of it."""
    return re.sub(r"[^0-9A-Za-z_]", "", value)[:12]


def _quoted(lexeme: str) -> str:
    """A lexeme of letters, digits and marks, as a query takes it."""
    return f"'{lexeme}'"
