"""From the front page to being gone: whole lives, on the business's own terms."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import translation

from ordholden.accounts.models import SignIn
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.privacy.models import Consent, Erasure
from ordholden.tenants.scope import working_for
from ordholden.web.dates import long_date
from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser


def _in(site: Site, **later: int) -> date:
    return clock.today(site.tenant.policy.timezone) + relativedelta(**later)


@pytest.mark.clauses("JT-40", "JT-54", "AB-04", "AB-16", "AB-34")
@pytest.mark.parametrize(
    ("slug", "told", "gone"),
    [("jtworks", {"years": 2}, {"years": 2}), ("aktivbemanning", {}, {"months": 15})],
)
def test_somebody_comes_sees_when_everything_goes_and_is_gone(visit, slug, told, gone):
    site = visit(slug)
    page = site.visitor(locale=site.tenant.policy.locale)
    page.goto("/")
    page.locator(".hero a.button[href$='/join/']").click()
    page.wait_for_url("**/join/")
    assert {one["name"] for one in page.context.cookies()} <= {"csrf"}
    email = "svend.trappe@brev.example"
    site.register(page, "Svend Trappe", email)
    site.confirm(page, email)
    site.sign_in(page, email)

    page.goto("/my/data/")
    assert "Svend Trappe" in page.locator("main").inner_text()
    if told:
        with translation.override(site.tenant.policy.locale):
            assert long_date(_in(site, **told)) in page.locator("main").inner_text()

    # A second browser, and both are told of; then the first is signed out from there.
    other = site.visitor()
    site.sign_in(other, email)
    other.goto("/account/sign-ins/")
    assert other.locator("main tbody tr").count() == 2
    with other.expect_navigation():
        other.locator("main form button.button").first.click()
    page.goto("/my/data/")
    assert "/account/sign-in/" in page.url
    with working_for(site.tenant):
        assert SignIn.objects.open().count() == 1

    then = _in(site, **gone)
    site.turn_clock(other, then.isoformat())
    with translation.override(site.tenant.policy.locale):
        assert long_date(then) == other.locator("h1").inner_text()
    with working_for(site.tenant):
        assert not Person.objects.exists()
    assert other.locator("main tbody tr").count() > 0
    site.sign_in(page, email)
    assert "/account/sign-in/" in page.url


def test_who_never_opens_the_letter_is_forgotten(visit):
    site = visit("jtworks")
    page = site.visitor()
    site.register(page, "Nora Nølende", "nora@brev.example")
    site.turn_clock(page, _in(site, days=13).isoformat())
    with working_for(site.tenant):
        assert Person.objects.count() == 1
    page.goto("/demo/clock/")
    page.click("button[value=day]")
    with working_for(site.tenant):
        assert not Person.objects.exists()


@pytest.mark.clauses("JT-52", "JT-54")
def test_a_profile_is_deleted_and_the_receipt_verified(visit):
    site = visit("jtworks")
    page = site.visitor()
    email = "gerda@brev.example"
    site.register(page, "Gerda Surdej", email)
    site.confirm(page, email)
    site.sign_in(page, email)
    page.goto("/my/data/deletion/")
    page.click("button.danger")
    code = page.locator("#code").inner_text()
    with working_for(site.tenant):
        assert not Person.objects.exists()
        assert Erasure.objects.count() == 1
    page.goto("/notice/receipt/")
    page.fill("[name=code]", code)
    page.click("main form button.button")
    assert page.locator("main table tbody tr").count() > 0
    page.fill("[name=code]", "not-the-code")
    page.click("main form button.button")
    assert page.locator("main table").count() == 0


@pytest.mark.clauses("WW-77", "WW-105")
def test_mails_are_asked_for_confirmed_and_stopped_by_a_link(visit):
    site = visit("workwithus")
    page = site.visitor()
    email = "tobias@brev.example"
    for _ in range(2):  # the second time one is told: you get them already, here is how to stop
        page.goto("/mail/")
        page.fill("[name='mailing.email']", email)
        for box in page.locator("main form [type=checkbox]").all():
            box.check()
        page.locator("main form button.button").last.click()
        site.mail(page, email)
        if page.locator(".mail-text a[href*='/mail/confirm/']").count():
            site.follow(page, "/mail/confirm/")
            page.locator("main form button.button").first.click()
            with working_for(site.tenant):
                assert Consent.objects.standing().filter(address=email).exists()
    given = _standing(site, email)
    site.follow(page, "/mail/stop/")
    page.locator("main form button.button").first.click()
    assert _standing(site, email) < given


def _standing(site: Site, email: str) -> int:
    with working_for(site.tenant):
        return Consent.objects.standing().filter(address=email).count()


@pytest.mark.clauses("AB-30", "AB-31")
def test_taking_the_one_consent_back_deletes_the_profile(visit):
    site = visit("aktivbemanning")
    page = site.visitor()
    email = "marit@brev.example"
    site.register(page, "Marit Motvind", email)
    site.confirm(page, email)
    site.sign_in(page, email, "/my/consents/")
    page.locator("main form button.button").first.click()
    with working_for(site.tenant):
        assert not Person.objects.exists()
