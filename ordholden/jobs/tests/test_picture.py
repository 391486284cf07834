"""The picture beside a link to an ad: drawn from its words, and gone when the ad is."""

import io

import pytest
from PIL import Image

from ordholden.jobs import actions
from ordholden.jobs.tests.make import make_ad
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, opened
from tests.scenarios.doors import page

HOSTILE = '#import "/etc/passwd": *  #{ panic() } <script> 🏗️ مرحبا'


@pytest.fixture
def tenant(db: None) -> Tenant:
    return opened("jtworks")


@pytest.mark.parametrize("title", ["Kranfører", HOSTILE, "Æ" * 120])
def test_it_is_drawn_whatever_the_title_says(tenant: Tenant, title: str) -> None:
    with at_home(tenant):
        ad = make_ad(title=title)
    answer = browser("jtworks").get(f"/jobs/{ad.pk}/picture.png")
    assert answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert f"/jobs/{ad.pk}/picture.png" in page(browser("jtworks"), f"/jobs/{ad.pk}/")


@pytest.mark.clauses("WW-83")
def test_it_is_gone_when_the_ad_is(tenant: Tenant) -> None:
    with at_home(tenant):
        ad = make_ad()
    path = f"/jobs/{ad.pk}/picture.png"
    before = browser("jtworks").get(path).content
    with at_home(tenant):
        other = make_ad(title="Murer")
        actions.end(ad, by=None)
    assert browser("jtworks").get(path).status_code == 404
    assert browser("jtworks").get(f"/jobs/{other.pk}/picture.png").content != before
