"""S-07: with a subscription the contract joins the legitimate interest; without, it does not."""

import pytest

from ordholden.accounts import actions as accounts
from ordholden.people import actions as people
from ordholden.tenants.scope import at_home
from tests.harness.five import browser
from tests.scenarios.doors import Doors, copy_of


@pytest.mark.clauses("WW-45", "WW-39", "WW-41")
@pytest.mark.parametrize(("subscribes", "contract"), [(False, False), (True, True)])
def test_the_copy_shows_the_bases_that_hold(
    doors: Doors, *, subscribes: bool, contract: bool
) -> None:
    tenant = doors.open("workwithus")
    with at_home(tenant):
        henny = people.register(name="Henny Vad", email="henny@example.org", kind="company_contact")
        people.confirm(henny)
        people.note_subscription(henny, has=subscribes)
        user = accounts.open_account(henny, "henny@example.org", confirmed=True)
        client = browser("workwithus")
        client.force_login(user)
    bases = {basis for one in copy_of(client)["held"] for basis in one["bases"]}
    assert "6.1.f" in bases
    assert ("6.1.b" in bases) is contract
