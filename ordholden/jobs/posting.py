"""One ad as schema.org's JobPosting: what search engines read.

It says what the page says and nothing more, so nobody's name or number (WW-18, WW-83). Properties
are those that Google requires or recommends for job postings.
"""

import json
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe

from ordholden.jobs import texts
from ordholden.jobs.models import JobAd
from ordholden.jobs.places import REGIONS
from ordholden.kit.http import site_url
from ordholden.tenants import scope

_KINDS = {
    JobAd.Kind.PERMANENT: "",
    JobAd.Kind.TEMPORARY: "TEMPORARY",
    JobAd.Kind.ON_CALL: "PER_DIEM",
    JobAd.Kind.CONTRACT: "CONTRACTOR",
    JobAd.Kind.TRAINING: "INTERN",
    JobAd.Kind.VOLUNTEER: "VOLUNTEER",
}
_TIMES = {JobAd.Time.FULL: "FULL_TIME", JobAd.Time.PART: "PART_TIME"}
# Inside a script element these could end it; JSON means the same by their numbers.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def job_posting(ad: JobAd, *, apply_here: bool) -> dict[str, Any]:
    """The ad in schema.org's words. apply_here: whether one applies on this site."""
    policy = scope.required().policy
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": ad.title,
        "description": str(texts.as_html(ad.text)),
        "url": site_url(ad.get_absolute_url()),
        "inLanguage": ad.locale,
        "identifier": {
            "@type": "PropertyValue",
            "name": policy.document.controller.brand,
            "value": str(ad.pk),
        },
        "datePosted": _local(ad.published_at).isoformat() if ad.published_at else None,
        "validThrough": _end_of(ad).isoformat() if ad.deadline else None,
        "employmentType": employment_types(ad),
        "hiringOrganization": {"@type": "Organization", "name": ad.employer},
        "directApply": apply_here,
        "occupationalCategory": ad.occupation or None,
        "jobStartDate": ad.starts_on.isoformat() if ad.starts_on else None,
        **_where(ad),
    }
    if pay := _pay(ad):
        said["baseSalary"] = pay
    return {name: value for name, value in said.items() if value not in (None, "")}


def as_json_ld(said: dict[str, Any]) -> SafeString:
    """The same as the content of a script element: data, which nothing in it can leave."""
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308


def employment_types(ad: JobAd) -> list[str]:
    """FULL_TIME or PART_TIME, and how it is limited."""
    kind = _KINDS[JobAd.Kind(ad.kind)]
    return [_TIMES[JobAd.Time(ad.time)], *([kind] if kind else [])]


def _where(ad: JobAd) -> dict[str, Any]:
    remote: dict[str, Any] = {}
    if ad.remote == JobAd.Remote.FULLY:
        remote = {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": ad.country},
        }
    if not (ad.town or ad.postal_code):
        return remote
    parts = {
        "addressLocality": ad.town,
        "postalCode": ad.postal_code,
        "addressRegion": REGIONS.get(ad.region, ""),
        "addressCountry": ad.country,
    }
    address = {"@type": "PostalAddress", **{name: one for name, one in parts.items() if one}}
    return {"jobLocation": {"@type": "Place", "address": address}, **remote}


def _pay(ad: JobAd) -> dict[str, Any] | None:
    if ad.pay_from is None and ad.pay_to is None:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": ad.pay_unit.upper()}
    if ad.pay_from == ad.pay_to:
        value["value"] = _number(ad.pay_from)
    else:
        for name, amount in (("minValue", ad.pay_from), ("maxValue", ad.pay_to)):
            if amount is not None:
                value[name] = _number(amount)
    return {"@type": "MonetaryAmount", "currency": ad.currency, "value": value}


def _number(amount: Decimal | None) -> float | int:
    assert amount is not None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _zone() -> ZoneInfo:
    return ZoneInfo(scope.required().policy.timezone)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_zone()).replace(microsecond=0)


def _end_of(ad: JobAd) -> datetime:
    """The last moment of the last day."""
    assert ad.deadline is not None
    tomorrow = datetime.combine(ad.deadline + timedelta(days=1), time.min, _zone())
    return tomorrow - timedelta(seconds=1)
