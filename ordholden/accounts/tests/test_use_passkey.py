"""Passkeys in a real browser with a virtual authenticator, under the strict content policy."""

import os
import shutil

import pytest
from allauth.mfa.models import Authenticator

from ordholden.accounts.models import SignIn
from ordholden.accounts.tests.make import PASSWORD, make_user
from ordholden.tenants.scope import working_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium"),
]
PLATFORM = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(monkeypatch):
    """A page of a fresh browser that has a fingerprint reader and complains aloud."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the database is used beside it, not in it.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda fault: page.complaints.append(str(fault)))
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM})
        yield page
        browser.close()


@pytest.fixture
def site(transactional_db, live_server):
    """The address of Acme's site, with Carla in it."""
    from tests.harness import world

    tenant = world.tenant("acme")
    with working_for(tenant):
        make_user()
    return tenant, live_server.url.replace("localhost", "acme.localhost")


@pytest.mark.clauses("JT-26")
def test_a_passkey_is_added_and_then_opens_the_door_alone(site, page):
    tenant, url = site
    page.goto(f"{url}/account/sign-in/?language=en&next=/account/")
    page.fill("[name=login]", "carla@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("form:has([name=password]) button.button")
    page.goto(f"{url}/account/factors/passkeys/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.button")
    page.click("button[data-form=new-passkey]")
    page.wait_for_url("**/account/factors/codes/")

    page.goto(f"{url}/account/sign-out/?next=/account/sign-in/")
    page.click("main form button.button")
    page.goto(f"{url}/account/sign-in/?next=/account/sign-ins/")
    page.click("#passkey")
    page.wait_for_selector("main table")
    assert page.locator("h1").inner_text() == "Sign-ins"
    assert not page.complaints
    with working_for(tenant):
        key = Authenticator.objects.get(type="webauthn")
        assert key.wrap().is_passwordless
        methods = SignIn.objects.order_by("at").values_list("method", flat=True)
        assert list(methods) == ["password", "passkey"]


def test_a_passkey_that_is_not_there_is_said_in_words(site, page):
    _, url = site
    page.goto(f"{url}/account/sign-in/?language=en")
    assert page.locator("[data-problem]").is_hidden()
    page.click("#passkey")
    page.wait_for_selector("[data-problem]", state="visible")
    assert "Nothing has changed" in page.locator("[data-problem]").inner_text()
