"""A notice as HTML: layered, each figure a <data> bound to its leaf; no style, no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Heading,
    Item,
    Leaf,
    Notice,
    Run,
    Runs,
    Section,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside a rule: that it was kept, or that it is planned. `text`: in words."""

    kind: Literal["kept", "planned"]
    text: str


Marks = Mapping[str, Mark]


def render_html(notice: Notice, marks: Marks | None = None, *, level: int = 1) -> str:
    """The notice as one <article>. marks: by rule (“retain.account”). level: of its heading."""
    page = _Page(marks or {}, level)
    return page.article(notice)


class _Page:
    """One article being written; each id is given once."""

    def __init__(self, marks: Marks, level: int) -> None:
        self.marks, self.level = marks, level
        self.given: set[str] = set()

    def article(self, notice: Notice) -> str:
        top = f"h{self.level}"
        parts = [
            f'<article class="notice" lang="{escape(notice.locale)}"'
            f' data-policy="{escape(notice.policy)}">',
            f"<header><{top}>{runs_html(notice.title)}</{top}>"
            f'<p class="notice-version">{runs_html(notice.version)}</p></header>',
            self._short(notice.short),
            *map(self._section, notice.sections),
            "</article>",
        ]
        return "\n".join(parts) + "\n"

    def _short(self, section: Section) -> str:
        tag = f"h{self.level + 1}"
        return (
            f'<section class="notice-short" id="notice-{section.id}">'
            f"<{tag}>{runs_html(section.title)}</{tag}>\n{self._blocks(section)}\n</section>"
        )

    def _section(self, section: Section) -> str:
        tag = f"h{self.level + 1}"
        return (
            f'<section class="notice-section" id="notice-{section.id}"><details><summary>'
            f"<{tag}>{runs_html(section.title)}</{tag}>"
            f'<span class="notice-brief">{runs_html(section.short)}</span></summary>\n'
            f"{self._blocks(section)}\n</details></section>"
        )

    def _blocks(self, section: Section) -> str:
        return "\n".join(self._block(block) for block in section.blocks)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            tag = f"h{self.level + 2}"
            return f"<{tag}>{runs_html(block.runs)}</{tag}>"
        if isinstance(block, Bullets):
            return "<ul>\n" + "\n".join(map(self._item, block.items)) + "\n</ul>"
        return f"<p{self._rule(block.rule)}>{runs_html(block.runs)}</p>{self._mark(block.rule)}"

    def _item(self, item: Item) -> str:
        lead = f"<strong>{runs_html(item.lead)}</strong> " if item.lead else ""
        return (
            f"<li{self._rule(item.rule)}>{lead}{runs_html(item.runs)}{self._mark(item.rule)}</li>"
        )

    def _rule(self, rule: str) -> str:
        if not rule:
            return ""
        name = rule.replace(".", "-")
        if name in self.given:
            return f' data-rule="{escape(rule)}"'
        self.given.add(name)
        return f' id="{escape(name)}" data-rule="{escape(rule)}"'

    def _mark(self, rule: str) -> str:
        mark = self.marks.get(rule)
        if mark is None:
            return ""
        return f' <small class="notice-mark" data-mark="{mark.kind}">{escape(mark.text)}</small>'


def runs_html(runs: Runs) -> str:
    """Runs as HTML, everything escaped."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text)
    if not isinstance(run, Leaf):
        return text
    if run.href:
        text = f'<a href="{escape(run.href)}" rel="noreferrer">{text}</a>'
    return f'<data value="{escape(run.value)}" data-leaf="{escape(run.path)}">{text}</data>'
