"""Registering at the five businesses: what each asks, what each refuses, what each then keeps."""

import logging
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordholden.candidates.models import Origin
from ordholden.papers.tests.make import upload
from ordholden.people.models import Detail, Person
from ordholden.people.states import State
from ordholden.policy.vocabulary import CATEGORIES
from ordholden.privacy import actions as privacy
from ordholden.privacy.gate import allowed, purpose
from ordholden.privacy.models import Consent, NoticeShown
from ordholden.tenants.scope import at_home
from tests.harness.five import FIVE, answers, browser, link, noon, opened, sharing

pytestmark = [pytest.mark.django_db]

# What each business asks when somebody registers, by the notices.
ASKED = {
    "jtworks": {"name", "email", "phone", "address", "other_contact", "account"},
    "jobconnection": {"name", "email", "phone", "address", "other_contact", "account"},
    "workwithus": {"name", "email", "phone", "address", "account", "interests", "topics"},
    "jobindex": {"name", "email", "account"},
    "aktivbemanning": {"name", "email", "phone", "account"},
}
FIELD = re.compile(r'name="((?:person|profile|mailing|own)\.[a-z_]+)"')


# ------------------------------------------------------------------ refusals
@pytest.mark.clauses("JT-11", "JC-29", "WW-20", "JI-40", "AB-03")
@pytest.mark.parametrize("slug", FIVE)
def test_the_form_asks_what_the_policy_says_and_refuses_every_other_field(
    slug: str, caplog: pytest.LogCaptureFixture
) -> None:
    tenant = opened(slug)
    names = set(FIELD.findall(browser(slug).get("/join/").content.decode()))
    assert {name.partition(".")[2] for name in names} == ASKED[slug]
    for category in sharing(sorted({*CATEGORIES, "linkedin", "own.shoe_size"} - names), slug):
        with caplog.at_level(logging.DEBUG):
            sent = browser(slug).post("/join/", answers(slug, **{category: "Prikkedal"}))
        assert sent.status_code == 422, category
        assert "not asked for" in sent.content.decode()
    assert "Prikkedal" not in caplog.text
    assert "liv@example.org" not in caplog.text
    with at_home(tenant):
        assert not Person.objects.exists()


@pytest.mark.clauses("JT-05", "AB-30")
@pytest.mark.parametrize(("slug", "consent"), [("jtworks", "recruitment")])
def test_without_the_needed_yes_nothing_is_stored_and_nothing_is_lost(
    slug: str, consent: str
) -> None:
    tenant = opened(slug)
    sent = answers(slug, **{"person.phone": "+45 20 30 40 50"})
    del sent[f"consent.{consent}"]
    page = browser(slug).post("/join/", sent)
    assert page.status_code == 422
    assert "nothing is stored" in page.content.decode()
    assert "+45 20 30 40 50" in page.content.decode()
    with at_home(tenant):
        assert not Person.objects.exists()


@pytest.mark.clauses("JC-33", "JI-02")
@pytest.mark.parametrize(
    ("slug", "box"), [("jobconnection", "declared.correct"), ("jobindex", "declared.terms")]
)
def test_what_the_policy_wants_confirmed_must_be_confirmed(slug: str, box: str) -> None:
    tenant = opened(slug)
    sent = answers(slug)
    del sent[box]
    assert browser(slug).post("/join/", sent).status_code == 422
    with at_home(tenant):
        assert not Person.objects.exists()


def test_a_form_that_fails_keeps_what_was_typed_but_the_password() -> None:
    opened("jobconnection")
    sent = answers("jobconnection", **{"person.email": "liv", "person.account": "hemmelig"})
    page = browser("jobconnection").post("/join/", sent)
    assert page.status_code == 422
    assert "Liv Berg" in page.content.decode()
    assert "hemmelig" not in page.content.decode()


