"""What somebody types in an application is kept while they type, without a click."""

import pytest

from ordholden.accounts.tests.make import make_staff, make_user
from ordholden.applications.models import Answer
from ordholden.jobs.tests.make import make_ad
from ordholden.tenants.scope import working_for

pytestmark = pytest.mark.browser


def test_a_closed_window_loses_nothing(visit):
    site = visit("jtworks")
    with working_for(site.tenant):
        ad, anna = make_ad(by=make_staff("Ulla")), make_user("Anna", "anna@brev.example")
    page = site.visitor(locale="en")
    site.be(page, anna)
    page.goto(f"/jobs/{ad.pk}/apply/")
    page.locator("[name='application.letter']").press_sequentially("I drive cranes")
    page.locator("#saved time").wait_for()
    page.close()
    with working_for(site.tenant):
        assert Answer.objects.get().value == "I drive cranes"
