"""Somebody with every role, and a seat, sends every form of their site with the neighbours' ids."""

from ordholden.accounts.models import Membership
from ordholden.companies.tests.make import make_company
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two, told
from tests.attacks.tenants.targets import path_of, paths

FILLED = {
    "purpose": "placement",
    "answer": "needed",
    "why": "because",
    "told": "on",
    "how": "met",
    "reason": "dispute",
    "category": "employment.national_id",
    "day": "2026-11-21",
}


def test_no_form_reaches_a_row_of_theirs(two: Two) -> None:
    user = two.staff(two.ours, *Membership.Role.values)
    with at_home(two.ours):
        make_company().seats.create(user=user, leads=True, since=local_today())
    here, there = two.browse(two.ours, user), paths(two)
    filled = FILLED | {
        "user": str(two.boss.pk),
        "record": f"people_detail:{two.number.pk}",
        "person": str(two.liv.pk),
        "pk": str(two.liv.pk),
    }
    with two.untouched():
        for name, path in there.items():
            answer = here.post(path, filled)
            assert answer.status_code in (404, 405), name
            assert not told(answer), name


def test_their_own_people_do_by_the_same_form(two: Two) -> None:
    path = path_of(two, "erase_person")
    client = two.at(two.theirs, *Membership.Role.values)
    answer = client.post(path, FILLED)
    assert answer.status_code == 200, answer.content.decode()
    with at_home(two.theirs):
        assert not Person.objects.filter(pk=two.liv.pk).exists()
