"""What the tests of this room look at: pages as text, and colours out of a stylesheet."""

import re
from html.parser import HTMLParser

from django.template import engines
from django.test import RequestFactory

from ordholden.web.colour import Colour

_TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")


def rendered(source: str, **context: object) -> str:
    """A snippet of template, with this room's tags loaded and a request at hand."""
    request = RequestFactory().get("/here/", {"q": "mason", "page": "3"})
    template = engines["django"].from_string("{% load web %}" + source)
    return template.render(context, request)


def colours(css: str) -> list[dict[str, Colour]]:
    """The tokens of a stylesheet: light first, then dark."""
    return [
        {name: Colour.parse(value) for name, value in _TOKEN.findall(part)}
        for part in re.split(r"@media[^{]*dark", css)
    ]


class Outline(HTMLParser):
    """Which elements a page has, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of one kind."""
        return [attributes for name, attributes in self.elements if name == tag]
