"""Ads for other programs: Atom, RSS, JSON Feed, and the XML that job search engines take.

Nobody's name or number stands in any of them: whom to call is shown by a click on our page.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from email.utils import format_datetime
from xml.sax.saxutils import escape

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from ordholden.jobs import texts
from ordholden.jobs.models import JobAd
from ordholden.jobs.occupations import TRADES, trade_of
from ordholden.jobs.places import REGIONS
from ordholden.jobs.posting import job_posting
from ordholden.kit.http import site_url

MOST = 200  # ads in a feed for readers; the one for search engines has all
# What XML 1.0 cannot hold.
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TIMES = {JobAd.Time.FULL: "fulltime", JobAd.Time.PART: "parttime"}


@dataclass(frozen=True)
class Head:
    """What a feed is called, whose it is, and where it and its page stand."""

    title: str
    description: str
    page: str
    address: str
    language: str


def atom(head: Head, ads: Iterable[JobAd]) -> str:
    """RFC 4287."""
    return _syndicated(Atom1Feed, head, ads)


def rss(head: Head, ads: Iterable[JobAd]) -> str:
    """RSS 2.0."""
    return _syndicated(Rss201rev2Feed, head, ads)


def _syndicated(kind: type[Atom1Feed | Rss201rev2Feed], head: Head, ads: Iterable[JobAd]) -> str:
    feed = kind(
        title=head.title,
        link=head.page,
        description=head.description,
        language=head.language,
        feed_url=head.address,
    )
    for ad in ads:
        assert ad.published_at is not None
        feed.add_item(
            title=sayable(f"{ad.title}, {ad.employer}"),
            link=site_url(ad.get_absolute_url()),
            description=sayable(str(texts.as_html(ad.text))),
            unique_id=f"urn:uuid:{ad.pk}",
            unique_id_is_permalink=False,
            pubdate=ad.published_at,
            updateddate=ad.published_at,
            author_name=sayable(ad.employer),
            categories=[str(TRADES[trade])] if (trade := trade_of(ad.occupation)) else [],
        )
    return str(feed.writeString("utf-8"))


def json_feed(head: Head, ads: Iterable[JobAd], *, apply_here: bool) -> str:
    """JSON Feed 1.1, each ad with its JobPosting beside the text."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": head.title,
            "description": head.description,
            "home_page_url": head.page,
            "feed_url": head.address,
            "language": head.language,
            "items": [
                {
                    "id": str(ad.pk),
                    "url": site_url(ad.get_absolute_url()),
                    "title": ad.title,
                    "content_html": str(texts.as_html(ad.text)),
                    "summary": texts.plain(ad.text, 200),
                    "date_published": ad.published_at.isoformat() if ad.published_at else None,
                    "language": ad.locale,
                    "authors": [{"name": ad.employer}],
                    "_job_posting": job_posting(ad, apply_here=apply_here),
                }
                for ad in ads
            ],
        },
        ensure_ascii=False,
    )


def engine_xml(head: Head, ads: Iterable[JobAd]) -> Iterator[str]:
    """All open ads in the XML that Indeed published and other engines read, piece by piece."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<source>\n'
    yield f"<publisher>{escape(head.title)}</publisher>\n"
    yield f"<publisherurl>{escape(head.page)}</publisherurl>\n"
    for ad in ads:
        facts = (_element(name, text) for name, text in _engine_facts(head, ad) if text)
        yield f"<job>{''.join(facts)}</job>\n"
    yield "</source>\n"


def _engine_facts(head: Head, ad: JobAd) -> Iterator[tuple[str, str]]:
    assert ad.published_at is not None
    yield "title", ad.title
    yield "date", format_datetime(ad.published_at)
    yield "referencenumber", str(ad.pk)
    yield "url", site_url(ad.get_absolute_url())
    yield "company", ad.employer
    yield "sourcename", head.title
    yield "city", ad.town or ("Remote" if ad.remote == JobAd.Remote.FULLY else "")
    yield "state", REGIONS.get(ad.region, "")
    yield "country", ad.country
    yield "postalcode", ad.postal_code
    yield "description", str(texts.as_html(ad.text))
    yield "salary", _salary(ad)
    yield "jobtype", _TIMES[JobAd.Time(ad.time)]
    yield "category", str(TRADES[trade]) if (trade := trade_of(ad.occupation)) else ""
    yield "expirationdate", ad.deadline.isoformat() if ad.deadline else ""
    yield "remotetype", "Fully remote" if ad.remote == JobAd.Remote.FULLY else ""


def _salary(ad: JobAd) -> str:
    ends = [f"{_plain(one)}" for one in (ad.pay_from, ad.pay_to) if one is not None]
    if not ends:
        return ""
    return f"{' - '.join(dict.fromkeys(ends))} {ad.currency} per {ad.pay_unit}"


def _plain(amount: Decimal) -> str:
    return f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"


def _element(name: str, text: str) -> str:
    said = sayable(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{said}]]></{name}>"


def sayable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNSAYABLE.sub("", text)
