"""Numbers that grow for everybody: from two of one's own one could count what others did."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, person

GROWING = """
SELECT t.relname::text FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p')
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'tenant_id'
WHERE s.relkind = 'S' AND t.relnamespace = 'public'::regnamespace ORDER BY 1
"""
# Numbers of these are shown to nobody: the queue's, and which business a host name belongs to.
UNSEEN = {"procrastinate_events", "procrastinate_jobs", "tenants_host"}


def number_of_an_address(tenant: Tenant, name: str) -> int:
    """It stands in the link that confirms an address."""
    with at_home(tenant):
        person(f"{name}@example.org", name)
        return int(EmailAddress.objects.get(email=f"{name}@example.org").pk)


def test_what_others_do_between_is_not_counted(two: Two) -> None:
    before = number_of_an_address(two.ours, "a")
    for name in ("b", "c", "d"):
        number_of_an_address(two.theirs, name)
    after = number_of_an_address(two.ours, "e")
    assert abs(after - before) > 1000, "a number that grows by one tells how many there are"


def test_nothing_with_a_tenant_is_numbered_in_turn(two: Two) -> None:
    assert {name for (name,) in two.ask(GROWING)} == UNSEEN


def test_numbers_fit_and_differ(two: Two) -> None:
    with at_home(two.ours):
        user = two.staff(two.ours, "branch")
        made = [
            Authenticator.objects.create(user=user, type="webauthn", data={}).pk for _i in range(20)
        ]
    assert len(set(made)) == 20
    assert all(0 < one < 2**31 for one in made)
