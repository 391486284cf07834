"""What a mail says: a template of the room it comes from, rendered in one language.

`accounts/email/invitation.txt`, or `….da.txt` where a language needs its own. The first line
is the subject, the rest the text:

    {% load i18n %}{% translate "You are invited" %}

    {% blocktranslate %}Dear {{ name }}{% endblocktranslate %}

    {{ address }}

The HTML part is made from the text: paragraphs, and an address alone on its line becomes a
link. A room that wants more beside it writes `invitation.html`, which gets `subject` too.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine, TemplateDoesNotExist
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Words:
    """A mail's words."""

    subject: str
    text: str
    html: str


def render(template: str, context: dict[str, Any], locale: str, foot: str = "") -> Words:
    """The words of a letter in a language; `foot` stands below the text.

    Raises TemplateDoesNotExist for an unknown letter.
    """
    with translation.override(locale):
        written = _plain(template, context, locale)
        subject, _, rest = written.strip().partition("\n")
        subject, text = " ".join(subject.split()), _tidied(f"{rest}\n\n{foot}")
        html = _html(template, {**context, "subject": subject, "foot": foot}, locale)
        return Words(subject, text, html or _as_html(subject, text, locale))


def _plain(template: str, context: dict[str, Any], locale: str) -> str:
    names = [f"{template}.{locale}.txt", f"{template}.txt"]
    # A text has no markup to protect: Anne-Mette O'Neill keeps her apostrophe.
    written = Engine.get_default().select_template(names)
    return str(written.render(Context(context, autoescape=False)))


def _html(template: str, context: dict[str, Any], locale: str) -> str:
    try:
        names = [f"{template}.{locale}.html", f"{template}.html"]
        return str(Engine.get_default().select_template(names).render(Context(context)))
    except TemplateDoesNotExist:
        return ""


def _tidied(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"


def _as_html(subject: str, text: str, locale: str) -> str:
    paragraphs = [_paragraph(part) for part in text.strip().split("\n\n")]
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
        "<body>{}</body></html>",
        locale,
        subject,
        mark_safe("".join(paragraphs)),  # noqa: S308  each is escaped
    )


def _paragraph(part: str) -> SafeString:
    lines = [
        format_html('<a href="{0}">{0}</a>', line.strip())
        if ADDRESS.fullmatch(line.strip())
        else escape(line)
        for line in part.splitlines()
    ]
    return format_html("<p>{}</p>", mark_safe("<br>".join(lines)))  # noqa: S308  escaped above
