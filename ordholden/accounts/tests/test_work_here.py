"""The tenant's own people: invited, given roles, and nothing without a second factor."""

import re
from datetime import timedelta
from importlib import import_module
from types import ModuleType
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from ordholden.accounts import access, actions, emails
from ordholden.accounts.models import Invitation, Membership, SignIn, User
from ordholden.accounts.tests.make import PASSWORD, make_staff, make_user
from ordholden.accounts.tests.test_sign_in import code_now
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.tenants.scope import working_for
from tests.harness.five import browser


@access.staff_required("recruiter", "privacy_officer")
def a_staff_page(request):
    return HttpResponse("people's data")


@access.staff_required()
def any_staff_page(request):
    return HttpResponse("people's data")


@pytest.fixture
def staff_pages(settings):
    ours = [path("desk/", a_staff_page), path("any-desk/", any_staff_page)]
    pages = ModuleType("pages")
    pages.urlpatterns = ours + import_module(settings.ROOT_URLCONF).urlpatterns
    settings.ROOT_URLCONF = pages


def link(invitation) -> str:
    return urlsplit(emails.invitation_url(invitation)).path


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["language"] = "en"


# ------------------------------------------------------------------ the door
def test_a_stranger_is_asked_to_sign_in(acme, browse, staff_pages):
    answer = browse(acme).get("/desk/")
    assert answer.status_code == 302
    assert answer.url.startswith("/account/sign-in/?next=")


def test_a_candidate_is_refused(acme, browse, staff_pages):
    assert browse(acme, make_user()).get("/desk/").status_code == 403
    assert browse(acme).get("/any-desk/").status_code == 403


def test_another_role_is_refused(acme, browse, staff_pages):
    browser = browse(acme, make_staff("Rita", "marketing"))
    assert browser.get("/desk/").status_code == 403
    assert browser.get("/any-desk/").status_code == 200


@pytest.mark.clauses("JT-57")
def test_without_a_second_factor_no_staff_page_opens(acme, browse, staff_pages):
    answer = browse(acme, make_staff("Rita", second_factor=False)).get("/desk/")
    assert answer.url == "/account/second-factor/?next=%2Fdesk%2F"
    assert b"people's data" not in browse(acme).get("/desk/", follow=True).content


def test_with_role_and_second_factor_it_opens(acme, browse, staff_pages):
    assert browse(acme, make_staff("Rita")).get("/desk/").status_code == 200


def test_a_role_that_has_ended_opens_nothing(acme, browse, staff_pages):
    rita = make_staff("Rita")
    actions.leave(Membership.objects.get())
    assert browse(acme, User.objects.get(pk=rita.pk)).get("/desk/").status_code == 403


def test_a_role_here_is_nothing_there(acme, borealis, browse, staff_pages):
    rita = make_staff("Rita")
    browser = browse(acme, rita)
    browser.defaults["HTTP_HOST"] = "borealis.localhost"
    assert browser.get("/desk/").status_code == 302


@pytest.mark.clauses("AB-21", "JC-75", "JT-57")
def test_a_session_from_before_the_second_factor_opens_nothing_after_it(
    acme, staff_pages, run_tasks
):
    make_staff("Rita", second_factor=False)
    me, thief = browser("acme"), browser("acme")
    for one in (me, thief):
        one.post("/account/sign-in/", {"login": "rita@example.org", "password": PASSWORD})
    assert thief.get("/desk/").url.startswith("/account/second-factor/")
    me.post("/account/again/password/?next=/", {"password": PASSWORD})
    page = me.get("/account/factors/app/add/").content.decode()
    secret = re.search(r'<code id="secret">(\w+)</code>', page)[1]
    with run_tasks():
        me.post("/account/factors/app/add/", {"code": code_now(secret)})
    assert me.get("/desk/").status_code == 200
    assert thief.get("/desk/").url.startswith("/account/sign-in/")


def test_staff_keep_their_last_second_factor(acme, browse):
    from allauth.mfa.models import Authenticator

    from ordholden.accounts.adapters import SecondFactors

    make_staff("Rita")
    assert not SecondFactors().can_delete_authenticator(Authenticator.objects.get())


# ------------------------------------------------------------------ invitations
@pytest.fixture
def invitation(acme):
    return actions.invite("New@Example.org", "recruiter", post=False)


def test_a_link_that_was_tampered_with_opens_nothing(acme, browse, invitation):
    assert browse(acme).get(link(invitation)[:-3] + "xx/").status_code == 404


