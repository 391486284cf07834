"""A ciphertext of theirs put into a row of one's own."""

import pytest

from ordholden.kit import crypto
from ordholden.kit.models import TenantKey
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import NUMBER, Two


def test_it_opens_in_its_own_place_alone(two: Two) -> None:
    place = {"table": "people_detail", "row": two.number.pk, "field": "value"}
    with at_home(two.theirs):
        sealed = crypto.seal(NUMBER, **place)
        assert crypto.unseal(sealed, **place) == NUMBER
    with at_home(two.ours), pytest.raises(crypto.Sealed):
        crypto.unseal(sealed, **place)


def test_their_key_is_not_ours_to_use(two: Two) -> None:
    with at_home(two.theirs):
        sealed = crypto.seal(NUMBER, table="x", row=two.liv.pk, field="y")
        theirs = bytes(TenantKey.objects.get().wrapped)
    with at_home(two.ours):
        crypto.keys()
        assert TenantKey.objects.count() == 1
        TenantKey.objects.update(wrapped=theirs)  # wrapped for another business
        with pytest.raises(crypto.Sealed):
            crypto.unseal(sealed, table="x", row=two.liv.pk, field="y")
