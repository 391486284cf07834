"""Roles: taken at the neighbours', given to the neighbours' people, taken from them."""

from ordholden.accounts import actions
from ordholden.accounts.models import Membership
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two

INSERT = (
    "INSERT INTO accounts_membership (id, user_id, role, since)"
    " VALUES (gen_random_uuid(), %s, 'administrator', '2026-01-01');"
    " SET CONSTRAINTS ALL IMMEDIATE"
)


def test_no_role_of_ours_goes_to_an_account_of_theirs_or_back(two: Two) -> None:
    thief = two.staff(two.ours, "administrator")
    assert two.ask(INSERT, two.boss.pk) == []
    assert two.ask(INSERT, thief.pk, at=two.theirs) == []
    assert all("foreign key" in said for said in two.said)
    with at_home(two.theirs):
        assert list(Membership.objects.values_list("user_id", flat=True)) == [two.boss.pk]
    branch = two.staff(two.theirs, "branch")
    assert two.ask(INSERT, branch.pk, at=two.theirs) != []


def test_an_administrator_rules_at_home_alone(two: Two) -> None:
    here = two.at(two.ours, "administrator")
    with at_home(two.theirs):
        role = Membership.objects.get(user=two.boss)
        invited = actions.invite("mona@example.org", "branch", post=False)
    with two.untouched():
        assert here.post(f"/account/staff/{role.pk}/").status_code == 404
        assert here.post(f"/account/invitations/{invited.pk}/").status_code == 404
        here.post("/account/staff/", {"email": two.boss.email, "role": "administrator"})
    there = two.at(two.theirs, "administrator")
    assert there.post(f"/account/staff/{role.pk}/").status_code == 303
    assert there.post(f"/account/invitations/{invited.pk}/").status_code == 303