def test_too_many_tries_are_refused() -> None:
    opened("workwithus")
    stranger = browser("workwithus")
    codes = [stranger.post("/join/", {"person.name": "x"}).status_code for _try in range(21)]
    assert codes[0] == 422
    assert codes[-1] == 429


# ------------------------------------------------------------------ what stands beside the fields
@pytest.mark.clauses("JT-03", "JT-49", "JC-01", "WW-24", "JI-02", "AB-40")
@pytest.mark.parametrize("slug", FIVE)
def test_each_form_links_the_notice_says_where_data_lies_and_when_it_goes(slug: str) -> None:
    tenant = opened(slug)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = browser(slug).get("/join/").content.decode()
    asked = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 8, asked
    assert "version 1" in page
    place = tenant.policy.document.storage.place[0].text["en"]
    assert place in page
    assert "Why we ask" in page
    assert "checked" not in page
    assert re.search(r"Gone (on|once)", page)


@pytest.mark.clauses("JT-54")
def test_the_date_beside_a_field_is_the_day_the_sweep_erases_it() -> None:
    with_notice = opened("jobindex")
    from ordholden.tenants import clock

    with clock.travel(noon("2026-03-03")):
        page = browser("jobindex").get("/join/").content.decode()
        assert "3 March 2028" in page
        browser("jobindex").post("/join/", answers("jobindex"))
    with clock.travel(noon("2028-03-02")), at_home(with_notice):
        privacy.sweep()
        assert Person.objects.exists()
    with clock.travel(noon("2028-03-03")), at_home(with_notice):
        privacy.sweep()
        assert not Person.objects.exists()


# ------------------------------------------------------------------ it works
@pytest.mark.clauses("WW-20", "WW-25", "WW-77")
def test_registering_confirming_and_signing_in(run_tasks) -> None:
    tenant = opened("workwithus")
    visitor = browser("workwithus")
    with run_tasks():
        sent = visitor.post(
            "/join/",
            answers(
                "workwithus",
                **{
                    "profile.interests": "Gardens",
                    "consent.job_mails": "on",
                    "mailing.topics": "Odense",
                    "person.account": "correct horse battery",
                },
            ),
        )
    assert (sent.status_code, sent.headers["Location"]) == (303, "/join/sent/")
    with at_home(tenant):
        person = Person.objects.get()
        assert (person.state, person.name) == (State.PENDING, "Liv Berg")
        held = dict(Detail.objects.values_list("category", "value"))
        assert held == {"profile.interests": "Gardens", "mailing.topics": "Odense"}
        assert Consent.objects.get().state == "unconfirmed"
        assert NoticeShown.objects.get().notice.number == 1
        assert Origin.objects.get().how == "self"
    visitor.post(link("liv@example.org"))
    with at_home(tenant):
        person.refresh_from_db()
        consent = Consent.objects.get()
        assert (person.state, consent.state) == (State.ACTIVE, "given")
        kinds = consent.events.order_by("at").values_list("kind", flat=True)
        assert list(kinds) == ["given", "confirmed"]
    signed = visitor.post(
        "/account/sign-in/",
        {"login": "liv@example.org", "password": "correct horse battery"},
    )
    assert signed.status_code == 302


@pytest.mark.clauses("WW-24", "WW-77", "JT-07")
def test_a_box_that_is_not_ticked_gives_nothing() -> None:
    tenant = opened("workwithus")
    browser("workwithus").post("/join/", answers("workwithus", **{"mailing.topics": "Odense"}))
    with at_home(tenant):
        assert Person.objects.exists()
        assert not Consent.objects.exists()
        assert not Detail.objects.exists()


