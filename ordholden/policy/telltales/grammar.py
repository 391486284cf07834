"""The little language of `words/*.toml`, read once.

A file is about one kind. `[words.LANGUAGE]` names groups of words (`stem*`, `*ending`, several
words with spaces); those of `[words.all]` belong to every language, those of `common.toml` to
every kind. `sure` and `maybe` list patterns over groups:

    ME .. HAVE . CONDITION !WORK

A group in capitals, or several with `|` between; one after the other, or with up to 1 (`.`),
3 (`..`), 6 (`...`) or 12 (`....`) other words between; `^` and `$` are the ends of a sentence,
`,` and `:` themselves; `!GROUP` forbids a word of it, in any language, in the neighbourhood
within the sentence. Otherwise a pattern holds within one language.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

WORDS = Path(__file__).resolve().parent / "words"
LANGUAGES = ("da", "nb", "sv", "en")
GAPS = {".": 1, "..": 3, "...": 6, "....": 12}
COMMON = "common"
# Bits of what is no word.
START, END, COMMA, COLON = 1, 2, 4, 8
_SIGNS = {"^": START, "$": END, ",": COMMA, ":": COLON}
_FIRST_BIT = 4


class WordsFault(ValueError):
    """A file of words does not say what it should."""


@dataclass(frozen=True)
class Step:
    """One group of a pattern: any of these bits, after at most `gap` words."""

    bits: int
    gap: int


@dataclass(frozen=True)
class Pattern:
    """A pattern in one language, seen from its anchor: the group that is looked for first."""

    kind: str
    sure: bool
    anchor: int
    before: tuple[Step, ...]  # the nearest first
    after: tuple[Step, ...]
    never: int


@dataclass
class Lexicon:
    """Every word that any pattern knows, and the patterns by the bits of their anchors."""

    exact: dict[str, int] = field(default_factory=dict)
    stems: dict[int, dict[str, int]] = field(default_factory=dict)
    endings: dict[int, dict[str, int]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
    anchors: int = 0  # the bits of every anchor

    def bits(self, word: str) -> int:
        """Which groups a word in small letters belongs to."""
        found = self.exact.get(word, 0)
        for length, stems in self.stems.items():
            found |= stems.get(word[:length], 0)
        for length, endings in self.endings.items():
            if len(word) > length:
                found |= endings.get(word[-length:], 0)
        return found

    def put(self, said: str, bit: int) -> None:
        """Let a word, a stem, an ending or several words belong to a group."""
        if " " in said:
            first, *rest = said.split()
            self.phrases.setdefault(first, []).append((tuple(rest), bit))
        elif said.endswith("*"):
            _add(self.stems.setdefault(len(said) - 1, {}), said[:-1], bit)
        elif said.startswith("*"):
            _add(self.endings.setdefault(len(said) - 1, {}), said[1:], bit)
        else:
            _add(self.exact, said, bit)


def _add(table: dict[str, int], word: str, bit: int) -> None:
    table[word] = table.get(word, 0) | bit


@cache
def lexicon() -> Lexicon:
    """All files of words. Raises WordsFault."""
    found, bits = Lexicon(), _Bits()
    common = _read(WORDS / f"{COMMON}.toml")
    for path in sorted(WORDS.glob("*.toml")):
        said = _read(path)
        for language, name, word in _words(said):
            found.put(word, bits.of(path.stem, language, name))
    for path in sorted(WORDS.glob("*.toml")):
        if path.stem != COMMON:
            found.patterns += _patterns(path.stem, _read(path), common, bits)
    for pattern in found.patterns:
        found.anchors |= pattern.anchor
    for first, several in found.phrases.items():
        merged: dict[tuple[str, ...], int] = {}
        for rest, bit in several:
            merged[rest] = merged.get(rest, 0) | bit
        found.phrases[first] = sorted(merged.items(), key=lambda one: -len(one[0]))
    return found


class _Bits:
    """A bit for each group of each kind and language."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str, str], int] = {}

    def of(self, kind: str, language: str, name: str) -> int:
        key = (kind, language, name)
        return self._given.setdefault(key, 1 << (_FIRST_BIT + len(self._given)))


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


def _words(said: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    groups = said["words"]
    assert isinstance(groups, dict)
    for section, tables in groups.items():
        for language in LANGUAGES if section == "all" else (section,):
            for name, words in tables.items():
                yield from ((language, name, word) for word in words)


def _patterns(
    kind: str, said: dict[str, object], common: dict[str, object], bits: _Bits
) -> Iterator[Pattern]:
    own = {(language, name) for language, name, _word in _words(said)}
    shared = {(language, name) for language, name, _word in _words(common)}
    for certain in ("sure", "maybe"):
        written = said.get(certain, [])
        assert isinstance(written, list)
        for text in written:
            made = [
                _pattern(kind, certain == "sure", text, language, own, shared, bits)
                for language in LANGUAGES
            ]
            if not any(made):
                raise WordsFault(f"{kind}: no language has the words for “{text}”")
            yield from (one for one in made if one)


def _pattern(
    kind: str,
    sure: bool,
    text: str,
    language: str,
    own: set[tuple[str, str]],
    shared: set[tuple[str, str]],
    bits: _Bits,
) -> Pattern | None:
    """A pattern in one language; None where the language lacks one of its groups."""
    steps: list[Step] = []
    anchor, never, gap = -1, 0, 0
    for part in text.split():
        if part in GAPS:
            gap = GAPS[part]
            continue
        if part.startswith("!"):
            # Whatever the language: Danish and Norwegian share most of what is innocent.
            for any_language in LANGUAGES:
                never |= _group(kind, part[1:], any_language, own, shared, bits)[0]
            continue
        here, is_own = _group(kind, part, language, own, shared, bits)
        if not here:
            return None
        if is_own:
            anchor = len(steps)
        steps.append(Step(here, gap))
        gap = 0
    if anchor < 0:
        raise WordsFault(f"{kind}: “{text}” has no group of its own")
    # Seen from the anchor backwards, the distance to a step is the gap of the one after it.
    before = tuple(Step(steps[i].bits, steps[i + 1].gap) for i in reversed(range(anchor)))
    return Pattern(kind, sure, steps[anchor].bits, before, tuple(steps[anchor + 1 :]), never)


def _group(
    kind: str,
    part: str,
    language: str,
    own: set[tuple[str, str]],
    shared: set[tuple[str, str]],
    bits: _Bits,
) -> tuple[int, bool]:
    found, is_own = 0, False
    for name in part.split("|"):
        if name in _SIGNS:
            found |= _SIGNS[name]
        elif (language, name) in own:
            found, is_own = found | bits.of(kind, language, name), True
        elif (language, name) in shared:
            found |= bits.of(COMMON, language, name)
        elif not any(there == name for _language, there in own | shared):
            raise WordsFault(f"{kind}: nobody knows the group “{name}”")
    return found, is_own


def every_word() -> Iterable[tuple[str, str, str, str]]:
    """Kind, language, group and word, of every file."""
    for path in sorted(WORDS.glob("*.toml")):
        for language, name, word in _words(_read(path)):
            yield path.stem, language, name, word
