"""The same address at both businesses, each with its own password."""

from ordholden.accounts import actions
from ordholden.people import actions as people
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, PASSWORD, Two


def test_a_password_opens_its_own_account_alone(two: Two) -> None:
    _hers = two.liv
    with at_home(two.ours):
        made = people.register(name="Liv Hansen", email=LIV)
        actions.open_account(made, LIV, "en helt anden hest", confirmed=True)
    assert two.sign_in(two.theirs, LIV, PASSWORD).get("/my/").status_code == 200
    assert two.sign_in(two.ours, LIV, PASSWORD).get("/my/").status_code == 302
    assert two.sign_in(two.ours, LIV, "en helt anden hest").get("/my/").status_code == 200
    assert two.sign_in(two.theirs, LIV, "en helt anden hest").get("/my/").status_code == 302


def test_a_password_hash_moved_across_does_not_tell_that_it_is_the_same(two: Two) -> None:
    with at_home(two.ours):
        made = people.register(name="Liv Hansen", email=LIV)
        own = actions.open_account(made, LIV, PASSWORD, confirmed=True)
    assert own.password != two.account.password
