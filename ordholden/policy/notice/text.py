"""A notice as plain text, eighty columns wide."""

import textwrap
from collections.abc import Iterator

from ordholden.policy.notice.runs import Block, Bullets, Heading, Item, Notice, Section, plain_text

WIDTH = 80


def render_text(notice: Notice) -> str:
    """The notice for a terminal or a mail: no line longer than 80 characters that can be broken."""
    lines = _title(plain_text(notice.title), "=")
    if notice.version:
        lines.extend((*_wrapped(plain_text(notice.version)), ""))
    for section in notice.layers:
        lines.extend(_section(section))
    return "\n".join(lines).rstrip() + "\n"


def _title(text: str, sign: str) -> list[str]:
    lines = _wrapped(text)
    return [*lines, sign * max(map(len, lines)), ""]


def _wrapped(text: str, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _section(section: Section) -> Iterator[str]:
    yield from ("", *_title(plain_text(section.title), "-"))
    if section.short:
        yield from (*_wrapped(plain_text(section.short)), "")
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", *_wrapped(plain_text(block.runs).upper()), "")
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from _item(item)
        yield ""
    else:
        yield from (*_wrapped(plain_text(block.runs)), "")


def _item(item: Item) -> Iterator[str]:
    if not item.lead:
        yield from _wrapped(plain_text(item.runs), "- ", "  ")
        return
    yield from _wrapped(plain_text(item.lead), "- ", "  ")
    yield from _wrapped(plain_text(item.runs), "  ", "  ")
