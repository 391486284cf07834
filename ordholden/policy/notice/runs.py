"""What a notice is made of: sections of blocks of runs. Every promise is a run bound to a leaf.

A `Leaf` is text that a leaf of the policy decided; `Fixed` is a paragraph of the law's own,
chosen by the platform; `Plain` is the grammar between them and may promise nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that hold a sentence together."""

    text: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed phrase of the platform, by the key it stands under in `phrases`."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Text that one leaf of the policy decided. `href`: where it leads, if anywhere."""

    path: str
    value: str
    text: str
    href: str = ""


Run = Plain | Fixed | Leaf
Runs = tuple[Run, ...]
Part = Run | Runs | str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together. `rule`: the entry of the policy they speak of."""

    runs: Runs
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a part of a section."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: words that stand out, then sentences."""

    lead: Runs
    runs: Runs
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Item, ...]


Block = Paragraph | Heading | Bullets


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a notice: `short` says in a line what `blocks` say in full."""

    id: str
    title: Runs
    short: Runs
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one language: the first layer (`short`), then the details."""

    policy: str
    tenant: str
    locale: str
    title: Runs
    version: Runs
    short: Section
    sections: tuple[Section, ...]

    @property
    def layers(self) -> tuple[Section, ...]:
        """First layer and details, in the order they are read."""
        return (self.short, *self.sections)


def flat(parts: Iterable[Part]) -> Runs:
    """Runs one after another; a bare string is plain."""
    found: list[Run] = []
    for part in parts:
        if isinstance(part, tuple):
            found.extend(part)
        else:
            found.append(Plain(part) if isinstance(part, str) else part)
    return tuple(found)


@lru_cache(maxsize=4096)
def _pieces(pattern: str) -> tuple[tuple[bool, str], ...]:
    found = []
    for number, piece in enumerate(re.split(r"\{(\w+)\}", pattern)):
        if piece:
            found.append((number % 2 == 1, piece))
    return tuple(found)


def fill(pattern: str, parts: dict[str, Part]) -> Runs:
    """A pattern with its {holes} filled. Raises KeyError for a hole nobody fills."""
    return flat(parts[piece] if hole else Plain(piece) for hole, piece in _pieces(pattern))


def listed(items: Sequence[Part], word: str, joint: str = ",", last: str = "") -> Runs:
    """“a, b and c”: `word` is the local “and” or “or”. last: what stands before the word."""
    found: list[Part] = []
    for number, item in enumerate(items):
        if number:
            found.append(f"{last} {word} " if number == len(items) - 1 else f"{joint} ")
        found.append(item)
    return flat(found)


def capital(runs: Runs) -> Runs:
    """The same words with a capital first letter."""
    for number, run in enumerate(runs):
        if run.text:
            text = run.text[0].upper() + run.text[1:]
            return (*runs[:number], replace(run, text=text), *runs[number + 1 :])
    return runs


def sentence(*parts: Part) -> Runs:
    """A sentence: a capital first, one stop last."""
    runs = capital(flat(parts))
    last = runs[-1].text if runs else "."
    return runs if last.rstrip()[-1:] in (".", "!", "?", ":") else (*runs, Plain("."))


def sentences(*parts: Runs) -> Runs:
    """Sentences with a space between; empty ones are left out."""
    found: list[Part] = []
    for part in parts:
        if part:
            found.extend([" ", sentence(part)] if found else [sentence(part)])
    return flat(found)


def plain_text(runs: Runs) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def runs_of(block: Block) -> Runs:
    """Every run of a block, in reading order."""
    if isinstance(block, Bullets):
        return flat(part for item in block.items for part in (item.lead, item.runs))
    return block.runs


def leaves_of(notice: Notice) -> tuple[Leaf, ...]:
    """Every bound run of a notice."""
    found: list[Run] = [*notice.title, *notice.version]
    for section in notice.layers:
        found.extend((*section.title, *section.short))
        for block in section.blocks:
            found.extend(runs_of(block))
    return tuple(run for run in found if isinstance(run, Leaf))
