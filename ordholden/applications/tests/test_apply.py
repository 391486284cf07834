"""Applying: with an account and without; exactly what was chosen goes, to exactly one team."""

import pytest
from django.test import Client

from ordholden.applications.models import Answer, Application, Attachment
from ordholden.applications.tests.make import apply, confirm, recruitment
from ordholden.candidates.models import Document
from ordholden.papers.tests.make import CV, upload, words
from ordholden.tenants.scope import at_home
from tests.harness.five import FIVE, answers, browser
from tests.scenarios.doors import Doors, letters, page, person

ANNA = "anna@example.org"


def joined(doors: Doors, tenant, **more):
    sent = answers(tenant.slug, **{"person.name": "Anna Holm", "person.email": ANNA}) | more
    return doors.join(tenant, **{key.replace(".", "__"): value for key, value in sent.items()})


@pytest.mark.clauses("JT-12", "JI-26")
def test_what_is_not_asked_is_refused_whole(doors: Doors) -> None:
    run = recruitment(doors, "jtworks")
    anna = joined(doors, run.tenant)
    for name in ("person.social_profile", "application.criminal_record", "question.1"):
        sent = {"application.letter": "Kran", name: "x"}
        assert anna.post(run.apply_url, sent).status_code == 422
    with at_home(run.tenant):
        assert not Application.objects.exists()


def test_nobody_applies_for_what_is_closed_or_not_theirs(doors: Doors) -> None:
    run = recruitment(doors, "jobindex", "recruitment_department")
    anna = joined(doors, run.tenant)
    assert run.ulla.post(run.apply_url, {"application.name": "Ulla"}).status_code in (409, 422)
    sent = {"application.name": "Anna Holm", "application.email": ANNA}
    review = anna.post(run.apply_url, sent)["Location"]
    assert browser("jobindex").post(review).status_code in (302, 403)
    bo = joined(doors, run.tenant, **{"person.name": "Bo", "person.email": "bo@example.org"})
    assert bo.get(review).status_code == 404
    assert bo.post(review).status_code == 404
    run.ulla.post(f"/desk/ads/{run.ad.pk}/end/")
    assert anna.post(review).status_code == 409
    assert anna.get(run.apply_url).status_code == 302


@pytest.mark.parametrize("slug", FIVE)
def test_a_guest_s_application_goes_when_the_address_is_confirmed(doors: Doors, slug: str) -> None:
    role = "recruitment_department" if slug == "jobindex" else "recruiter"
    run = recruitment(doors, slug, role)
    guest = browser(slug)
    assert guest.get(run.apply_url).status_code == 200
    sent = answers(slug, **{"person.name": "Anna Holm", "person.email": ANNA})
    sent |= {"application.letter": "I drive cranes", "application.cv": upload()}
    with doors.tasks():
        answer = guest.post(run.apply_url, sent)
    assert answer.status_code == 303, answer.content.decode()
    assert "Anna" not in page(run.ulla, run.board_url)
    assert run.one().state == "waiting"
    confirm(doors, slug, ANNA)
    application = run.one()
    assert application.state == "sent"
    assert "Anna Holm" in page(run.ulla, run.board_url)
    assert "I drive cranes" in page(run.ulla, run.page_of(application))
    assert letters(ANNA, "has reached those who work on the position")


def test_whose_address_is_known_hears_by_mail_and_nothing_is_stored(doors: Doors) -> None:
    run = recruitment(doors, "workwithus")
    joined(doors, run.tenant)
    before = len(letters(ANNA))
    with doors.tasks():
        answer = browser("workwithus").post(
            run.apply_url,
            answers("workwithus", **{"person.name": "Mallory", "person.email": ANNA}),
        )
    assert answer.status_code == 303
    assert len(letters(ANNA)) == before + 1
    with at_home(run.tenant):
        assert not Application.objects.exists()


def keep(anna: Client, *names: str) -> None:
    """Upload documents to a profile."""
    for name in names:
        kept = {"person.name": "Anna Holm", "profile.documents": upload(name)}
        assert anna.post("/my/profile/", kept).status_code == 303


@pytest.mark.clauses("WW-25")
def test_what_was_sent_stays_as_it_was_when_the_original_goes(doors: Doors) -> None:
    run = recruitment(doors, "workwithus")
    anna = joined(doors, run.tenant)
    keep(anna, "diploma.pdf")
    with at_home(run.tenant):
        original = Document.objects.get()
    said = {"application.name": "Anna", "application.email": ANNA, "own_files": str(original.pk)}
    application = apply(run, anna, **said)
    assert anna.post(f"/my/documents/{original.pk}/removal/").status_code == 303
    with at_home(run.tenant):
        file = application.attachments.get()
    got = run.ulla.get(f"{run.page_of(application)}files/{file.pk}/")
    assert words(got.content) == words(CV)


