"""What a list of twenty costs, and what stops a CV from being seen."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordholden.accounts.tests.make import make_staff
from ordholden.companies.tests.make import at_company, make_company
from ordholden.cvs.models import Part
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy.models import Consent, Limit
from ordholden.sourcing import actions, sight, ways
from ordholden.sourcing.models import Listed, Visibility
from ordholden.sourcing.tests.owners import anna
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]


def online(tenant: Tenant, many: int) -> list[UUID]:
    """Persons whose CVs are online, with four parts each."""
    with at_home(tenant):
        persons = [
            people.register(name=f"Liv Berg{n}", email=f"l{n}@x.example") for n in range(many)
        ]
        keys = [one.pk for one in persons]
        Person.objects.filter(pk__in=keys).update(state="active")
        Visibility.objects.bulk_create(Visibility(person=one, state="online") for one in persons)
        Part.objects.bulk_create(
            Part(
                person=one, category=f"profile.{kind}", title=f"{kind} Berg{n}", organisation="Novo"
            )
            for n, one in enumerate(persons)
            for kind in ("wishes", "experience", "skills", "education")
        )
    return keys


@pytest.mark.clauses("JI-08", "JI-10")
def test_twenty_cards_cost_as_many_queries_as_two() -> None:
    tenant = opened("jobindex")
    keys, counts = online(tenant, 20), []
    with at_home(tenant):
        company = make_company("Cement")
        for some in (keys[:2], keys):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                cards = sight.cards(ways.open_to(company, some), some)
            assert len(cards) == len(some)
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 16, counts
    assert not [one for one in cards if "Berg" in f"{one.headline}{one.skills}{one.name}"]


@pytest.mark.clauses("JI-05", "JI-08")
def test_an_objection_to_the_database_hides_the_cv_at_once() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant)
    company, seat = at_company(tenant, "Cement")
    path = f"/company/cvs/{owner.key}/"
    assert company.get(path).status_code == 200
    with at_home(tenant):
        Limit.objects.create(person=owner.person, kind="objection", purpose="cv_database")
        assert not Listed.objects.filter(shown=True).exists()
        assert ways.open_to(seat.company, [owner.person.pk]) == {}
    assert company.get(path).status_code == 404
    assert "You have objected to this use" in owner.client.get("/my/visibility/").content.decode()


@pytest.mark.clauses("JI-05", "JI-61")
def test_with_the_profile_goes_everything_companies_saw() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant)
    company, _seat = at_company(tenant, "Cement")
    path = f"/company/cvs/{owner.key}/"
    assert company.get(path).status_code == 200
    assert owner.client.post("/my/data/deletion/").status_code == 200
    assert company.get(path).status_code == 404
    with at_home(tenant):
        assert not Visibility.objects.exists()
        assert not Listed.objects.exists()


@pytest.mark.clauses("JI-13", "JI-41")
def test_a_company_without_a_notice_of_its_own_learns_nobodys_name() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant)
    owner.show()
    company, seat = at_company(tenant, "Cement")
    with at_home(tenant):
        seat.company.privacy_url = ""
        seat.company.save()
    page = company.get(f"/company/cvs/{owner.key}/").content.decode()
    assert "Anna" not in page
    assert "Bookkeeper" in page


@pytest.mark.clauses("JI-05")
def test_nobody_but_its_owner_puts_a_cv_in_or_shows_who_it_is() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant, online=False)
    _company, seat = at_company(tenant, "Cement")
    with at_home(tenant):
        staff = make_staff("Ulla", "administrator")
        for other in (seat.user, staff):
            with pytest.raises(actions.NotTheirs):
                actions.choose(owner.person, "online", by=other)
            with pytest.raises(actions.NotTheirs):
                actions.show_personally(owner.person, by=other, locale="da")
            with pytest.raises(actions.NotTheirs):
                actions.follow(owner.person, seat.company, by=other, locale="da")
        assert not Visibility.objects.filter(state="online").exists()
        assert not Consent.objects.exists()
