"""Who has the same national number? An index that were equal in both businesses would tell."""

from ordholden.kit import crypto
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import NUMBER, Two


def test_equal_values_are_equal_within_one_business_alone(two: Two) -> None:
    indexes = {}
    for tenant in (two.ours, two.theirs):
        with at_home(tenant):
            first, second = (crypto.blind_index(NUMBER, field="national_id") for _twice in range(2))
            assert first == second
            indexes[tenant.slug] = first
    assert len(set(indexes.values())) == 2


def test_a_sealed_value_is_never_twice_the_same(two: Two) -> None:
    place = {"table": "people_detail", "row": two.liv.pk, "field": "value"}
    with at_home(two.theirs):
        assert crypto.seal(NUMBER, **place) != crypto.seal(NUMBER, **place)
