"""What is left of a notice when every bound run is taken away, and whether it promises anything.

A figure, a length of time or a receiver's name that no leaf decided is a promise nobody keeps.
The platform's fixed phrases may use words of promise; they say what the law says, or what the
program does for everybody.
"""

from collections.abc import Iterable, Iterator

from ordholden.policy.notice.runs import (
    Bullets,
    Leaf,
    Notice,
    Plain,
    Runs,
    Section,
    plain_text,
)
from ordholden.policy.rules.promising_words import counted, promised


def residue(notice: Notice, names: Iterable[str] = ()) -> list[str]:
    """Every place where unbound words measure, name or promise; empty for a sound notice.

    names: the receivers' names, which may stand in bound runs alone.
    """
    known = [name for name in names if name]
    return [fault for part in _parts(notice) for fault in _faults(part, notice.locale, known)]


def _parts(notice: Notice) -> Iterator[Runs]:
    yield from (notice.title, notice.version)
    for section in notice.layers:
        yield from _section(section)


def _section(section: Section) -> Iterator[Runs]:
    yield from (section.title, section.short)
    for block in section.blocks:
        if isinstance(block, Bullets):
            for item in block.items:
                yield from (item.lead, item.runs)
        else:
            yield block.runs


def _faults(runs: Runs, locale: str, names: list[str]) -> Iterator[str]:
    loose = " ".join(run.text for run in runs if not isinstance(run, Leaf))
    plain = " ".join(run.text for run in runs if isinstance(run, Plain))
    found = counted(loose, locale) or promised(plain, locale)
    found = found or next((name for name in names if name in loose), "")
    if found:
        yield f"“{found}” is bound to nothing in: {plain_text(runs)}"
