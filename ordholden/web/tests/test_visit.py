"""A tenant's site in its own colours and languages, and what it says when something is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from ordholden.tenants import scope
from ordholden.tenants.models import Tenant
from ordholden.web import errors
from ordholden.web.look import stylesheet
from ordholden.web.site import LANGUAGE_COOKIE, Site
from ordholden.web.tests.make import Outline

Browse = Callable[..., Any]


@pytest.fixture
def request_at_acme(acme: Tenant, rf: RequestFactory) -> HttpRequest:
    return rf.get("/jobs/", {"q": "mason"})


def test_the_look_is_the_policys(acme: Tenant, browse: Browse) -> None:
    answer = browse(acme).get(reverse("look"))
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.content.decode() == stylesheet(acme.policy.look.accent)


def test_the_mark_stands_in_the_browsers_tab(acme: Tenant, browse: Browse) -> None:
    answer = browse(acme).get("/icon.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert acme.policy.look.accent in answer.content.decode()


def test_each_tenant_has_its_own(acme: Tenant, borealis: Tenant, browse: Browse) -> None:
    sheets = {browse(tenant).get(reverse("look")).content for tenant in (acme, borealis)}
    assert len(sheets) == 2


def test_the_look_is_kept_until_the_policy_changes(
    acme: Tenant, browse: Browse, request_at_acme: HttpRequest
) -> None:
    site = Site(request_at_acme)
    browser = browse(acme)
    assert "immutable" in browser.get(site.look).headers["Cache-Control"]
    # An address of another policy must not be kept: the colours are this one's.
    assert "immutable" not in browser.get("/look.css?0000").headers["Cache-Control"]
    assert "session" not in browser.cookies


def test_a_site_knows_whose_it_is(acme: Tenant, request_at_acme: HttpRequest) -> None:
    site = Site(request_at_acme)
    assert site.name == acme.policy.document.controller.brand
    assert site.motto in acme.policy.look.motto.values()
    assert site.authorities
    assert [(one.code, one.current, one.url) for one in site.tongues] == [
        ("da", True, "/jobs/?q=mason&language=da"),
        ("en", False, "/jobs/?q=mason&language=en"),
    ]


def test_another_language_is_a_wish_and_the_only_reason_for_a_cookie(
    acme: Tenant, browse: Browse
) -> None:
    browser = browse(acme)
    assert browser.get("/nowhere/").headers["Content-Language"] == "da"
    assert not browser.cookies

    answer = browser.get("/nowhere/", {"q": "mason", "language": "en"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/nowhere/?q=mason")
    cookie = browser.cookies[LANGUAGE_COOKIE]
    assert (cookie.value, cookie["max-age"], cookie["httponly"]) == ("en", "", True)

    answer = browser.get("/nowhere/")
    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en">' in answer.content.decode()


@pytest.mark.parametrize("asked", ["sv", "xx", "../da", ""])
def test_a_language_that_is_not_spoken_here_changes_nothing(
    acme: Tenant, browse: Browse, asked: str
) -> None:
    browser = browse(acme)
    browser.cookies[LANGUAGE_COOKIE] = asked
    answer = browser.get("/nowhere/", {"language": asked})
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "da")


@pytest.mark.parametrize("status", sorted(errors.PAGES))
def test_every_fault_has_a_page(request_at_acme: HttpRequest, status: int) -> None:
    answer = errors.page(request_at_acme, status, "Carla has <b>left</b>.")
    html = answer.content.decode()
    assert answer.status_code == status
    assert len(Outline(html).all("h1")) == 1
    assert "<b>left" not in html


def test_a_refusal_says_why(request_at_acme: HttpRequest) -> None:
    answer = errors.page(request_at_acme, 409, "This is already withdrawn.")
    assert answer.status_code == 409
    assert "This is already withdrawn." in answer.content.decode()


@pytest.mark.usefixtures("acme")
def test_a_fault_of_ours_needs_nothing(rf: RequestFactory) -> None:
    with scope.working_for(None):
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert len(Outline(answer.content.decode()).all("h1")) == 1


def test_the_looks_show_everything(acme: Tenant, browse: Browse) -> None:
    browser = browse(acme)
    for address in ["", *(f"?shell={name}" for name in ("front", "reading", "form_page"))]:
        assert browser.get(f"/_looks/{address}").status_code == 200, address
    for name in ("narrow", "desk"):
        assert browser.get(f"/_looks/?shell={name}").status_code == 200, name
    assert browser.get("/_looks/?error=409").status_code == 409
    assert browser.get("/_looks/?error=999").status_code == 200
