"""JI-09: who writes who they are where companies read is warned, and masked all the same."""

import pytest

from ordholden.companies.tests.make import at_company
from ordholden.cvs.models import Part
from ordholden.sourcing.tests.owners import anna, candidate, tick
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]

JOB = {"title": "Baker", "organisation": "Novo", "text": "Ask for Anna Holm, 21 43 65 87."}


@pytest.mark.clauses("JI-09")
def test_who_writes_who_they_are_is_warned_before_it_is_saved_and_masked_after() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant)
    company, _seat = at_company(tenant, "Cement")
    path = "/my/cv/new/experience/"
    assert "leave out who you are" in owner.client.get(path).content.decode()  # from the start
    answer = owner.client.post(path, JOB)
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("“Anna Holm” may tell who you are", "“21 43 65 87” may tell", "Nothing is saved"):
        assert said in page, said
    assert "“Novo” may tell" not in page  # the workplace has a field of its own
    with at_home(tenant):
        assert not Part.objects.filter(title="Baker").exists()
    # The tick is good for these words and no others.
    other = JOB | {"text": "Call me, 31 43 65 87."} | tick(page)
    assert owner.client.post(path, other).status_code == 422
    assert owner.client.post(path, JOB | tick(page)).status_code == 303
    shown = company.get(f"/company/cvs/{owner.key}/").content.decode()
    assert "Ask for" in shown
    assert "21 43" not in shown
    # A new name and a new workplace are looked for in what was written before.
    assert "wages" in shown
    owner.client.post("/my/cv/new/experience/", {"title": "Clerk", "organisation": "Wages"})
    assert "wages" not in company.get(f"/company/cvs/{owner.key}/").content.decode()


@pytest.mark.clauses("JI-09")
def test_where_no_company_reads_nobody_is_warned() -> None:
    tenant = opened("jobconnection")
    owner = candidate(tenant)
    assert "leave out who you" not in owner.client.get("/my/cv/new/experience/").content.decode()
    assert owner.client.post("/my/cv/new/experience/", JOB).status_code == 303
