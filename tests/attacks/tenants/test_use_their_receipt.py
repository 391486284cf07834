"""The code of a receipt, verified on the other site."""

from ordholden.privacy import actions
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, looks


def test_an_erasure_is_verified_where_it_was_done(two: Two) -> None:
    with at_home(two.theirs):
        code = actions.delete_profile(two.liv).code
    here, there = two.browse(two.ours), two.browse(two.theirs)
    refused = here.post("/notice/receipt/", {"code": code})
    assert refused.status_code == 422
    never = here.post("/notice/receipt/", {"code": "x" * len(code)})
    assert looks(refused, code) == looks(never, "x" * len(code))
    assert there.post("/notice/receipt/", {"code": code}).status_code == 200
