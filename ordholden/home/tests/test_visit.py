"""What a visitor meets: pages that lead somewhere, and leave nothing on their device."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordholden.home.demo.businesses import BUSINESSES
from ordholden.tenants import actions

PUBLIC = ["/", "/contact/", "/cookies/", "/notice/", "/robots.txt", "/sitemap.xml"]


@pytest.fixture(params=[one.slug for one in BUSINESSES])
def business(request, db):
    """Each of the five, opened as an operator would."""
    text = (Path(settings.BASE) / "policies" / f"{request.param}.toml").read_text()
    return actions.add(text, [f"{request.param}.localhost"])


def test_the_front_page_says_whose_it_is_and_what_becomes_of_data(business, browse):
    page = browse(business).get("/").content.decode()
    assert business.policy.look.motto[business.policy.locale] in page
    assert page.count('<article class="card"') >= 4
    assert "/contact/" in page


def test_no_link_of_the_front_page_leads_nowhere(business, browse):
    client = browse(business)
    page = client.get("/").content.decode()
    addresses = set(re.findall(r'<a [^>]*href="(/[^"#]*)"', page)) - {"/"}
    assert len(addresses) > 8
    for address in sorted(addresses):
        assert client.get(address).status_code in (200, 303), address


@pytest.mark.clauses("WW-46", "WW-47")
def test_reading_stores_nothing_on_the_device_and_fetches_nothing_elsewhere(business, browse):
    client = browse(business)
    for address in PUBLIC:
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
        # The only addresses of others are links to click.
        elsewhere = rb'(?:src|srcset|action|<link[^>]*href)="https?://'
        assert not re.findall(elsewhere, response.content), address


def test_the_front_page_costs_few_queries(business, browse):
    client = browse(business)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    asked = [one["sql"] for one in queries if "set_config" not in one["sql"]]
    print(f"queries of the front page: {len(asked)}")
    assert len([one for one in asked if not one.startswith(("SAVEPOINT", "RELEASE"))]) <= 8


def test_the_list_of_cookies_is_the_list_of_what_is_set(business, browse):
    client = browse(business)
    page = client.get("/cookies/").content.decode()
    client.get("/account/sign-in/")
    client.get("/?language=en")
    assert set(client.cookies) == {settings.CSRF_COOKIE_NAME, "language"}
    for name in (*client.cookies, settings.SESSION_COOKIE_NAME):
        assert f"<code>{name}</code>" in page
    for one in business.policy.document.cookie:
        assert f"<code>{one.name}</code>" in page


def test_machines_are_told_what_they_may_read(business, browse):
    client = browse(business)
    assert "Disallow: /my/" in client.get("/robots.txt").content.decode()
    assert "/notice/</loc>" in client.get("/sitemap.xml").content.decode()
    assert "Expires: " in client.get("/.well-known/security.txt").content.decode()
