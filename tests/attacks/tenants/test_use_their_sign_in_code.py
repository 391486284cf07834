"""A code to sign in with, sent by one business and typed at the other, under the same address."""

import re

from django.core import mail

from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, Two, person


def code() -> str:
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", mail.outbox[-1].body, re.M)
    assert found, mail.outbox[-1].body
    return found.group(1)


def test_a_code_counts_where_it_was_asked_for(two: Two, tasks: object) -> None:
    _hers = two.liv
    with at_home(two.ours):
        person(LIV, "Liv Hansen")
    here, there = two.browse(two.ours), two.browse(two.theirs)
    for client in (here, there):
        with tasks():  # type: ignore[operator]
            client.post("/account/sign-in/code/", {"email": LIV})
    theirs = code()
    here.post("/account/sign-in/code/confirm/", {"code": theirs})
    assert here.get("/my/").status_code == 302
    there.post("/account/sign-in/code/confirm/", {"code": theirs})
    assert there.get("/my/").status_code == 200
