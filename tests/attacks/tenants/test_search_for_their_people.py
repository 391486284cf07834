"""Looking for the neighbours' people by name, in lists, counts and further pages."""

from ordholden.accounts.models import Membership
from tests.attacks.tenants.conftest import Two, told

LISTS = ("/people/", "/privacy/not-in-use/", "/privacy/holds/", "/privacy/limits/",
         "/privacy/reviews/", "/privacy/readings/", "/account/staff/", "/desk/", "/demo/mailbox/",
         "/demo/")  # fmt: skip


def sought(client: object, word: str) -> object:
    client.post("/people/", {"purpose": "placement", "q": word})  # type: ignore[attr-defined]
    return client.get("/people/?purpose=placement")  # type: ignore[attr-defined]


def test_no_list_of_ours_has_anybody_of_theirs(two: Two) -> None:
    _everything = (two.number, two.hold, two.limit, two.consent)
    here = two.at(two.ours, *Membership.Role.values)
    for word in ("liv", "%", "' OR 1=1 --", ""):
        assert not told(sought(here, word)), word
    for path in LISTS:
        assert not told(here.get(f"{path}?purpose=placement&state=restricted")), path


def test_their_own_recruiter_finds_her(two: Two) -> None:
    _liv = two.liv
    assert "Liv Berg" in told(sought(two.at(two.theirs, "recruiter"), "liv"))
