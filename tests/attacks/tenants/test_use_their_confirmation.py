"""The link that confirms an address at one business is opened at the other."""

from allauth.account.models import EmailAddress

from ordholden.accounts import actions
from ordholden.people import actions as people
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, Two


def waiting(tenant: Tenant) -> str:
    """Somebody with this address who has not confirmed it; the path that would."""
    with at_home(tenant):
        made = people.register(name="Liv Berg", email=LIV)
        user = actions.open_account(made, LIV)
        url = actions.confirmation_url(EmailAddress.objects.get(user=user))
        return "/" + url.partition("://")[2].partition("/")[2]


def confirmed(tenant: Tenant) -> bool:
    with at_home(tenant):
        return EmailAddress.objects.get(email=LIV).verified


def test_an_address_is_confirmed_where_the_link_is_from(two: Two) -> None:
    here, there = waiting(two.ours), waiting(two.theirs)
    two.browse(two.ours).post(there)
    assert not confirmed(two.ours)
    assert not confirmed(two.theirs)
    two.browse(two.theirs).post(there)
    assert confirmed(two.theirs)
    assert not confirmed(two.ours)
    assert here != there
