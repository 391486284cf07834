"""A browser that sees nothing but this machine, on one of the five businesses."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ordholden.accounts.models import User
from ordholden.tenants import actions
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for
from tests.harness import world

PASSWORD = "a long way home"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module: its event loop must be gone before other tests need theirs."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("needs Chromium")
    # Playwright keeps an event loop in this thread; the database is used beside it, not in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Site:
    """One business being visited: its address, and everything its browsers asked for."""

    tenant: Tenant
    url: str
    browser: Browser
    contexts: list[BrowserContext]
    elsewhere: list[str]
    complaints: list[str]

    def visitor(self, **options: Any) -> Page:
        """Somebody with a fresh browser."""
        context = self.browser.new_context(base_url=self.url, reduced_motion="reduce", **options)
        self.contexts.append(context)
        context.on("request", lambda asked: self._noted(asked.url))
        page = context.new_page()
        page.set_default_timeout(45_000)  # a busy machine is no fault
        page.on("console", lambda said: said.type == "error" and self._complained(said.text))
        page.on("pageerror", lambda fault: self._complained(str(fault)))
        return page

    def _noted(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.elsewhere.append(url)

    def _complained(self, text: str) -> None:
        # A page that answers 4xx is meant to; the browser calls every one of them an error.
        if "Failed to load resource" not in text:
            self.complaints.append(text)

    # -------------------------------------------------------------- what people do again and again
    def mail(self, page: Page, to: str) -> None:
        """Let the post be delivered, and open the newest mail to an address."""
        world.run_queued_tasks()
        page.goto(f"/demo/mailbox/?to={to}")
        page.locator("main table a").first.click()

    def follow(self, page: Page, part: str) -> None:
        """Click the link in a mail."""
        page.locator(f".mail-text a[href*='{part}']").first.click()

    def register(self, page: Page, name: str, email: str) -> None:
        """Fill in the form with what is needed, and send it."""
        page.goto("/join/")
        page.fill("[name='person.name']", name)
        page.fill("[name='person.email']", email)
        page.fill("[name='person.account']", PASSWORD)
        for box in page.locator("[name^='consent.'], [name^='declared.']").all():
            assert not box.is_checked()
            box.check()
        page.locator("main form button.button").last.click()
        page.wait_for_url("**/join/sent/")

    def confirm(self, page: Page, email: str) -> None:
        """Open the letter and say that the address is one's own."""
        self.mail(page, email)
        self.follow(page, "/account/address/confirm/")
        page.click("main form button.button")

    def sign_in(self, page: Page, email: str, then: str = "/my/") -> None:
        """Sign in with the password."""
        page.goto(f"/account/sign-in/?next={then}")
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        page.click("form:has([name=password]) button.button")

    def be(self, page: Page, user: User) -> None:
        """Be signed in, without having to fill in anything."""
        client = Client()
        with working_for(self.tenant):
            client.force_login(user)
        name = project.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def turn_clock(self, page: Page, day: str) -> None:
        """Turn the demo's clock to a day, and wait until it is there."""
        page.goto("/demo/clock/")
        page.fill("[name=day]", day)
        with page.expect_navigation():  # the answer sends on; until then nothing else is asked for
            page.click("form:has([name=day]) button.button")
        while page.locator("form[action$='/further/']").count():
            world.run_queued_tasks()
            page.goto("/demo/clock/")
        self.tenant.refresh_from_db()


@pytest.fixture
def visit(
    transactional_db: None, live_server: Any, settings: Any, chromium: Browser
) -> Iterator[Callable[[str], Site]]:
    """visit("jtworks") opens one of the five businesses; nothing may be fetched elsewhere."""
    settings.EMAIL_BACKEND = "ordholden.kit.mailbox.Mailbox"
    settings.PORT = live_server.thread.port
    sites: list[Site] = []

    def visit(slug: str) -> Site:
        text = (Path(project.BASE) / "policies" / f"{slug}.toml").read_text(encoding="utf-8")
        tenant = actions.add(text, [f"{slug}.localhost"])
        url = f"http://{slug}.localhost:{live_server.thread.port}"
        sites.append(Site(tenant, url, chromium, [], [], []))
        return sites[-1]

    yield visit
    for site in sites:
        for context in site.contexts:
            context.close()
        assert not site.elsewhere, "something was fetched from another host"
        assert not site.complaints
