"""The text of an ad: plain words with paragraphs, lists and headings, and the HTML made of them.

What is written is never HTML: every character of it is escaped. Three signs are known, each at
the head of a line: `# ` a heading, `- ` or `* ` an item of a list; an empty line ends a paragraph.
"""

import re
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_HEADING, _ITEM = re.compile(r"^#{1,6}\s+"), re.compile(r"^[-*•·]\s+")


def as_html(text: str) -> SafeString:
    """The text as headings (h3), lists, paragraphs and line breaks; nothing else."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    made = [_block(kind, list(group)) for kind, group in groupby(lines, key=_kind)]
    return mark_safe("\n".join(block for block in made if block))  # noqa: S308  escaped below


def plain(text: str, most: int) -> str:
    """The first sentences on one line, for a list or a feed; `most` characters at most."""
    lines = [line.strip() for line in text.splitlines()]
    told = [line for line in lines if _kind(line) == "p"] or [_bare(line) for line in lines]
    words = " ".join(" ".join(told).split())
    if len(words) <= most:
        return words
    return words[: most - 1].rpartition(" ")[0].rstrip(",.;:–- ") + "…"


def _bare(line: str) -> str:
    return _ITEM.sub("", _HEADING.sub("", line))


def _kind(line: str) -> str:
    if not line:
        return ""
    if _HEADING.match(line):
        return "h3"
    return "ul" if _ITEM.match(line) else "p"


def _block(kind: str, lines: list[str]) -> str:
    if kind == "h3":
        return "\n".join(f"<h3>{escape(_bare(line))}</h3>" for line in lines)
    if kind == "ul":
        items = "".join(f"<li>{escape(_bare(line))}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{'<br>'.join(map(escape, lines))}</p>" if kind else ""
