"""`{% load sourcing %}`: texts in which something is masked."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ordholden.sourcing.masking import MASK

register = template.Library()


@register.filter
def masks(text: str) -> SafeString:
    """A text whose masked places are seen, and spoken as what they are; line breaks stay."""
    spoken = format_html(
        '<span class="muted"><span aria-hidden="true">{}</span>'
        '<span class="hidden-visually">{}</span></span>',
        MASK,
        _("(hidden)"),
    )
    whole = escape(text).replace(MASK, spoken).replace("\n", SafeString("<br>"))
    return mark_safe(whole)  # noqa: S308  escaped just above
