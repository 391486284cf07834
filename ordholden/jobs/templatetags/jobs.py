"""`{% load jobs %}`: how an ad's facts read on a page."""

from datetime import timedelta
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from ordholden.jobs import texts
from ordholden.jobs.models import JobAd
from ordholden.kit import clock
from ordholden.privacy import words

register = template.Library()

NEW = timedelta(days=2)


@register.filter
def ad_html(text: str) -> SafeString:
    """The text of an ad as HTML of ours; everything written in it is escaped."""
    return texts.as_html(text)


@register.filter
def beginning(text: str, most: int) -> str:
    """The beginning of the text, on one line."""
    return texts.plain(text, most)


@register.filter
def place(ad: JobAd) -> str:
    """Where the work is: “8000 Aarhus C”, “Bergen, partly from home”."""
    if ad.remote == JobAd.Remote.FULLY:
        return _("from home")
    where = " ".join(part for part in (ad.postal_code, ad.town) if part)
    if ad.remote == JobAd.Remote.PARTLY:
        return _("%(place)s, partly from home") % {"place": where}
    return where


@register.filter
def employment(ad: JobAd) -> str:
    """“full-time, permanent, 37 hours”."""
    said = [str(ad.get_time_display()), str(ad.get_kind_display())]
    hours = [one for one in (ad.hours_from, ad.hours_to) if one]
    if hours:
        span = "–".join(map(_number, dict.fromkeys(hours)))
        said.append(_("%(hours)s hours a week") % {"hours": span})
    return ", ".join(said)


@register.filter
def pay(ad: JobAd) -> str:
    """“32,000–36,000 kr. a month”; "" when the ad does not say."""
    ends = [one for one in (ad.pay_from, ad.pay_to) if one is not None]
    if not ends:
        return ""
    where = to_locale(words.locale())
    last = format_currency(ends[-1], ad.currency, "#,##0.## ¤", where, currency_digits=False)
    unit = str(JobAd.PayUnit(ad.pay_unit).label) if ad.pay_unit else ""
    if len(set(ends)) == 1:
        amount = last
        if ad.pay_to is None:
            amount = _("from %(amount)s") % {"amount": last}
        elif ad.pay_from is None:
            amount = _("up to %(amount)s") % {"amount": last}
    else:
        amount = f"{_number(ends[0])}–{last}"
    return f"{amount} {unit}".strip()


@register.filter
def is_new(ad: JobAd) -> bool:
    """Whether it came out within the last two days."""
    return ad.published_at is not None and ad.published_at > clock.now() - NEW


def _number(value: Decimal) -> str:
    return format_decimal(value, locale=to_locale(words.locale()), decimal_quantization=False)
