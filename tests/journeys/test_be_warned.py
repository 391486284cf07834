"""The warning, the staff's list and the page for something sensitive: no barrier on any of them."""

import pytest

from ordholden.accounts.tests.make import make_staff, make_user
from ordholden.flags import looking
from ordholden.people import actions as people
from ordholden.tenants.scope import working_for
from tests.journeys.test_look import ARRIVED, AXE, JUDGED, SIZES, _faults

pytestmark = pytest.mark.browser


def judged(page) -> list[str]:
    """What is wrong with the page that is shown, in the hand by day and on the desk by night."""
    page.evaluate(AXE)
    found = []
    for (width, height), scheme in zip(SIZES, ("light", "dark"), strict=True):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(ARRIVED)
        found += [f"{one['id']} at {width} px" for one in page.evaluate(JUDGED)]
    return found


def test_a_warning_is_read_ticked_and_sent(visit):
    site = visit("jtworks")
    with working_for(site.tenant):
        anna, ulla = make_user("Anna", "anna@brev.example"), make_staff("Ulla", "administrator")
    page = site.visitor()
    site.be(page, anna)
    page.goto("/my/profile/")
    page.fill("[name='profile.presentation']", "Jeg er medlem af 3F.")
    page.click("form.section .buttons .button")
    assert page.locator(".error-summary").is_visible()
    assert page.input_value("[name='profile.presentation']") == "Jeg er medlem af 3F."
    assert not judged(page)
    page.check("[name^='seen_']")
    page.click("form.section .buttons .button")
    assert not page.locator(".error-summary").count()
    with working_for(site.tenant):
        looking.look_through()
    page = site.visitor()
    site.be(page, ulla)
    assert not list(_faults(page, "/desk/flags/"))
    page.click(".list details summary")
    page.click("button[value='keep']")
    assert not page.locator("button[value='remove']").count()


def test_something_sensitive_is_told_without_a_barrier(visit):
    site = visit("jobconnection")
    with working_for(site.tenant):
        anna = make_user("Anna", "anna@brev.example")
        assert people.is_collected(anna.person, "profile.sensitive")
    page = site.visitor()
    site.be(page, anna)
    assert not list(_faults(page, "/my/sensitive/"))
    page.click("form.section .buttons .button")
    assert not judged(page)
