"""Putting a CV in, showing who one is, and what a company then reads: no barrier on the way."""

import pytest

from ordholden.accounts.tests.make import make_user
from ordholden.companies.tests.make import make_company, make_seat
from ordholden.cvs.models import Part
from ordholden.sourcing.models import Visibility
from ordholden.tenants.scope import working_for
from tests.journeys.test_be_warned import judged

pytestmark = pytest.mark.browser


def test_a_cv_is_put_in_and_shown_and_hidden_again(visit):
    site = visit("jobindex")
    with working_for(site.tenant):
        anna, seat = make_user("Anna Holm", "anna@brev.example"), make_seat(make_company("Nordbyg"))
        for kind, text in (("experience", "Ring til Anna Holm."), ("skills", "")):
            Part.objects.create(
                person=anna.person, category=f"profile.{kind}", title="Bogholder", text=text
            )
    mine, theirs = site.visitor(), site.visitor()
    site.be(mine, anna)
    site.be(theirs, seat.user)
    mine.goto("/my/visibility/")
    mine.click("button[formaction$='/online/']")
    assert not judged(mine)
    with working_for(site.tenant):
        path = f"/company/cvs/{Visibility.objects.get().key}/"
    theirs.goto(path)
    assert "Anna" not in theirs.inner_text("main")
    assert not judged(theirs)
    mine.goto("/my/visibility/personal/")
    assert not judged(mine)
    mine.click("main form button")
    theirs.reload()
    assert "Anna Holm" in theirs.inner_text("main")
    mine.click("form[action$='/anonymous/'] button")
    theirs.reload()
    assert "Anna" not in theirs.inner_text("main")
    mine.goto("/my/viewed/")
    assert not judged(mine)
