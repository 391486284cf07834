"""The desk: each of the tenant's own people finds what their role can do, and no dead end."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from ordholden.accounts.models import Membership
from ordholden.accounts.tests.make import PASSWORD, add_app, make_staff, make_user
from ordholden.home.demo.businesses import BUSINESSES
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, opened

SIGN_IN = "/account/sign-in/"
pytestmark = [pytest.mark.django_db]


def test_the_desk_is_for_those_who_work_here(acme, browse):
    assert browse(acme).get("/desk/").status_code == 302
    assert browse(acme, make_user()).get("/desk/").status_code == 403


@pytest.mark.parametrize("role", Membership.Role.values)
def test_every_role_has_a_desk_on_which_no_link_leads_nowhere(acme, browse, role):
    client = browse(acme, make_staff("Rita", role))
    page = client.get("/desk/").content.decode()
    assert 'class="tile' in page
    desk = page[page.index('class="wrap desk"') : page.index("</main>")]
    addresses = set(re.findall(r'<a [^>]*href="(/[^"#]*)', desk))
    assert {"/notice/", "/desk/"} <= addresses
    for address in sorted(addresses):
        assert client.get(address).status_code == 200, address


@pytest.mark.clauses("JT-57")
@pytest.mark.parametrize("slug", [one.slug for one in BUSINESSES])
def test_the_desk_says_what_the_notice_lets_a_role_see_and_nothing_else(slug):
    tenant = opened(slug)
    with at_home(tenant):
        client = browser(slug)
        client.force_login(make_staff("Mai", "marketing"))
    page = client.get("/desk/").content.decode()
    own = [one for one in tenant.policy.document.see if one.role == "marketing"]
    others = {key for one in tenant.policy.document.see for key in one.purposes}
    mine = {key for one in own for key in one.purposes}
    for key in mine | others:
        told = tenant.policy.document.purpose[key].text["en"]
        assert (f"<li>{told}</li>" in page) is (key in mine), key


def test_after_signing_in_one_is_at_work_or_at_home(acme, browse):
    secret = add_app(make_staff("Rita", "auditor", second_factor=False))
    make_user()
    client = browse(acme)
    answer = client.post(SIGN_IN, {"login": "carla@example.org", "password": PASSWORD})
    assert answer["Location"] == "/my/"
    client.post("/account/sign-out/")
    client.post(SIGN_IN, {"login": "rita@example.org", "password": PASSWORD})
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post("/account/sign-in/second-step/", {"code": code})["Location"] == "/desk/"
