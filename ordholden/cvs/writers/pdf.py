"""The CV as a page to print: three layouts, set by Typst.

What people wrote goes in as data and is never read as markup. The same CV gives the same bytes:
no clock, no fonts of the machine. The fonts lie beside this file (SIL Open Font License).
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from ordholden.cvs import showing
from ordholden.cvs.showing import Group, Line
from ordholden.cvs.writers.about import About
from ordholden.kit.errors import NotPossible
from ordholden.web.dates import long_date

MEDIA_TYPE = "application/pdf"
HERE = Path(__file__).parent
LONGEST = 60_000  # characters of one text that are set
# Paragraphs of all texts together: more is a book, and would take too long to set.
MOST = 3_000


@dataclass(frozen=True)
class Layout:
    """One way a CV looks. key: names its file and its address."""

    key: str
    name: str | Promise
    says: str | Promise


LAYOUTS: dict[str, Layout] = {
    one.key: one
    for one in (
        Layout("clear", gettext_lazy("Clear"), gettext_lazy("One column, times at the side.")),
        Layout(
            "aside", gettext_lazy("Aside"), gettext_lazy("What you can do beside what you did.")
        ),
        Layout("quiet", gettext_lazy("Quiet"), gettext_lazy("Like a printed book.")),
    )
}


def write(about: About, layout: str) -> bytes:
    """The CV as a PDF in one of LAYOUTS, in the active language. Raises NotPossible if it cannot
    be set."""
    data = _PICTURES.sub("", json.dumps(data_of(about), ensure_ascii=False))
    try:
        made = typst.compile(
            input=HERE / "layouts" / f"{LAYOUTS[layout].key}.typ",
            root=HERE / "layouts",
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"cv": data},
            format="pdf",
            timestamp=0,
        )
    except typst.TypstError:
        raise NotPossible(
            _("This CV cannot be set as a page. Tell us, and we look into it.")
        ) from None
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> Any:
    """The fonts that pages of ours are set in, read once."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[HERE / "fonts"]
    )


# Signs that the fonts have no picture for.
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")


def data_of(about: About) -> dict[str, Any]:
    """What a layout gets: texts alone."""
    groups = [one for one in showing.groups(about.person) if one.kind.for_others]
    return {
        "lang": (get_language() or "en")[:2],
        "title": pgettext("document", "CV"),
        "name": about.name or "–",
        "contact": [
            one for one in (about.email, about.phone, ", ".join(about.address.splitlines())) if one
        ],
        "profile": {"heading": _("Profile"), "lines": _paragraphs(about.presentation)},
        "sections": [_section(one) for one in groups],
    }


def _section(group: Group) -> dict[str, Any]:
    return {
        "key": group.kind.key,
        "heading": group.label,
        "dated": group.kind.is_dated,
        "entries": [_entry(line) for line in group.lines],
    }


def _entry(line: Line) -> dict[str, Any]:
    part = line.part
    valid = (
        _("Valid until %(day)s") % {"day": long_date(part.expires_on)} if part.expires_on else ""
    )
    return {
        "title": part.title,
        "where": line.place,
        "time": part.span,
        "level": line.level,
        "valid": valid,
        "link": part.link,
        "lines": _paragraphs(part.text),
    }


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text[:LONGEST].splitlines() if line.strip()][:MOST]
