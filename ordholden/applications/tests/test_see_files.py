"""Files of an application: the candidate's own as they were, the team's pages and copies."""

import pytest

from ordholden.accounts.tests.make import make_staff
from ordholden.applications.models import Answer, Attachment
from ordholden.applications.tests.make import apply, recruitment
from ordholden.papers.tests import make
from ordholden.reading.models import Reading
from ordholden.tenants.scope import at_home
from tests.harness.five import answers, browser
from tests.scenarios.doors import Doors, page

CONTENT = make.docx("Kran", author="Per Canary", body="<w:p><w:r><w:t>Mur</w:t></w:r></w:p>")


def joined(doors: Doors, slug: str, tenant):
    sent = answers(slug, **{"person.name": "Anna Holm", "person.email": "anna@example.org"})
    return doors.join(tenant, **{key.replace(".", "__"): value for key, value in sent.items()})


@pytest.mark.clauses("JI-08", "WW-25")
def test_the_team_sees_the_pages_by_one_line_and_takes_a_copy_by_another(doors: Doors) -> None:
    run = recruitment(doors, "jtworks")
    anna = joined(doors, "jtworks", run.tenant)
    sent = {"application.letter": "Kran", "application.cv": make.upload("cv.docx", CONTENT)}
    application = apply(run, anna, **sent)
    with at_home(run.tenant):
        file = Attachment.objects.get()
        stranger = browser("jtworks")
        stranger.force_login(make_staff("Rolf", "recruiter"))
    place = f"{run.page_of(application)}files/{file.pk}/"
    assert f"{place}pages/" in page(run.ulla, run.page_of(application))
    assert run.ulla.get(f"{place}pages/1/").status_code == 404
    shown = page(run.ulla, f"{place}pages/")
    assert 'alt="Page 1 of 1"' in shown
    assert "Anna Holm" not in shown
    picture = run.ulla.get(f"{place}pages/1/")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/webp")
    got = run.ulla.get(place).content
    assert make.words(got) == "Kran\nMur"
    assert (b"docProps/core.xml" in CONTENT, b"docProps/core.xml" in got) == (True, False)
    for what in ("", "pages/", "pages/1/"):
        assert stranger.get(f"{place}{what}").status_code == 404
    with at_home(run.tenant):
        found = Reading.objects.filter(object_table="applications_attachment").order_by("at")
        assert [one.action for one in found] == ["view", "download"]


@pytest.mark.clauses("JI-26", "JI-27")
def test_ones_own_file_can_be_looked_at_before_it_is_sent(doors: Doors) -> None:
    run = recruitment(doors, "jtworks")
    anna = joined(doors, "jtworks", run.tenant)
    sent = {"application.letter": "Kran", "application.cv": make.upload("cv.docx", CONTENT)}
    review = anna.post(run.apply_url, sent)["Location"]
    with at_home(run.tenant):
        file = Attachment.objects.get()
    place = f"/my/applications/{file.application_id}/files/{file.pk}/"
    assert f"{place}pages/" in page(anna, review)
    assert review in page(anna, f"{place}pages/")
    assert anna.get(f"{place}pages/1/").status_code == 200
    assert anna.get(place).content == CONTENT


def test_a_hostile_file_stops_an_application_and_loses_nothing(doors: Doors) -> None:
    run = recruitment(doors, "jtworks")
    anna = joined(doors, "jtworks", run.tenant)
    macro = make.docx("x", more={"word/vbaProject.bin": b"macro"})
    sent = {"application.letter": "I drive cranes", "application.cv": make.upload("x.docx", macro)}
    answer = anna.post(run.apply_url, sent)
    assert answer.status_code == 422
    assert "holds a program" in answer.content.decode()
    assert "I drive cranes" in answer.content.decode()
    with at_home(run.tenant):
        assert not Attachment.objects.exists()
        assert not Answer.objects.exists()


def test_an_application_sent_twice_has_one_file(doors: Doors) -> None:
    run = recruitment(doors, "jtworks")
    anna = joined(doors, "jtworks", run.tenant)
    for _time in range(2):
        sent = {"application.letter": "Kran", "application.documents": make.upload("a.pdf")}
        assert anna.post(run.apply_url, sent).status_code == 303
    with at_home(run.tenant):
        assert Attachment.objects.count() == 1
