"""In a real browser: nothing for axe to complain of, nothing wider than the screen, and no need
for JavaScript, which is there all the same."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness import world

PAGES = ["", "?shell=front", "?shell=reading", "?shell=form_page", "?shell=narrow", "?shell=desk"]
SCREENS = [(360, "light"), (1280, "dark")]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server: Any) -> str:
    """Where Acme's site is served."""
    world.tenant("acme")
    return str(live_server.url).replace("localhost", "acme.localhost")


@contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def opened(browser: Browser, address: str, complaints: list[str], **options: Any) -> Page:
    page = browser.new_page(**options)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(address)
    return page


@pytest.mark.parametrize(("width", "theme"), SCREENS)
def test_every_part_is_accessible(address: str, width: int, theme: str) -> None:
    found: list[str] = []
    with chromium() as browser:
        for query in PAGES:
            screen = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
            page = opened(browser, f"{address}/_looks/{query}", found, **screen)
            for fault in Axe().run(page).response["violations"]:
                found.append(f"{query}: {fault['id']} {fault['nodes'][0]['html'][:120]}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{query}: {wide} pixels wide on a screen of {width}")
            page.close()
    assert not found


def test_the_dialog_asks_at_once_and_without_script_on_a_page(address: str) -> None:
    complaints: list[str] = []
    with chromium() as browser:
        page = opened(browser, f"{address}/_looks/", complaints)
        page.click("[data-dialog=sure]")
        assert page.locator("#sure").is_visible()
        page.click("#sure .buttons [data-close]")
        assert not page.locator("#sure").is_visible()
        before = page.locator(".toast").count()
        page.locator("[data-dismiss]").first.click()
        assert page.locator(".toast").count() == before - 1

        bare = browser.new_context(java_script_enabled=False).new_page()
        bare.goto(f"{address}/_looks/")
        assert not bare.locator(".passkey").is_visible()
        bare.click("[data-dialog=sure]")
        assert bare.url.endswith("?shell=narrow")
    assert not complaints


def test_reading_a_refused_form_starts_at_its_faults(address: str) -> None:
    with chromium() as browser:
        page = opened(browser, f"{address}/_looks/", [])
        assert page.evaluate("document.activeElement.className") == "error-summary"
        page.click(".error-summary a >> nth=0")
        assert page.evaluate("document.activeElement.name") == "name"
