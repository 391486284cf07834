"""A browser that is signed in at one business sends its cookies to the other."""

from copy import deepcopy

from django.contrib.sessions.models import Session

from ordholden.accounts.models import Membership
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two

INSIDE = ("/my/", "/my/data/", "/desk/", "/people/", "/privacy/", "/account/", "/account/staff/")


def opened(answer_of: object, *paths: str) -> set[str]:
    return {path for path in paths if answer_of.get(path).status_code == 200}  # type: ignore[attr-defined]


def test_whoever_is_signed_in_there_is_nobody_here(two: Two) -> None:
    theirs = two.at(two.theirs, *Membership.Role.values)
    assert len(opened(theirs, *INSIDE)) >= 6
    stolen = two.browse(two.ours)
    stolen.cookies = deepcopy(theirs.cookies)
    for path in INSIDE:
        answer = stolen.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/account/sign-in/"), path


def test_a_session_made_here_opens_nothing_there_whatever_it_says(two: Two) -> None:
    """The attackers write into a session of their own that it is their officer's."""
    forged = two.browse(two.ours)
    with at_home(two.ours):
        session = forged.session
        session["_auth_user_id"] = str(two.boss.pk)
        session["_auth_user_backend"] = "ordholden.accounts.backends.OwnData"
        session["_auth_user_hash"] = two.boss.get_session_auth_hash()
        session.save()
        assert Session.objects.filter(pk=session.session_key).exists()
    crossed = two.browse(two.theirs)
    crossed.cookies = deepcopy(forged.cookies)
    for client in (forged, crossed):
        assert opened(client, *INSIDE) == set()
