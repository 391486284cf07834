"""The page of a copy: one file that opens without a network, with its style inside."""

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape

from ordholden.copies.contents import Making

STYLE = Path(__file__).with_name("page.css")


def render(making: Making, data: dict[str, Any]) -> str:
    """First what matters in a few lines, then every value with its reasons."""
    dated = [one for one in data["held"] if one["erased_on"]]
    context = {
        "data": data,
        "name": making.person.name,
        "made": making.made,
        "contact": making.policy.document.contact.get("general"),
        "next": min(dated, key=lambda one: one["erased_on"], default=None),
        "files": sorted(making.files.values()),
    }
    body = render_to_string("copies/document.html", context)
    return frame(body, making.locale, f"{data['controller']} · {making.person.name}")


def frame(body: str, locale: str, title: str) -> str:
    """A whole page around its body: no address of anything, so that it works offline."""
    style = STYLE.read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{escape(locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>\n{style}</style></head>"
        f"<body>\n{body}\n</body></html>\n"
    )
