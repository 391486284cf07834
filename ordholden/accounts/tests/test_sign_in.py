"""Signing in by every way there is, and what of it the person sees (AB-04, AB-16, S-45)."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.db import connection
from django.test import Client

from ordholden.accounts import actions, throttle
from ordholden.accounts.models import Attempt, Letter, SignIn, User
from ordholden.accounts.tests.make import PASSWORD, add_app, make_user
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.tenants.scope import working_for

SIGN_IN = "/account/sign-in/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Version/18 Safari/604"


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["language"] = "en"


@pytest.fixture
def carla(acme) -> User:
    return make_user()


def sign_in(browser, email="carla@example.org", password=PASSWORD, **more):
    return browser.post(SIGN_IN, {"login": email, "password": password}, **more)


def new_browser(tenant) -> Client:
    browser = Client(HTTP_HOST=f"{tenant.slug}.localhost")
    browser.cookies["language"] = "en"
    return browser


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


# ------------------------------------------------------------------ refusals
def test_a_wrong_password_opens_nothing(acme, browse, carla):
    answer = sign_in(browse(acme), password="wrong")
    assert answer.status_code == 422
    assert "do not belong together" in answer.content.decode()
    assert not SignIn.objects.exists()


def test_an_unknown_address_is_told_the_same(acme, browse, carla):
    known = sign_in(browse(acme), password="wrong").content.decode()
    unknown = sign_in(browse(acme), "nobody@example.org", "wrong").content.decode()

    def told(page):
        return re.sub(r'value="[^"]*"|csrf\S+', "", page)

    assert told(known) == told(unknown)


def test_the_librarys_own_sign_up_does_not_exist(acme, browse):
    answer = browse(acme).post(
        "/account/sign-up/", {"email": "new@example.org", "password1": PASSWORD}
    )
    assert answer.status_code == 405
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.clauses("JT-26", "WW-54")
def test_guessing_is_stopped_and_another_tenant_does_not_notice(acme, borealis, browse, carla):
    with working_for(borealis):
        make_user()
    for number in range(6):
        sign_in(browse(acme), password="wrong")
        sign_in(browse(acme), f"guess{number}@example.org", "wrong")
    answer = sign_in(browse(acme))
    assert "Too many tries" in answer.content.decode()
    assert sign_in(new_browser(borealis)).status_code == 302
    here = throttle.key("one place", "", 1)
    with working_for(borealis):
        assert throttle.key("one place", "", 1) != here
    keys = list(Attempt.objects.values_list("cache_key", "value"))
    assert keys
    assert not [word for row in keys for word in row if "127.0.0.1" in word or "carla" in word]


def test_many_tries_from_one_place_are_stopped_whatever_the_address(acme, browse):
    browser = browse(acme)
    for number in range(40):
        answer = sign_in(browser, f"guess{number}@example.org", "wrong")
    assert answer.status_code == 429 or "Too many tries" in answer.content.decode()


def test_who_is_being_erased_does_not_get_in(acme, browse, carla):
    people.begin_erasing(carla.person)
    assert sign_in(browse(acme)).url == "/account/closed/"
    assert not SignIn.objects.exists()


def test_an_address_that_was_not_confirmed_opens_nothing(acme, browse):
    person = people.register(name="Nina", email="nina@example.org")
    actions.open_account(person, "nina@example.org", PASSWORD)
    answer = sign_in(browse(acme), "nina@example.org")
    assert answer.url == "/account/address/sent/"
    assert not SignIn.objects.exists()


# ------------------------------------------------------------------ password
@pytest.mark.clauses("AB-04", "AB-16")
def test_signing_in_is_written_down_for_the_person(acme, browse, carla):
    answer = sign_in(browse(acme), HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.14")
    assert answer.status_code == 302
    row = SignIn.objects.get()
    assert (row.ip, row.device, row.method) == ("192.0.2.14", "Firefox, Linux", "password")
    page = browse(acme).get("/account/sign-ins/").content.decode()
    assert "192.0.2.14" in page
    assert "this device" in page


def test_signing_in_moves_the_clock_of_log_ins(acme, browse, carla):
    from datetime import UTC, datetime

    person = Person.objects.get(pk=carla.person_id)
    before = person.last_contact_at
    Person.objects.filter(pk=person.pk).update(last_login_at=datetime(2020, 1, 1, tzinfo=UTC))
    sign_in(browse(acme))
    person.refresh_from_db()
    assert person.last_login_at >= before
    assert person.last_contact_at == before


@pytest.mark.clauses("AB-16")
def test_two_places_are_both_seen_and_one_is_signed_out_from_the_other(acme, carla):
    here, there = new_browser(acme), new_browser(acme)
    sign_in(here, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.14")
    sign_in(there, HTTP_USER_AGENT=IPHONE, REMOTE_ADDR="198.51.100.7")
    page = here.get("/account/sign-ins/").content.decode()
    assert "192.0.2.14" in page
    assert "198.51.100.7" in page
    assert "Safari, iPhone" in page

    other = SignIn.objects.get(ip="198.51.100.7")
    assert here.post(f"/account/sign-ins/{other.pk}/").status_code == 303
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    other.refresh_from_db()
    assert other.ended_at is not None


def test_signing_out_everywhere_else_leaves_this_one(acme, carla):
    here, there = new_browser(acme), new_browser(acme)
    sign_in(there)
    sign_in(here)
    here.post("/account/sign-ins/elsewhere/")
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_a_password_changed_elsewhere_can_still_be_signed_out_from_here(acme, carla):
    here, there = new_browser(acme), new_browser(acme)
    sign_in(there)
    row = SignIn.objects.get()
    new = "other horse battery"
    there.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert there.get("/account/").status_code == 200
    sign_in(here, password=new)
    here.post(f"/account/sign-ins/{row.pk}/")
    assert there.get("/account/").status_code == 302


def test_somebody_elses_sign_in_does_not_exist(acme, carla):
    mine, theirs = new_browser(acme), new_browser(acme)
    make_user("Dora", "dora@example.org")
    sign_in(theirs, "dora@example.org")
    sign_in(mine)
    row = SignIn.objects.get(person__name="Dora")
    assert mine.post(f"/account/sign-ins/{row.pk}/").status_code == 404
    assert theirs.get("/account/").status_code == 200


def test_signing_out_ends_the_row_too(acme, browse, carla):
    sign_in(browse(acme))
    browse(acme).post("/account/sign-out/")
    assert SignIn.objects.get().ended_at is not None


# ------------------------------------------------------------------ code by mail
def code_in_mail() -> str:
    return re.search(r"^([A-Z0-9-]{6,})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]


def test_a_code_by_mail_signs_in_and_lies_nowhere_readable(acme, browse, carla, run_tasks):
    browser = browse(acme)
    with run_tasks():
        browser.post("/account/sign-in/code/", {"email": "carla@example.org"})
        letter = Letter.objects.get()
    code = code_in_mail()
    assert code.encode() not in bytes(letter.sealed)
    assert not Letter.objects.exists()
    assert browser.post("/account/sign-in/code/confirm/", {"code": "WRONG1"}).status_code == 422
    assert browser.post("/account/sign-in/code/confirm/", {"code": code}).status_code == 302
    assert SignIn.objects.get().method == "code"


def test_a_code_for_an_unknown_address_looks_the_same_and_stores_nobody(acme, browse, run_tasks):
    with run_tasks():
        answer = browse(acme).post("/account/sign-in/code/", {"email": "nobody@example.org"})
    assert answer.url == "/account/sign-in/code/confirm/"
    assert "no account" in mail.outbox[-1].subject
    assert not Person.objects.exists()


# ------------------------------------------------------------------ the second step
def test_with_an_app_the_password_alone_opens_nothing(acme, browse, carla):
    secret = add_app(carla)
    browser = browse(acme)
    assert sign_in(browser).url == "/account/sign-in/second-step/"
    assert browser.get("/account/").status_code == 302
    assert not SignIn.objects.exists()
    assert browser.post("/account/sign-in/second-step/", {"code": "000000"}).status_code == 422
    answer = browser.post("/account/sign-in/second-step/", {"code": code_now(secret)})
    assert answer.status_code == 302
    assert SignIn.objects.get().method == "password+totp"


def test_the_apps_secret_lies_sealed(acme, carla):
    secret = add_app(carla)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        (data,) = cursor.fetchone()
    assert secret not in data


# ------------------------------------------------------------------ two tenants
@pytest.mark.clauses("AB-17", "AB-21")
def test_the_same_address_at_two_tenants_is_two_people(acme, borealis):
    ole = make_user("Ole", "ole@example.org")
    with working_for(borealis):
        other = make_user("Ole", "ole@example.org", password="another horse battery")
    assert ole.person_id != other.person_id

    at_acme, at_borealis = new_browser(acme), new_browser(borealis)
    assert sign_in(at_acme, "ole@example.org").status_code == 302
    assert sign_in(at_borealis, "ole@example.org").status_code == 422
    assert sign_in(at_borealis, "ole@example.org", "another horse battery").status_code == 302
    assert SignIn.objects.count() == 1

    # The cookie of one is nothing at the other.
    at_borealis.cookies = at_acme.cookies
    assert at_borealis.get("/account/").status_code == 302

    actions.close_account(ole)
    with working_for(borealis):
        assert EmailAddress.objects.get().email == "ole@example.org"
        assert SignIn.objects.open().count() == 1
