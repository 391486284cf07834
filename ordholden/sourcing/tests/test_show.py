"""A CV is there to be found exactly while its person may be found."""

import pytest

from ordholden.people.models import Detail, Person
from ordholden.people.use import storing
from ordholden.privacy.actions.persons import delete_profile
from ordholden.privacy.models import Limit
from ordholden.sourcing import indexing
from ordholden.sourcing.models import Listed
from ordholden.sourcing.tests.make import PURPOSE, edit_cv, make_cv
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]


def shown() -> list[bool]:
    return list(Listed.objects.values_list("shown", flat=True))


def test_an_edited_cv_keeps_its_one_row_and_an_offline_one_has_none() -> None:
    with at_home(opened("jobindex")):
        person = make_cv("Murer")
        edit_cv(person, "Maler")
        assert [("maler" in row.words, row.shown) for row in Listed.objects.all()] == [(True, True)]
        indexing.take_out(person)
        assert shown() == []


@pytest.mark.clauses("JI-07", "JI-10")
def test_state_and_objection_hide_it_in_the_same_transaction_and_show_it_again() -> None:
    with at_home(opened("jobindex")):
        person = make_cv()
        for state in ("restricted", "active", "kept"):
            with storing():
                Person.objects.filter(pk=person.pk).update(state=state)
            assert shown() == [state == "active"]
        edit_cv(person, "Maler")
        assert shown() == [False]
        with storing():
            Person.objects.filter(pk=person.pk).update(state="active")
        other = Limit.objects.create(person=person, kind="objection", purpose="later_vacancies")
        assert shown() == [True]
        Limit.objects.filter(pk=other.pk).update(purpose=PURPOSE)
        assert shown() == [False]
        Limit.objects.filter(pk=other.pk).update(ended_at="2026-01-01T00:00Z")
        assert shown() == [True]


def test_a_cv_that_loses_a_part_is_out_until_it_is_put_in_again() -> None:
    with at_home(opened("jobindex")):
        person, _other = make_cv(), make_cv()
        for category in ("person.address", "profile.skills"):
            Detail.objects.create(person=person, category=category, value="…")
        Detail.objects.filter(category="person.address").delete()
        assert len(shown()) == 2
        Detail.objects.filter(category="profile.skills").delete()
        assert len(shown()) == 1


def test_it_goes_with_its_person() -> None:
    with at_home(opened("jobindex")):
        person = make_cv()
        delete_profile(person)
        assert shown() == []
