"""S-53 and S-63: whoever merely looks carries nothing home, and every cookie is in the list."""

import re

import pytest
from django.test import Client

from tests.harness.five import FIVE, answers, browser
from tests.scenarios.doors import Doors, page

PUBLIC = ("/", "/notice/", "/notice/versions/", "/contact/", "/cookies/", "/account/sign-in/")


@pytest.mark.clauses("JC-05", "JC-12", "WW-31", "WW-46", "WW-47", "WW-58", "WW-71")
@pytest.mark.parametrize("slug", FIVE)
def test_looking_sets_no_cookie_and_calls_nobody_else(doors: Doors, slug: str) -> None:
    doors.open(slug)
    stranger = Client(HTTP_HOST=f"{slug}.localhost")
    for path in PUBLIC:
        answer = stranger.get(path)
        html = answer.content.decode()
        assert answer.status_code == 200, path
        if "<form" not in html.partition("<main")[2]:
            assert not answer.cookies, (path, answer.cookies)
        loaded = re.findall(
            r'<(?:script|img|iframe|link|source|video)[^>]+(?:src|href)="([^"]+)"', html
        )
        assert not [one for one in loaded if one.startswith(("http:", "https:", "//"))], path
        assert "default-src" in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=", html), path


@pytest.mark.clauses("JI-65", "JI-66", "AB-08", "AB-10")
@pytest.mark.parametrize("slug", FIVE)
def test_every_cookie_that_is_set_stands_on_the_page_about_cookies(doors: Doors, slug: str) -> None:
    tenant = doors.open(slug)
    sent = answers(slug, **{"person.email": "vera@example.org"})
    vera = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    vera.get("/my/?language=en")
    for path in ("/my/", "/my/profile/", "/join/", "/account/sign-in/"):
        vera.get(path)
    listed = page(browser(slug), "/cookies/")
    names = {name for name, one in vera.cookies.items() if one.value}
    assert {"language"} <= names
    for name in names:
        assert re.search(rf"\b{name}\b", listed), name
    assert 'href="/cookies/"' in page(browser(slug), "/notice/")