@pytest.mark.clauses("WW-25", "WW-36", "JI-26")
def test_only_what_was_chosen_goes_and_it_can_be_seen_before(doors: Doors) -> None:
    run = recruitment(doors, "workwithus")
    anna = joined(doors, run.tenant)
    keep(anna, "diploma.pdf", "secret.pdf", "exam.pdf")
    with at_home(run.tenant):
        chosen = Document.objects.get(name="diploma.pdf")
    form = page(anna, run.apply_url)
    assert 'value="Anna Holm"' in form
    assert ANNA in form
    assert "secret.pdf" in form
    sent = {
        "application.name": "Anna H. Holm",
        "application.email": ANNA,
        "application.letter": "Kran",
        "own_files": str(chosen.pk),
    }
    review = anna.post(run.apply_url, sent)["Location"]
    shown = page(anna, review)
    assert "Anna H. Holm" in shown
    assert "diploma.pdf" in shown
    assert "secret.pdf" not in shown
    assert "Anna" not in page(run.ulla, run.board_url)  # a draft is nobody's business
    anna.post(review)
    application = run.one()
    there = page(run.ulla, run.page_of(application))
    assert "diploma.pdf" in there
    assert "secret.pdf" not in there
    assert "exam.pdf" not in there
    with at_home(run.tenant):
        sent_file = Attachment.objects.get()
        assert set(Answer.objects.values_list("category", flat=True)) == {
            "application.name",
            "application.email",
            "application.letter",
        }
    got = run.ulla.get(f"{run.page_of(application)}files/{sent_file.pk}/")
    assert words(got.content) == words(CV)


@pytest.mark.clauses("JI-26")
def test_a_draft_is_kept_and_changed_until_it_is_sent(doors: Doors) -> None:
    run = recruitment(doors, "jtworks")
    anna = joined(doors, run.tenant)
    sent = {"application.letter": "half a sen", "application.cv": upload(), "then": "later"}
    assert anna.post(run.apply_url, sent).status_code == 303
    form = page(anna, run.apply_url)
    assert "half a sen" in form
    assert "cv.pdf" in form
    assert "draft" in page(anna, "/my/applications/")
    application = apply(run, anna, **{"application.letter": "A whole sentence."})
    with at_home(run.tenant):
        assert not Attachment.objects.exists()  # its tick was taken away
    assert anna.post(run.apply_url, {"application.letter": "again"}).status_code == 302
    assert "A whole sentence." in page(run.ulla, run.page_of(application))


@pytest.mark.clauses("JT-40", "JI-30")
def test_what_i_sent_stands_in_my_data_with_its_day(doors: Doors) -> None:
    run = recruitment(doors, "workwithus")
    anna = joined(doors, run.tenant)
    apply(
        run,
        anna,
        **{
            "application.name": "Anna Holm",
            "application.email": ANNA,
            "application.letter": "Tower cranes",
        },
    )
    assert "Tower cranes" in page(anna, "/my/data/")
    assert person(run.tenant, ANNA) is not None


@pytest.mark.clauses("JI-26")
def test_what_is_typed_is_kept_while_it_is_typed(doors: Doors) -> None:
    run = recruitment(doors, "jobindex", "recruitment_department")
    anna = joined(doors, run.tenant)
    url = f"{run.apply_url}draft/"
    half = {"application.name": "Anna", "application.letter": "I drive cra"}
    assert anna.post(url, {**half, "person.social_profile": "x"}).status_code == 422
    assert "Saved" in anna.post(url, half).content.decode()
    assert "Not saved" in anna.post(url, {**half, "application.email": "x"}).content.decode()
    assert "I drive cra" in page(anna, run.apply_url)
    assert browser("jobindex").post(url, half).status_code == 302
    apply(run, anna, **{**half, "application.email": ANNA, "application.letter": "I drive."})
    anna.post(url, half)
    assert "I drive." in page(run.ulla, run.page_of(run.one()))


@pytest.mark.clauses("JC-16")
def test_where_a_form_not_sent_leaves_nothing_typing_leaves_nothing(doors: Doors) -> None:
    run = recruitment(doors, "jobconnection")
    anna = joined(doors, run.tenant)
    assert "/draft/" not in page(anna, run.apply_url)
    typed = {"application.letter": "I drive cra"}
    assert anna.post(f"{run.apply_url}draft/", typed).status_code == 404
    with at_home(run.tenant):
        assert not Application.objects.exists()
    assert anna.post(run.apply_url, {**typed, "then": "later"}).status_code == 303
    assert "I drive cra" in page(anna, run.apply_url)  # who asks for it to be kept may go on later


@pytest.mark.clauses("JI-30")
def test_every_job_one_applied_for_stands_on_one_s_list(doors: Doors) -> None:
    run = recruitment(doors, "jobindex", "recruitment_department", title="Kranfører")
    anna = joined(doors, run.tenant)
    assert "Kranfører" not in page(anna, "/my/applications/")
    said = {"application.name": "Anna Holm", "application.email": ANNA}
    application = apply(run, anna, **said, **{"application.letter": "Tower cranes"})
    assert run.ulla.post(f"/desk/ads/{run.ad.pk}/end/").status_code == 303
    listed = page(anna, "/my/applications/")
    assert "Kranfører" in listed
    assert f"/my/applications/{application.pk}/" in listed
    bo = joined(doors, run.tenant, **{"person.name": "Bo", "person.email": "bo@example.org"})
    assert "Kranfører" not in page(bo, "/my/applications/")
