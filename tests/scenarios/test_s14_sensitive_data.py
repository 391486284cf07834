"""S-14: sensitive data at JT Works, Jobindex and JobConnection, each by its own stance."""

import re

import pytest
from django.test import Client

from ordholden.applications.models import Answer, Note
from ordholden.applications.tests.make import apply, recruitment
from ordholden.candidates.models import Document
from ordholden.papers.tests.make import pdf, upload
from ordholden.people.models import Detail
from ordholden.privacy.models import Consent
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors

ANNA = "anna@example.org"
TEXT = "I am a member of union 3F, and I have diabetes."
TICK = re.compile(r'name="(seen_\w+)"[^>]*?value="(\w+)"|value="(\w+)"[^>]*?name="(seen_\w+)"')


def joined(doors: Doors, tenant, **more: str) -> Client:
    sent = answers(tenant.slug, **{"person.name": "Anna Holm", "person.email": ANNA}) | more
    return doors.join(tenant, **{key.replace(".", "__"): value for key, value in sent.items()})


def tick(page: str) -> dict[str, str]:
    """The tick a page offers; none where it offers none."""
    return {one[0] or one[3]: one[1] or one[2] for one in TICK.findall(page)}


def held(tenant) -> list[str]:
    with at_home(tenant):
        return [one.text for one in Detail.objects.filter(category="profile.presentation")]


