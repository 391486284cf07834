"""S-28 and S-31: nobody learns who it is, until the person says so; and not after they take it
back."""

import pytest
from django.test import Client

from ordholden.companies.tests.make import at_company
from ordholden.sourcing.models import Listed
from ordholden.sourcing.tests.owners import FILE, IDENTITY, anna
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]


def page(client: Client, key: str, status: int = 200) -> str:
    answer = client.get(f"/company/cvs/{key}/")
    assert answer.status_code == status
    if status == 200:
        assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def named(text: str) -> list[str]:
    """What of Anna's identity a page says, of which the opaque key is no part."""
    return [one for one in IDENTITY if one.casefold() in text.casefold()]


@pytest.mark.clauses("JI-05", "JI-08", "JI-16")
def test_a_new_cv_is_anonymous_everywhere_a_company_looks() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant, online=False, files=True)
    company, _seat = at_company(tenant, "Cement")
    with at_home(tenant):
        assert not Listed.objects.exists()  # nobody but she puts it in
    owner.choose("online")
    shown = page(company, owner.key)
    assert named(shown) == []
    for said in ("Bookkeeper", "Payroll", "Skive", "I run the books of a bakery", "▒▒▒"):
        assert said in shown, said
    assert str(owner.person.pk) not in shown
    with at_home(tenant):
        listed = Listed.objects.get(person=owner.person)
        document = owner.person.documents.get(category="profile.documents")
        words = str(listed.words).casefold()
    assert "payrol" in words
    assert [one for one in ("anna", "holm", "novo", "nørregade", "21436587") if one in words] == []
    # What the personal form opens does not exist by any address.
    for path in ("photo/", f"files/{document.pk}/", f"files/{document.pk}/1/"):
        assert company.get(f"/company/cvs/{owner.key}/{path}").status_code == 404
    assert company.get(f"/company/cvs/{owner.key}/files/{document.pk}/copy/").status_code == 404
    assert company.get(f"/company/cvs/{owner.person.pk}/").status_code == 404
    # The preview is what they see.
    assert named(owner.client.get("/my/visibility/preview/").content.decode()) == []
    own = owner.client.get("/my/visibility/preview/", {"form": "personal"}).content.decode()
    assert "Anna Holm" in own


@pytest.mark.clauses("JI-15", "JI-16")
def test_the_personal_form_opens_one_list_and_closes_again_at_once() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant, files=True)
    company, _seat = at_company(tenant, "Cement")
    asked = owner.client.get("/my/visibility/personal/").content.decode()
    assert "Yes, show my name, mail, telephone, photo, documents" in asked
    assert named(page(company, owner.key)) == []  # looking at the question changes nothing
    owner.show()
    shown = page(company, owner.key)
    for said in ("Anna Holm", "anna.holm@mail.example", "21 43 65 87", "Novo", FILE, "Referee"):
        assert said in shown, said
    for kept in ("Nørregade", "8000 Aarhus"):
        assert kept not in shown, kept
    # She sees that they read it, by our log as well as by the list of companies.
    log = owner.client.get("/my/readings/").content.decode()
    assert "companies that search" in log.lower()
    assert "Cement" in log
    with at_home(tenant):
        document = owner.person.documents.get(category="profile.documents")
    base = f"/company/cvs/{owner.key}"
    picture = company.get(f"{base}/photo/")
    assert picture.status_code == 200
    assert "no-store" in picture["Cache-Control"]
    assert b"Anna Holm" not in picture.content
    assert (
        "Anna Holm has kept books" in company.get(f"{base}/files/{document.pk}/").content.decode()
    )
    assert company.get(f"{base}/files/{document.pk}/1/").status_code == 200
    assert company.get(f"{base}/files/{document.pk}/copy/").status_code == 200
    owner.hide()
    assert named(page(company, owner.key)) == []
    for path in ("/photo/", f"/files/{document.pk}/", f"/files/{document.pk}/1/"):
        assert company.get(base + path).status_code == 404


@pytest.mark.clauses("JI-05", "JI-18")
def test_who_is_not_in_the_database_or_not_at_a_company_sees_nothing() -> None:
    tenant = opened("jobindex")
    owner = anna(tenant)
    key = owner.key
    company, _seat = at_company(tenant, "Cement")
    other, _seat = at_company(tenant, "Idle", searches=False)
    assert page(company, key)
    assert other.get(f"/company/cvs/{key}/").status_code == 404
    assert owner.client.get(f"/company/cvs/{key}/").status_code == 403
    for state in ("offline", "off"):
        owner.choose(state)
        page(company, key, 404)
        with at_home(tenant):
            assert not Listed.objects.exists()
    owner.choose("online")
    assert page(company, key)
    assert owner.client.post("/my/rights/restriction/").status_code in (302, 303)
    page(company, key, 404)
