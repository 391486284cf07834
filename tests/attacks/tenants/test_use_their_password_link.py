"""A link to set a new password, asked for at one business and opened at the other."""

from django.core import mail

from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, PASSWORD, Two, person
from tests.harness.five import link

NEW = {"password1": "helt ny hest her", "password2": "helt ny hest her"}


def test_it_changes_the_password_where_it_was_asked_for_alone(two: Two, tasks: object) -> None:
    _hers = two.liv
    with at_home(two.ours):  # the same address, another person
        person(LIV, "Liv Hansen")
    with tasks():  # type: ignore[operator]
        two.browse(two.theirs).post("/account/password/reset/", {"email": LIV})
    path = link(LIV, "/account/password/reset/")
    assert len(mail.outbox) == 1
    here = two.browse(two.ours)
    answer = here.get(path, follow=True)
    here.post(answer.request["PATH_INFO"], NEW)
    for tenant in (two.ours, two.theirs):
        assert signed_in(two.sign_in(tenant, LIV, PASSWORD)), tenant
        assert not signed_in(two.sign_in(tenant, LIV, NEW["password1"])), tenant
    there = two.browse(two.theirs)
    answer = there.get(path, follow=True)
    there.post(answer.request["PATH_INFO"], NEW)
    assert signed_in(two.sign_in(two.theirs, LIV, NEW["password1"]))
    assert not signed_in(two.sign_in(two.ours, LIV, NEW["password1"]))


def signed_in(client: object) -> bool:
    return client.get("/my/").status_code == 200  # type: ignore[attr-defined, no-any-return]