@pytest.mark.clauses("JT-17")
def test_who_is_advised_against_it_is_asked_once_and_decides(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    anna = joined(doors, tenant)
    sent = {"person.name": "Anna Holm", "profile.presentation": TEXT}
    answer = anna.post("/my/profile/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not held(tenant)
    assert "says something about: trade union" in page
    assert "says something about: health" in page
    assert f"{TEXT}</textarea>" in page  # nothing that was typed is lost
    ticked = sent | tick(page)
    assert len(ticked) == len(sent) + 1
    # The tick is for these words: others are asked about anew.
    other = ticked | {"profile.presentation": "My depression kept me away for a year."}
    assert anna.post("/my/profile/", other).status_code == 422
    assert not held(tenant)
    assert anna.post("/my/profile/", ticked).status_code == 303
    assert held(tenant) == [TEXT]


@pytest.mark.clauses("JT-17")
def test_no_field_asks_for_what_is_discouraged(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    anna = joined(doors, tenant)
    page = anna.get("/my/profile/").content.decode()
    assert "Please do not write about" in page
    for word in ("gender", "union", "religion", "health", "sensitive"):
        assert not re.search(rf'name="[a-z]+\.{word}', page)


@pytest.mark.clauses("JI-38")
@pytest.mark.parametrize("slug", ["jobindex", "aktivbemanning", "workwithus"])
def test_where_it_is_forbidden_no_tick_helps(doors: Doors, slug: str) -> None:
    run = recruitment(doors, slug, "recruitment_department" if slug == "jobindex" else "recruiter")
    anna = joined(doors, run.tenant)
    sent = {"application.letter": f"Cranes. {TEXT}", "application.name": "Anna Holm"}
    sent |= {"application.email": ANNA} if slug == "jobindex" else {}
    page = anna.get(run.apply_url).content.decode()
    sent = {name: text for name, text in sent.items() if f'name="{name}"' in page}
    answer = anna.post(run.apply_url, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "member of union 3F" in page
    assert "We may not keep this." in page
    assert not tick(page)
    assert anna.post(run.apply_url, sent | {"seen_apply": "x"}).status_code == 422
    # Nor is it kept while somebody types, and they are told.
    assert "Not saved" in anna.post(f"{run.apply_url}draft/", sent).content.decode()
    with at_home(run.tenant):
        assert not Answer.objects.filter(value__contains="3F").exists()


@pytest.mark.clauses("JI-38")
def test_what_may_be_innocent_is_asked_about(doors: Doors) -> None:
    tenant = doors.open("jobindex")
    anna = joined(doors, tenant)
    sent = {"person.name": "Anna Holm", "profile.presentation": "Shop steward 2012-2016"}
    answer = anna.post("/my/profile/", sent)
    ticked = sent | tick(answer.content.decode())
    assert answer.status_code == 422
    assert not held(tenant)
    assert anna.post("/my/profile/", ticked).status_code == 303
    assert held(tenant) == ["Shop steward 2012-2016"]


@pytest.mark.clauses("JI-38")
def test_a_note_with_a_diagnosis_is_refused_to_the_team(doors: Doors) -> None:
    run = recruitment(doors, "jobindex", "recruitment_department")
    anna = joined(doors, run.tenant)
    application = apply(run, anna, **{"application.name": "Anna Holm", "application.email": ANNA})
    said = {"kind": "application.assessment", "text": "As a diabetic I need breaks, she says."}
    url = f"{run.page_of(application)}note/"
    assert run.ulla.post(url, said).status_code == 422
    assert run.ulla.post(url, said | {"text": "Knows cranes."}).status_code == 303
    with at_home(run.tenant):
        assert [one.text for one in Note.objects.all()] == ["Knows cranes."]


@pytest.mark.clauses("JC-45")
def test_where_a_ground_is_needed_a_text_is_none(doors: Doors) -> None:
    tenant = doors.open("jobconnection")
    anna = joined(doors, tenant)
    sent = {"person.name": "Anna Holm", "profile.experience": "I have diabetes."}
    answer = anna.post("/my/profile/", sent)
    assert answer.status_code == 422
    assert "only on a ground that is written down" in answer.content.decode()
    with at_home(tenant):
        assert not Detail.objects.exists()


@pytest.mark.clauses("JI-38")
def test_the_words_of_an_uploaded_file_are_read_too(doors: Doors) -> None:
    tenant = doors.open("jobindex")
    anna = joined(doors, tenant)
    file = upload(content=pdf("Cranes. I am a member of union 3F."))
    answer = anna.post("/my/profile/", {"person.name": "Anna Holm", "profile.cv": file})
    assert answer.status_code == 422
    assert "member of union 3F" in answer.content.decode()
    with at_home(tenant):
        assert not Document.objects.exists()


@pytest.mark.clauses("JC-45", "JC-46", "JC-69")
def test_with_an_explicit_yes_it_is_kept_and_goes_with_the_yes(doors: Doors) -> None:
    tenant = doors.open("jobconnection")
    anna = joined(doors, tenant)
    said = {"text": "I use a wheelchair: I need a lift."}
    answer = anna.post("/my/sensitive/", said)
    assert answer.status_code == 422
    assert "Without your yes we keep nothing" in answer.content.decode()
    with at_home(tenant):
        assert not Detail.objects.exists()
    assert anna.post("/my/sensitive/", said | {"yes": "on"}).status_code == 303
    with at_home(tenant):
        kept = Detail.objects.get()
        assert kept.category == "profile.sensitive"
        assert kept.is_sealed
        given = Consent.objects.get(consent="sensitive")
        assert given.state == "given"
    assert "I need a lift" in anna.get("/my/sensitive/").content.decode()
    # A recruiter does not even see that it is there.
    rita = doors.staff(tenant)
    card = rita.get(f"/people/{kept.person_id}/").content.decode()
    assert "lift" not in card
    assert "sensitive" not in card
    with doors.tasks():
        assert anna.post(f"/my/consents/{given.pk}/withdrawal/").status_code == 303
        assert doors.command("sweep", "--tenant", "jobconnection")[0] == 0
    with at_home(tenant):
        assert not Detail.objects.exists()


def test_elsewhere_there_is_no_such_page(doors: Doors) -> None:
    tenant = doors.open("jobindex")
    assert joined(doors, tenant).get("/my/sensitive/").status_code == 404
