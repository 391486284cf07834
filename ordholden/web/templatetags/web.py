"""`{% load web %}`: icons, marks, drawings, dates and the small parts of pages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from babel.numbers import format_decimal
from django import forms, template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ordholden.web import charts, dates
from ordholden.web.forms import grouped
from ordholden.web.site import Link

register = template.Library()

HIDDEN = SafeString('aria-hidden="true"')

BADGES = {
    "kept": ("kept", "kept"),
    "planned": ("planned", "planned"),
    "soon": ("soon", "soon"),
    "red": ("red", "alert"),
    "": ("", ""),
}
TOAST_ICONS = {"success": "kept", "warning": "alert", "error": "alert"}


# ------------------------------------------------------------------ words
@register.filter
def quoted(text: str) -> str:
    """Somebody's own words, between the marks that the page's language quotes with."""
    # Translators: the quotation marks of the language.
    return _("“%(text)s”") % {"text": text}


# ------------------------------------------------------------------ drawings
@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """`{% icon "clock" %}`; with `label` it speaks, without it is decoration."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else HIDDEN
    return format_html(
        '<svg class="icon {}" {} focusable="false"><use href="{}#{}"/></svg>',
        size,
        spoken,
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def mark(name: str, classes: str = "mark") -> SafeString:
    """A tenant's mark: `{% mark site.mark %}`; always beside the name, so it is decoration."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false" viewBox="0 0 48 48">'
        '<use href="{}#{}"/></svg>',
        classes,
        static("web/marks.svg"),
        name,
    )


@register.simple_tag
def drawing(name: str) -> SafeString:
    """One of the small drawings: door, drawer, kept, lens, letter, shore, stop."""
    return format_html(
        '<svg class="drawing" aria-hidden="true" focusable="false" viewBox="0 0 160 112">'
        '<use href="{}#{}"/></svg>',
        static("web/drawings.svg"),
        name,
    )


@register.inclusion_tag("web/charts/life_line.html")
def life_line(line: charts.LifeLine) -> dict[str, Any]:
    """A person's data from collected to gone, today marked."""
    return {"line": line}


@register.inclusion_tag("web/charts/bar_chart.html")
def bar_chart(bars: Sequence[charts.Bar], title: str = "") -> dict[str, Any]:
    """Lying bars, each with its words and figure as text, so that no table is needed behind."""
    return {"rows": charts.bar_rows(bars), "title": title}


@register.inclusion_tag("web/charts/due_chart.html")
def due_chart(bars: Sequence[charts.Bar], title: str = "", unit: str = "") -> dict[str, Any]:
    """Standing bars along time: what falls due in each week."""
    columns = charts.due_columns(bars)
    return {
        "columns": columns,
        "title": title,
        "unit": unit or _("Number"),
        "empty": not any(bar.value for bar in bars),
    }


# ------------------------------------------------------------------ dates
@register.filter
def longdate(value: date | datetime | None) -> SafeString:
    """`<time>15. marts 2027</time>`; nothing for None."""
    if not value:
        return SafeString("")
    return format_html(
        '<time datetime="{}">{}</time>', dates.day(value).isoformat(), dates.long_date(value)
    )


@register.filter
def shortdate(value: date | datetime | None) -> SafeString:
    """`<time>15. mar. 2027</time>`; nothing for None."""
    if not value:
        return SafeString("")
    return format_html(
        '<time datetime="{}" class="nowrap">{}</time>',
        dates.day(value).isoformat(),
        dates.short_date(value),
    )


@register.filter
def moment(value: datetime | None) -> SafeString:
    """Date and time to the minute; nothing for None."""
    if not value:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), dates.moment(value))


@register.filter
def from_today(value: date | datetime | None) -> str:
    """`om 3 måneder`; nothing for None."""
    return dates.from_today(value) if value else ""


@register.filter
def figure(value: Any) -> str:
    """A whole number as the language writes it: `1.248`, `1 248`, `1,248`; anything else as is."""
    return format_decimal(value, locale=dates.locale()) if isinstance(value, int) else str(value)


# ------------------------------------------------------------------ parts
@register.inclusion_tag("web/parts/badge.html")
def badge(state: str, text: str) -> dict[str, Any]:
    """A small state: kept, planned, soon, red, or "" for a plain one."""
    classes, symbol = BADGES[state]
    return {"classes": classes, "symbol": symbol, "text": text}


@register.inclusion_tag("web/parts/kept_mark.html")
def kept_mark(text: str, planned: bool = False) -> dict[str, Any]:
    """Evidence beside a promise: `{% kept_mark "kept today 03.00, 14 applications" %}`."""
    return {"text": text, "planned": planned}


@register.inclusion_tag("web/parts/until.html")
def until(when: date | str, identity: str = "") -> dict[str, Any]:
    """When something goes, beside the small thread: a date, or a sentence."""
    if isinstance(when, date):
        when = _("Gone on %(date)s") % {"date": dates.long_date(when)}
    return {"text": when, "identity": identity}


@register.inclusion_tag("web/parts/empty.html")
def empty(
    title: str, text: str = "", picture: str = "drawer", url: str = "", action: str = ""
) -> dict[str, Any]:
    """What stands where a list would: a drawing, a sentence, and perhaps what to do."""
    return {"title": title, "text": text, "picture": picture, "url": url, "action": action}


@register.inclusion_tag("web/parts/tile.html")
def tile(label: str, figure: Any, url: str = "", tone: str = "") -> dict[str, Any]:
    """One figure and what it counts; `tone` may be "red"."""
    return {"label": label, "figure": figure, "url": url, "tone": tone}


@register.inclusion_tag("web/parts/progress.html")
def progress(label: str, done: int, total: int) -> dict[str, Any]:
    """How far long work has come; a total of 0 means that nobody knows yet."""
    share = round(100 * done / total) if total else None
    return {"label": label, "done": done, "total": total, "share": share}


@register.inclusion_tag("web/parts/crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """`{% crumbs "My data" "/my-data/" "Sign-ins" %}`: label and address in turn, last label."""
    pairs = list(zip(parts[:-1:2], parts[1::2], strict=True))
    return {"pairs": pairs, "here": parts[-1]}


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Earlier and later pages of a list, keeping what else the address says."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {"page": page, "query": f"{query.urlencode()}&" if query else ""}


@register.inclusion_tag("web/parts/places.html", takes_context=True)
def places(context: template.Context, links: Iterable[Link]) -> dict[str, Any]:
    """The links of a navigation, the present one marked."""
    request = context.get("request")
    return {"links": links, "path": request.path if request else ""}


@register.inclusion_tag("web/parts/side.html", takes_context=True)
def side_places(context: template.Context, links: Iterable[Link]) -> dict[str, Any]:
    """The same as a list, for the side of a desk."""
    return places(context, links)


@register.inclusion_tag("web/parts/passkey.html")
def passkey(text: str, **attributes: str) -> dict[str, Any]:
    """The passkey button; attributes become `id`, `name`, `data-…` (`data_form="x"`)."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return {"text": text, "attributes": named.items()}


@register.filter
def groups(form: forms.BaseForm) -> list[Any]:
    """The form's fields under their headings."""
    return list(grouped(form))


@register.filter
def asks_for_something(form: forms.BaseForm) -> bool:
    """Whether any field that is seen must be filled in. A brief form does not say so: everybody
    expects it of one field with one button."""
    return not getattr(form, "brief", False) and any(
        field.field.required for field in form.visible_fields()
    )


@register.filter
def toast_icon(tags: str) -> str:
    """The icon of a message by its level."""
    return next((name for tag, name in TOAST_ICONS.items() if tag in tags.split()), "info")