@pytest.mark.clauses("JT-05", "JT-06", "JT-07", "JT-40", "JT-41", "JT-54")
def test_one_process_only_is_not_found_for_another_and_goes_when_it_closes(
    turn_clock, run_tasks
) -> None:
    """S-10, with Signe the electrician."""
    from ordholden.people import actions as people

    tenant = opened("jtworks")
    with turn_clock(noon("2026-09-07")):
        visitor = browser("jtworks")
        with run_tasks():
            visitor.post("/join/", answers("jtworks", **{"person.address": "Havnegade 4"}))
        visitor.post(link("liv@example.org"))
        with at_home(tenant):
            person = Person.objects.get()
            assert person.state == State.ACTIVE
            with purpose("job_offers"):
                assert allowed(Person.objects.all()).exists()
            with purpose("later_jobs"):
                assert not allowed(Person.objects.all()).exists()
    with turn_clock(noon("2026-10-19")), at_home(tenant):
        people.close_process(person)
        privacy.sweep()
        assert not Person.objects.exists()


def test_a_known_address_is_answered_the_same_and_only_its_owner_hears(run_tasks) -> None:
    tenant = opened("jobconnection")
    visitor = browser("jobconnection")
    with run_tasks():
        first = visitor.post("/join/", answers("jobconnection"))
    mail.outbox.clear()
    with run_tasks():
        again = visitor.post("/join/", answers("jobconnection", **{"person.name": "Somebody"}))
    assert (first.status_code, first.headers["Location"]) == (
        again.status_code,
        again.headers["Location"],
    )
    assert "account already" in mail.outbox[-1].subject
    with at_home(tenant):
        assert [one.name for one in Person.objects.all()] == ["Liv Berg"]


@pytest.mark.clauses("JT-08", "AB-35")
def test_the_same_address_at_two_businesses_is_two_persons(run_tasks) -> None:
    """S-100."""
    jt, ab = opened("jtworks"), opened("aktivbemanning")
    for slug in ("jtworks", "aktivbemanning"):
        with run_tasks():
            browser(slug).post("/join/", answers(slug))
        browser(slug).post(link("liv@example.org"))
    with at_home(ab):
        theirs = Person.objects.get()
    with at_home(jt):
        ours = Person.objects.get()
        assert ours.pk != theirs.pk
        privacy.withdraw_consent(Consent.objects.get(person=ours))
        privacy.delete_profile(ours)
    with at_home(ab):
        theirs.refresh_from_db()
        assert theirs.state == State.ACTIVE
        assert Consent.objects.get().stands


@pytest.mark.clauses("WW-78", "WW-81")
def test_a_permission_that_outlived_the_account_finds_its_person_again(
    turn_clock, run_tasks
) -> None:
    """X-61: the account goes after a year, the mails live two, and a new account moves that."""
    tenant = opened("workwithus")
    visitor = browser("workwithus")
    with turn_clock(noon("2024-04-10")), run_tasks():
        visitor.post("/join/", answers("workwithus", **{"consent.job_mails": "on"}))
    with turn_clock(noon("2024-04-10")):
        visitor.post(link("liv@example.org"))
    with turn_clock(noon("2025-04-10")), at_home(tenant):
        privacy.sweep()
        row = Consent.objects.get()
        assert (row.person, row.address, row.stands) == (None, "liv@example.org", True)
    with turn_clock(noon("2025-06-01")):
        with run_tasks():
            visitor.post("/join/", answers("workwithus"))
        visitor.post(link("liv@example.org"))
    with turn_clock(noon("2026-05-01")), at_home(tenant):
        privacy.sweep()
        row.refresh_from_db()
        assert (row.person, row.address) == (Person.objects.get(), "")
        assert row.stands


def test_a_file_is_kept_encrypted_and_shows_its_kind(acme, monkeypatch) -> None:
    """No business asks for files when registering; the form could."""
    from ordholden.candidates.forms.inputs import Upload

    field = Upload(several=True, required=False)
    page = upload("cv", says="application/octet-stream")
    (taken,) = field.clean([page])
    assert (taken.media_type, taken.name) == ("application/pdf", "cv.pdf")
    assert taken.paper.text == "Anna has driven cranes for nine years"
    with pytest.raises(ValidationError):
        field.clean([upload("cv.pdf", b"MZ\x90")])
