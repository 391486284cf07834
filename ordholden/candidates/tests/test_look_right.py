"""In a real browser: nothing for axe to complain of, nothing wider than the screen."""

import shutil
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from ordholden.accounts.models import User
from ordholden.accounts.tests.make import make_staff, make_user
from ordholden.tenants.scope import at_home
from tests.harness import world

SCREENS = [(390, "light"), (1280, "dark")]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "theme"), SCREENS)
def test_every_page_is_accessible(live_server: Any, width: int, theme: str) -> None:
    acme = world.tenant("acme")
    with at_home(acme):
        liv, rita = make_user("Liv Ek", "liv@example.org"), make_staff("Rita", "recruiter")
        mai = make_staff("Mai", "marketing")
        card = f"/people/{liv.person.pk}"
    desk = ["/people/", "/people/?purpose=matching", "/people/new/", "/people/contacts/"]
    desk = ["/people/", "/people/?purpose=matching", "/people/new/", "/people/contacts/"]
    wanted = [
        ("", ["/join/", "/join/sent/", "/mail/", "/mail/sent/"]),
        (session(acme, liv), ["/my/", "/my/profile/", "/my/mails/"]),
        (session(acme, rita), [*desk, f"{card}/", f"{card}/fields/", f"{card}/deletion/"]),
        (session(acme, mai), ["/mail/issues/"]),
    ]
    address = str(live_server.url).replace("localhost", "acme.localhost")
    found: list[str] = []
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for cookie, pages in wanted:
            for page in pages:
                found += faults(browser, address, page, cookie, width, theme)
        browser.close()
    assert not found


def session(tenant: Any, user: User) -> str:
    """The session of somebody who is signed in."""
    client = Client(HTTP_HOST=f"{tenant.slug}.localhost")
    with at_home(tenant):
        client.force_login(user)
    return str(client.cookies["session"].value)


def faults(
    browser: Browser, address: str, path: str, cookie: str, width: int, theme: str
) -> list[str]:
    """What is wrong with one page, one line each."""
    screen: Any = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
    context = browser.new_context(**screen)
    if cookie:
        context.add_cookies([{"name": "session", "value": cookie, "url": address}])
    page = context.new_page()
    answer = page.goto(f"{address}{path}")
    found = [] if answer and answer.status == 200 else [f"{path}: not there"]
    for fault in Axe().run(page).response["violations"]:
        found.append(f"{path}: {fault['id']} {fault['nodes'][0]['html'][:120]}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        found.append(f"{path}: {wide} pixels wide on a screen of {width}")
    context.close()
    return found
