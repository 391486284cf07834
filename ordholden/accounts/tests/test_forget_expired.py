"""What runs out by itself is removed every hour, in each tenant by itself."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from ordholden.accounts import actions, emails
from ordholden.accounts.models import Invitation, Letter
from ordholden.accounts.tests.make import make_user
from ordholden.kit.clock import now
from ordholden.tenants.scope import working_for


def old_session() -> None:
    store = SessionStore()
    store.set_expiry(-60)
    store["nothing"] = "much"
    store.save()


def test_what_has_run_out_goes_and_what_has_not_stays(acme, borealis, turn_clock):
    with working_for(borealis):
        old_session()
    old_session()
    actions.invite("new@example.org", "branch", post=False)
    emails.already_registered(make_user())

    actions.forget_expired()
    assert not Session.objects.exists()
    assert Invitation.objects.exists()
    assert Letter.objects.exists()
    with working_for(borealis):
        assert Session.objects.count() == 1

    with turn_clock(now() + timedelta(days=8)):
        actions.forget_expired()
    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()
