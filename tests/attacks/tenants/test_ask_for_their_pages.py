"""Somebody with every role asks on their own site for the neighbours' rows, by every address."""

import pytest

from ordholden.accounts.models import Membership
from tests.attacks.tenants.conftest import ID, Two, looks, told, unknown
from tests.attacks.tenants.targets import path_of, paths

ROLES = Membership.Role.values


def test_their_rows_are_as_unknown_as_rows_that_never_were(two: Two) -> None:
    here = two.at(two.ours, *ROLES)
    for name, path in paths(two).items():
        answer = here.get(path)
        assert not told(answer), name
        assert answer.status_code in (404, 405), name
        if answer.status_code == 404:
            never = here.get(ID.sub(str(unknown()), path))
            assert looks(answer) == looks(never), name


@pytest.mark.parametrize("name", ["person", "demo_message"])
def test_the_same_address_opens_to_their_own_people(two: Two, name: str) -> None:
    answer = two.at(two.theirs, *ROLES).get(path_of(two, name))
    assert answer.status_code == 200
    assert told(answer)
