"""The links that begin and stop mails, opened on the other site."""

from ordholden.mailings import actions
from ordholden.privacy.models import Consent
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, key_in

WISH = actions.Wish("per@example.org", ("marketing",), "da")


def test_a_wish_sealed_by_one_business_is_unreadable_to_the_other(two: Two) -> None:
    with at_home(two.theirs):
        path = f"/mail/confirm/{actions.seal(WISH)}/"
    here = two.browse(two.ours)
    assert here.get(path).status_code == 404
    assert here.post(path).status_code == 404
    assert two.browse(two.theirs).post(path).status_code == 200
    with at_home(two.ours):
        assert not Consent.objects.exists()
    with at_home(two.theirs):
        assert Consent.objects.get().address == "per@example.org"


def test_mails_are_stopped_on_the_site_that_sends_them(two: Two) -> None:
    with at_home(two.theirs):
        (row,) = actions.confirm(WISH)
        path = f"/mail/stop/{key_in(actions.stop_url('newsletter', row))}/"
    here = two.browse(two.ours)
    one_click = {"List-Unsubscribe": "One-Click"}
    with two.untouched():
        assert here.get(path).status_code == 200
        assert here.post(path, one_click).status_code == 200
    with at_home(two.theirs):
        assert actions.is_running("newsletter", row)
    two.browse(two.theirs).post(path, one_click)
    with at_home(two.theirs):
        row.refresh_from_db()
        assert not actions.is_running("newsletter", row)
