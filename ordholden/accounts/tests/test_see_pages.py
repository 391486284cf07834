"""Every page of an account is shown, for strangers, people and staff, with nothing undefined."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail

from ordholden.accounts import actions
from ordholden.accounts.tests.make import PASSWORD, make_staff, make_user
from ordholden.people import actions as people
from ordholden.people.models import Person

ENTRANCE = ["sign-in", "sign-in/code", "password/reset", "password/reset/sent", "closed"]
ENTRANCE += ["address/sent", "password/reset/done"]
OWN = ["", "sign-ins/", "address/", "password/change/", "factors/", "factors/passkeys/"]
OWN += ["sign-out/", "second-factor/"]
BEFORE_THEM_AGAIN = ["factors/app/add/", "factors/passkeys/add/", "factors/codes/make/"]


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["language"] = "en"


@pytest.mark.parametrize("place", ENTRANCE)
def test_strangers_see_the_entrance(acme, browse, place):
    page = browse(acme).get(f"/account/{place}/")
    assert page.status_code == 200
    assert_calm(page)


@pytest.mark.parametrize("place", OWN)
def test_people_see_their_account_and_strangers_do_not(acme, browse, place):
    user = make_user()
    if place != "sign-out/":
        assert browse(acme).get(f"/account/{place}").status_code == 302
    page = browse(acme, user).get(f"/account/{place}")
    assert page.status_code == 200
    assert_calm(page)


@pytest.mark.parametrize("place", BEFORE_THEM_AGAIN)
def test_what_decides_who_can_sign_in_is_asked_for_once_more(acme, browse, place):
    browser = browse(acme, make_user())
    if place == "factors/codes/make/":
        from ordholden.accounts.tests.make import add_app

        add_app(actions.account_of("carla@example.org"))
    again = browser.get(f"/account/{place}")
    assert again.url.startswith("/account/again/password/")
    asked = browser.get(again.url)
    assert_calm(asked)
    back = browser.post(again.url, {"password": PASSWORD})
    page = browser.get(back.url)
    assert page.status_code == 200
    assert_calm(page)


def test_an_app_is_added_and_gives_recovery_codes_once(acme, browse, run_tasks):
    from ordholden.accounts.tests.test_sign_in import code_now

    browser = browse(acme, make_user())
    browser.post("/account/again/password/?next=/", {"password": PASSWORD})
    page = browser.get("/account/factors/app/add/").content.decode()
    secret = re.search(r'<code id="secret">(\w+)</code>', page)[1]
    with run_tasks():
        answer = browser.post("/account/factors/app/add/", {"code": code_now(secret)})
    assert answer.url == "/account/factors/codes/"
    first = browser.get("/account/factors/codes/")
    assert first.content.decode().count("<li>") >= 10
    assert_calm(first)
    again = browser.get("/account/factors/codes/").content.decode()
    assert "cannot be shown again" in again
    assert "An authenticator app was added." in mail.outbox[0].body
    removing = browser.get("/account/factors/app/remove/")
    assert removing.status_code == 200
    assert_calm(removing)
    browser.post("/account/factors/app/remove/")
    assert not Authenticator.objects.exists()


def test_a_change_is_told_although_the_request_has_committed(transactional_db, client):
    from ordholden.accounts.models import Letter
    from ordholden.accounts.tests.test_sign_in import code_now
    from ordholden.tenants.scope import working_for
    from tests.harness import world

    tenant = world.tenant("acme")
    with working_for(tenant):
        make_user()
    client.defaults["HTTP_HOST"] = "acme.localhost"
    client.post("/account/sign-in/", {"login": "carla@example.org", "password": PASSWORD})
    client.post("/account/again/password/?next=/", {"password": PASSWORD})
    page = client.get("/account/factors/app/add/").content.decode()
    secret = re.search(r'<code id="secret">(\w+)</code>', page)[1]
    answer = client.post("/account/factors/app/add/", {"code": code_now(secret)})
    assert answer.url == "/account/factors/codes/"
    with working_for(tenant):
        assert Letter.objects.filter(template="changed").exists()


def test_staff_page(acme, browse):
    page = browse(acme, make_staff("Adam", "administrator")).get("/account/staff/")
    assert page.status_code == 200
    assert_calm(page)


# ------------------------------------------------------------------ addresses and passwords
def letter_link() -> str:
    return re.search(r"http://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def test_an_address_is_confirmed_by_a_button_and_not_by_looking(acme, browse, run_tasks):
    person = people.register(name="Nina", email="nina@example.org", locale="en")
    with run_tasks():
        actions.open_account(person, "nina@example.org", PASSWORD)
    browser, address = browse(acme), letter_link()
    page = browser.get(address)
    assert page.status_code == 200
    assert_calm(page)
    assert not EmailAddress.objects.get().verified
    assert Person.objects.get().state == "pending"
    assert browser.post(address).url == "/account/sign-in/"
    assert EmailAddress.objects.get().verified
    assert Person.objects.get().state == "active"
    assert "does not work any more" in browser.get(address[:-2] + "x/").content.decode()


def test_a_new_address_counts_when_its_owner_says_yes(acme, browse, run_tasks):
    browser = browse(acme, make_user())
    with run_tasks():
        browser.post("/account/address/", {"email": "new@example.org", "action_add": "1"})
    assert Person.objects.get().email == "carla@example.org"
    assert "new@example.org" in browser.get("/account/address/").content.decode()
    with run_tasks():
        browser.post(letter_link())
    assert Person.objects.get().email == "new@example.org"
    assert actions.account_of("new@example.org")
    assert EmailAddress.objects.count() == 1


def test_a_forgotten_password_is_set_anew_from_a_letter(acme, browse, run_tasks):
    make_user()
    browser = browse(acme)
    with run_tasks():
        browser.post("/account/password/reset/", {"email": "carla@example.org"})
    page = browser.get(letter_link(), follow=True)
    assert_calm(page)
    new = "a wholly new battery"
    place = page.redirect_chain[-1][0]
    weak = browser.post(place, {"password1": "short", "password2": "short"})
    assert weak.status_code == 422
    done = browser.post(place, {"password1": new, "password2": new})
    assert done.url == "/account/password/reset/done/"
    answer = browser.post("/account/sign-in/", {"login": "carla@example.org", "password": new})
    assert answer.status_code == 302
    assert (
        b"does not work any more"
        in browse(acme).get("/account/password/reset/1-abc/", follow=True).content
    )


def test_without_a_password_one_can_be_set(acme, browse):
    browser = browse(acme, make_user(password=None))
    assert browser.get("/account/password/change/").url == "/account/password/set/"
    page = browser.get("/account/password/set/")
    assert page.status_code == 200
    assert_calm(page)


def test_an_address_that_is_taken_is_not_taken_twice(acme, run_tasks):
    user = make_user()
    other = people.register(name="Other")
    with pytest.raises(actions.AddressTaken):
        actions.open_account(other, "Carla@Example.org")
    with run_tasks():
        from ordholden.accounts import emails

        emails.already_registered(user)
    assert "already" in mail.outbox[-1].subject


def assert_calm(page) -> None:
    """One heading, nothing inline, nothing from elsewhere, nobody's key shown as a name."""
    html = page.content.decode()
    assert len(re.findall(r"<h1", html)) == 1
    assert " style=" not in html
    assert not re.findall(r"<script(?![^>]*\bsrc=)", html)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html.replace("http://www.w3.org", ""))
