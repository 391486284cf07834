"""A code of the authenticator app of one account, for the same address at the other business."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import IntegrityError, connection, transaction
from django.test import Client

from ordholden.accounts import actions
from ordholden.accounts.tests.make import PASSWORD, add_app, make_user
from ordholden.kit.crypto import Sealed
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two

ADA = "ada@example.org"


def hired(tenant: Tenant) -> str:
    """Ada works there; the secret of her app."""
    with at_home(tenant):
        user = make_user("Ada", ADA, kind="staff")
        actions.join(user, "recruiter")
        return add_app(user)


def number(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def in_two_steps(two: Two, tenant: Tenant, code: str) -> Client:
    client = two.sign_in(tenant, ADA, PASSWORD)
    client.post("/account/sign-in/second-step/", {"code": code})
    return client


def test_each_app_is_for_its_own_business(two: Two) -> None:
    here, there = hired(two.ours), hired(two.theirs)
    assert here != there
    assert in_two_steps(two, two.ours, number(there)).get("/desk/").status_code == 302
    assert in_two_steps(two, two.theirs, number(there)).get("/desk/").status_code == 200


def test_their_app_is_neither_moved_nor_read_here(two: Two) -> None:
    hired(two.ours)
    hired(two.theirs)
    with at_home(two.theirs):
        app: Any = Authenticator.objects.get()
    with at_home(two.ours):
        own: Any = Authenticator.objects.get()
        Authenticator(user_id=app.user_id, type="recovery_codes", data=app.data).save()
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.check_constraints()
        Authenticator.objects.filter(type="recovery_codes").delete()
        own.data = app.data  # what is sealed for one business does not open for the other
        own.save()
        with pytest.raises(Sealed):
            own.wrap().validate_code("123456")
