"""Somebody looks for a job in a browser, with JavaScript and without; no page has a barrier."""

import pytest

from ordholden.accounts import actions as accounts
from ordholden.accounts.tests.make import make_staff
from ordholden.jobs import actions
from ordholden.jobs.models import EmbeddingSite
from ordholden.jobs.tests.make import make_ad
from ordholden.tenants.scope import working_for
from tests.journeys.test_look import _faults

pytestmark = pytest.mark.browser
PUBLIC = ("/jobs/", "/jobs/?q=murer&place=7800&time=full", "/jobs/?q=ingen&place=x", "/jobs/{ad}/")
STAFF = (
    *("/desk/ads/", "/desk/ads/new/", "/desk/ads/{ad}/", "/desk/ads/import/"),
    "/desk/ads/embedding/",
)
BOTH = (("light",), ("dark",))


def test_what_is_typed_and_ticked_narrows_the_list(visit):
    site = visit("jobconnection")
    with working_for(site.tenant):
        make_ad(title="Murersvend")
        make_ad(title="Kok", time="part")
    page = site.visitor()
    page.goto("/jobs/")
    page.get_by_label("Deltid").check()
    page.wait_for_url("**time=part**")
    page.get_by_role("heading", name="1 job", exact=True).wait_for()
    assert page.get_by_role("link", name="Kok", exact=True).is_visible()
    assert not page.get_by_role("link", name="Murersvend").is_visible()
    page.get_by_role("link", name="Deltid udelad").click()
    page.get_by_label("Hvad").press_sequentially("mur")
    page.wait_for_selector("datalist#titles option[value='Murersvend']", state="attached")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("link", name="Murersvend").click()
    page.get_by_role("button", name="Vis, hvem jeg kan ringe til").click()
    assert page.get_by_text("Ib Fugmann").is_visible()
    assert page.context.cookies() == []


def test_no_page_of_ads_has_a_barrier(visit):
    site = visit("jobconnection")
    with working_for(site.tenant):
        user = make_staff("Rita", "administrator")
        accounts.join(user, "recruiter")
        ad, ended = make_ad(by=user), make_ad(title="Kok")
        actions.end(ended, by=user)
        EmbeddingSite.objects.create(origin="https://www.example.dk")
    page = site.visitor()
    found = []
    for address in (*PUBLIC, f"/jobs/{ended.pk}/", "/jobs/embedded/"):
        found += _faults(page, address.format(ad=ad.pk), BOTH)
    site.be(page, user)
    for address in STAFF:
        found += _faults(page, address.format(ad=ad.pk), BOTH)
        assert page.url.endswith(address.format(ad=ad.pk)), "the page is not shown"
    assert not found, "\n".join(found)