def test_an_old_link_opens_nothing(acme, browse, invitation, turn_clock):
    with turn_clock(now() + timedelta(days=8)):
        assert browse(acme).get(link(invitation)).status_code == 404
        with pytest.raises(NotPossible):
            actions.accept(invitation, name="Ny", password=PASSWORD)


def test_a_link_of_one_tenant_opens_nothing_at_another(acme, borealis, browse, invitation):
    assert browse(borealis).get(link(invitation)).status_code == 404


def test_a_weak_password_is_refused_and_the_link_stays_open(acme, browse, invitation):
    browser = browse(acme)
    answer = browser.post(link(invitation), {"name": "Ny Medarbejder", "password": "password12"})
    assert answer.status_code == 422
    assert "Ny Medarbejder" in answer.content.decode()
    assert Invitation.objects.exists()


def test_accepting_makes_a_colleague_who_must_add_a_second_factor(acme, browse, invitation):
    browser = browse(acme)
    page = browser.get(link(invitation)).content.decode()
    assert "new@example.org" in page
    assert not User.objects.exists()  # looking changes nothing
    answer = browser.post(link(invitation), {"name": "Ny Medarbejder", "password": PASSWORD})
    assert answer.url == "/account/second-factor/"
    user = User.objects.get()
    assert access.roles_of(user) == {"recruiter"}
    assert (user.person.state, user.person.kinds) == ("active", ["staff"])
    assert SignIn.objects.get().method == "password"
    assert browser.get("/account/factors/app/add/").status_code == 200
    assert Client(HTTP_HOST="acme.localhost").get(link(invitation)).status_code == 404


def test_who_has_an_account_signs_in_to_accept(acme, browse):
    user = make_user("Carla")
    open_one = actions.invite(user.email, "branch", post=False)
    stranger = browse(acme).get(link(open_one)).content.decode()
    assert "There is an account" in stranger
    assert browse(acme).post(link(open_one), {"name": "X", "password": PASSWORD}).status_code == 200
    assert not Membership.objects.exists()
    assert browse(acme, user).post(link(open_one)).status_code == 303
    assert access.roles_of(User.objects.get()) == {"branch"}


@pytest.mark.clauses("AB-21", "JC-75", "JI-72", "JT-57", "WW-54")
def test_only_administrators_invite(acme, browse, run_tasks):
    rita, adam = make_staff("Rita"), make_staff("Adam", "administrator")
    new = {"email": "new@example.org", "role": "payroll"}
    assert browse(acme, rita).post("/account/staff/", new).status_code == 403
    assert not Invitation.objects.exists()
    with run_tasks():
        assert browse(acme, adam).post("/account/staff/", new).status_code == 303
    assert mail.outbox[-1].to == ["new@example.org"]
    assert link(Invitation.objects.get()) in mail.outbox[-1].body
    page = browse(acme).get("/account/staff/").content.decode()
    assert "new@example.org" in page


def test_the_last_administrator_stays_and_nobody_dismisses_themself(acme, browse):
    adam = make_staff("Adam", "administrator")
    own = Membership.objects.get()
    with pytest.raises(NotPossible):
        actions.leave(own)
    assert browse(acme, adam).post(f"/account/staff/{own.pk}/").status_code == 409
    rita = make_staff("Rita")
    theirs = Membership.objects.get(user=rita)
    assert browse(acme).post(f"/account/staff/{theirs.pk}/").status_code == 303
    assert access.roles_of(User.objects.get(pk=rita.pk)) == frozenset()


def test_another_tenants_membership_does_not_exist(acme, borealis, browse):
    with working_for(borealis):
        make_staff("Stefan", "administrator")
        theirs = Membership.objects.get()
    adam = make_staff("Adam", "administrator")
    assert browse(acme, adam).post(f"/account/staff/{theirs.pk}/").status_code == 404


def test_the_command_prints_a_link(acme, capsys):
    import argparse

    from ordholden.accounts import commands

    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    words = ["staff", "invite", "--email", "boss@example.org", "--tenant"]
    given = parser.parse_args([*words, "acme", "--role", "administrator"])
    assert given.run(given) == 0
    assert capsys.readouterr().out.strip() == emails.invitation_url(Invitation.objects.get())
    given = parser.parse_args([*words, "nobody"])
    assert given.run(given) == 1
    assert "nobody" in capsys.readouterr().err
