"""How passwords are stored: the tests' own way is a fast one, so the real one is tried here."""

import pytest

from config import settings as real
from ordholden.accounts.models import User
from ordholden.accounts.tests.make import PASSWORD, make_user
from ordholden.tenants.scope import working_for


@pytest.fixture
def carla(acme) -> User:
    return make_user()


def test_what_signs_in_is_stored_as_argon2_from_then_on(acme, browse, carla, settings):
    settings.PASSWORD_HASHERS = [*real.PASSWORD_HASHERS, *settings.PASSWORD_HASHERS]
    with working_for(acme):
        assert not User.objects.get(pk=carla.pk).password.startswith("argon2")
    answer = browse(acme).post("/account/sign-in/", {"login": carla.email, "password": PASSWORD})
    assert answer.status_code == 302
    with working_for(acme):
        assert User.objects.get(pk=carla.pk).password.startswith("argon2$argon2id$")
