"""Trying wrong passwords at home until one is stopped: are the neighbours' people stopped too?"""

from ordholden.accounts.models import Attempt
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, PASSWORD, Two, person


def test_counters_are_each_businesss_own(two: Two) -> None:
    _hers = two.liv
    with at_home(two.ours):
        person(LIV, "Liv Hansen")
    for _often in range(6):
        two.sign_in(two.ours, LIV, "wrong")
    assert two.sign_in(two.ours, LIV, PASSWORD).get("/my/").status_code == 302
    with at_home(two.theirs):
        assert not Attempt.objects.exists()
    assert two.sign_in(two.theirs, LIV, PASSWORD).get("/my/").status_code == 200
