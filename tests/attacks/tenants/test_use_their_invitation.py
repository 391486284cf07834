"""An invitation to work for one business is taken to the other."""

from ordholden.accounts import actions, emails
from ordholden.accounts.models import Membership, User
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, key_in

NEW = {"name": "Mona Ny", "password": "korrekt hest batteri"}


def test_it_makes_nobody_a_colleague_elsewhere(two: Two) -> None:
    with at_home(two.theirs):
        invited = actions.invite("mona@example.org", "administrator", post=False)
        token = key_in(emails.invitation_url(invited))
    path = f"/account/invitation/{token}/"
    before = two.browse(two.ours)
    assert before.get(path).status_code == 404
    assert before.post(path, NEW).status_code == 404
    with at_home(two.ours):
        assert not User.objects.exists()
    # Somebody signed in at the attackers' under the very address that was invited.
    with at_home(two.ours):
        mona = actions.accept(actions.invite("mona@example.org", "branch", post=False), **NEW)
    assert two.browse(two.ours, mona).post(path).status_code == 404
    with at_home(two.ours):
        assert list(Membership.objects.values_list("role", flat=True)) == ["branch"]
    there = two.browse(two.theirs)
    assert there.get(path).status_code == 200
    assert there.post(path, NEW).status_code == 302
    with at_home(two.theirs):
        assert Membership.objects.get().role == "administrator"
