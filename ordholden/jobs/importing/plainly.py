"""HTML of another system as the plain words our ads are written in."""

import html
import re
from html.parser import HTMLParser

_UNSEEN = {"script", "style", "template", "iframe", "object", "svg", "head", "noscript"}
_BLOCKS = {"p", "div", "section", "article", "ul", "ol", "table", "tr", "blockquote"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _HEADINGS:
            self.parts.append("\n\n# ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _BLOCKS | _HEADINGS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


def words_of(text: str) -> str:
    """The words of a text that may be HTML, once or twice escaped; scripts and styles are gone."""
    if "<" not in text and "&lt;" in text:
        text = html.unescape(text)
    if not re.search(r"<[a-zA-Z/!]", text):
        return _tidy(html.unescape(text))
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return _tidy("".join(reader.parts))


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.replace("\x00", "").splitlines()]
    lines = [line for line in lines if line not in ("-", "#")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
