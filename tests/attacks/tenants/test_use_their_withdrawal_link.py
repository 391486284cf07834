"""The signed link that takes a consent back, opened on the other site."""

from ordholden.privacy.models import Consent
from ordholden.privacy.views.mine import withdrawal_token
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two


def test_a_consent_is_withdrawn_on_the_site_that_has_it(two: Two) -> None:
    path = f"/withdrawal/{withdrawal_token(two.consent)}/"
    here = two.browse(two.ours)
    with two.untouched():
        assert here.get(path).status_code == 404
        assert here.post(path).status_code == 404
    assert two.browse(two.theirs).post(path).status_code == 200
    with at_home(two.theirs):
        assert Consent.objects.get(pk=two.consent.pk).state == Consent.State.WITHDRAWN
