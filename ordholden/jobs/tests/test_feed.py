"""What other programs read of ads: search engines, feed readers, a customer's own site."""

import json
import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from ordholden.accounts.tests.make import make_staff
from ordholden.jobs import actions
from ordholden.jobs.models import JobAd
from ordholden.jobs.tests.make import CONTACT, make_ad
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, noon, opened

pytestmark = [pytest.mark.django_db]
# From Google's guide to structured data for job postings, as read in November 2026.
REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
RECOMMENDED = {"baseSalary", "directApply", "employmentType", "identifier", "validThrough"}
TYPES = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM"}
FEEDS = ("/jobs/feed.atom", "/jobs/feed.rss", "/jobs/feed.json", "/jobs/all.xml")
EVERYWHERE = (*FEEDS, "/jobs/", "/jobs/sitemap.xml", "/jobs/suggest/?q=mur")
NASTY = "</script><script>alert(1)</script> ]]> & <img src=x> \u2028 🦺 \x07"


def posting_of(client: Client, ad: JobAd) -> dict[str, Any]:
    """The one JobPosting of an ad's page."""
    page = client.get(ad.get_absolute_url()).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    assert not set("<>&") & set(found[0])
    said: dict[str, Any] = json.loads(found[0])
    return said


def written(slug: str = "workwithus", **more: Any) -> tuple[Tenant, JobAd]:
    tenant = opened(slug)
    with at_home(tenant):
        return tenant, make_ad(**more)


# ------------------------------------------------------------------ one ad
@pytest.mark.parametrize("kind", JobAd.Kind.values)
def test_a_posting_has_what_search_engines_require_and_recommend(kind: str) -> None:
    paid = {"pay_from": Decimal(30000), "pay_to": Decimal("35000.50"), "currency": "DKK"}
    _tenant, ad = written(kind=kind, pay_unit="month", **paid)
    said = posting_of(browser("workwithus"), ad)
    assert said.keys() >= REQUIRED | RECOMMENDED
    assert set(said["employmentType"]) <= TYPES
    assert said["title"] == ad.title
    assert said["jobLocation"]["address"]["addressCountry"] == "DK"
    assert said["hiringOrganization"]["name"] == "Sten & Fuge"
    assert said["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "unitText": "MONTH",
        "minValue": 30000,
        "maxValue": 35000.5,
    }
    assert said["validThrough"].startswith(f"{ad.deadline}T23:59:59+0")


def test_work_from_home_says_where_one_may_live() -> None:
    _tenant, ad = written(remote="fully", postal_code="", town="")
    said = posting_of(browser("workwithus"), ad)
    assert said["jobLocationType"] == "TELECOMMUTE"
    assert said["applicantLocationRequirements"] == {"@type": "Country", "name": "DK"}
    assert "jobLocation" not in said


def test_a_posting_stands_on_the_ads_page_alone_and_says_what_it_says() -> None:
    _tenant, ad = written()
    client = browser("workwithus")
    assert "ld+json" not in client.get("/jobs/").content.decode()
    page = client.get(ad.get_absolute_url()).content.decode()
    assert posting_of(client, ad)["description"] in page
    assert CONTACT.name not in page


def test_nothing_in_an_ad_leaves_its_element() -> None:
    title = "Murer </script><b>"
    _tenant, ad = written(text=f"Vi søger.\n\n{NASTY}", employer="<i>&Co", title=title)
    client = browser("workwithus")
    page = client.get(ad.get_absolute_url()).content.decode()
    for tag in ("<script>alert", "<img src=x", "<i>&Co", "</script><b>"):
        assert tag not in page
    assert posting_of(client, ad)["title"] == title
    for address in FEEDS:
        text = client.get(address).getvalue() if address.endswith("all.xml") else b""
        text = text or client.get(address).content
        if address.endswith("json"):
            assert json.loads(text)["items"][0]["_job_posting"]["title"] == title
        else:
            assert title in " ".join(ElementTree.fromstring(text).itertext())  # noqa: S314


# ------------------------------------------------------------------ all of them
def test_feeds_hold_open_ads_newest_first_and_nobodys_number(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")):
        tenant, _old = written()
    with turn_clock(noon("2026-05-05")):
        with at_home(tenant):
            make_ad(title="Maler")
            make_ad(title="Kladde", published=False)
        client = browser("workwithus")
        for address in FEEDS:
            answer = client.get(address)
            text = answer.getvalue().decode()
            assert text.index("Maler") < text.index("Murersvend"), address
            assert "Kladde" not in text
            assert CONTACT.name not in text
            assert CONTACT.phone not in text
            assert answer.headers["Cache-Control"] == "no-cache"


def test_a_search_has_a_feed_of_its_own() -> None:
    tenant, _ad = written()
    with at_home(tenant):
        make_ad(title="Kok", text="Mad.")
    client = browser("workwithus")
    feed = json.loads(client.get("/jobs/feed.json?q=murer").content)
    assert [one["title"] for one in feed["items"]] == ["Murersvend"]
    assert "feed.atom?q=murer" in client.get("/jobs/?q=murer").content.decode()


@pytest.mark.clauses("WW-83")
def test_an_ended_ad_is_gone_from_every_place_at_once() -> None:
    tenant, ad = written()
    client = browser("workwithus")
    for address in EVERYWHERE:
        text = client.get(address).getvalue().decode()
        assert "Murersvend" in text or str(ad.pk) in text, address
    with at_home(tenant):
        actions.end(ad, by=None)
    for address in EVERYWHERE:
        text = client.get(address).getvalue().decode()
        assert "Murersvend" not in text, address
        assert str(ad.pk) not in text, address


def test_search_engines_are_led_to_the_map_of_ads() -> None:
    _tenant, ad = written()
    client = browser("workwithus")
    assert "/jobs/sitemap.xml" in client.get("/robots.txt").content.decode()
    tree = ElementTree.fromstring(client.get("/jobs/sitemap.xml").content)  # noqa: S314
    (address,) = [one.text for one in tree.iter() if one.tag.endswith("loc")]
    assert address is not None
    assert address.endswith(ad.get_absolute_url())


def test_reading_ads_leaves_nothing_on_the_device() -> None:
    _tenant, ad = written()
    client = browser("workwithus")
    client.cookies.clear()
    for address in ("/jobs/", "/jobs/?q=murer", ad.get_absolute_url()):
        assert not client.get(address).cookies


# ------------------------------------------------------------------ on another site
@pytest.mark.clauses("WW-02")
def test_only_a_named_site_may_frame_the_list() -> None:
    tenant, _ad = written()
    guest = browser("workwithus")
    assert guest.get("/jobs/embedded/").status_code == 404
    with at_home(tenant):
        boss = browser("workwithus")
        boss.force_login(make_staff("Bodil", "administrator"))
    for wrong in ("http://a.dk", "javascript:alert(1)", "https://a.dk;script-src *", "x y"):
        assert boss.post("/desk/ads/embedding/", {"origin": wrong}).status_code == 422
    sent = boss.post("/desk/ads/embedding/", {"origin": "https://www.firma.dk/job/side"})
    assert sent.status_code == 303
    answer = guest.get("/jobs/embedded/?q=murer")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors https://www.firma.dk" in policy
    assert "script-src 'self'" in policy
    assert "X-Frame-Options" not in answer.headers
    assert "Murersvend" in answer.content.decode()
    assert 'href="/notice/"' in answer.content.decode()
    other = guest.get("/jobs/")
    assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
    assert other.headers["X-Frame-Options"] == "DENY"
