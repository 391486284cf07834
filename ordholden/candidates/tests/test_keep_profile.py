"""The person's own place: what is asked at which stage, changed at once, and gone by its day."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.candidates import asking
from ordholden.candidates.models import Document
from ordholden.kit import files
from ordholden.kit.models import StoredFile
from ordholden.papers.tests.make import CV, upload
from ordholden.people import actions as people
from ordholden.people.actions import statistics
from ordholden.people.models import Detail, Person
from ordholden.policy.vocabulary import CATEGORIES
from ordholden.privacy import actions as privacy
from ordholden.reading import actions as reading
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness import world
from tests.harness.five import FIVE, browser, noon, opened, sharing

pytestmark = [pytest.mark.django_db]

FIELD = re.compile(r'name="((?:person|profile|employment|mailing|own|statistics)\.[a-z_]+)"')
# What the profile asks beyond signing up.
WORK = {"experience", "workplaces", "education", "skills"}
PROFILE = {
    "jtworks": WORK
    | {"photo", "certificates", "courses", "wishes", "availability"}
    | {"cv", "documents", "presentation", "references"},
    "jobconnection": WORK
    | {"cv", "internship", "languages", "courses", "tests", "wishes", "availability"}
    | {"unemployment", "unemployment_fund", "leave", "next_of_kin"}
    | {"references", "certificates", "driving_licence"},
    "workwithus": {"documents"},
    "jobindex": WORK
    | {"address", "phone", "photo", "presentation", "languages", "wishes"}
    | {"cv", "documents", "references"},
    "aktivbemanning": WORK
    | {"address", "cv", "courses", "languages", "certificates", "driving_licence"}
    | {"presentation", "references", "documents", "wishes", "availability"},
}


def member(tenant: Tenant, **more: object) -> tuple[Person, Client]:
    """A confirmed candidate, and their signed-in browser."""
    with at_home(tenant):
        person = people.register(name="Liv Berg", email="liv@example.org", locale="en", **more)
        user = accounts.open_account(person, "liv@example.org", confirmed=True)
        client = browser(tenant.slug)
        client.force_login(user)
    return person, client


@pytest.mark.clauses("JT-10", "JC-34", "WW-21", "JI-40", "AB-03", "AB-33", "JC-41")
@pytest.mark.parametrize("slug", FIVE)
def test_the_profile_asks_what_the_policy_says_and_refuses_every_other_field(slug: str) -> None:
    tenant = opened(slug)
    _person, client = member(tenant)
    names = set(FIELD.findall(client.get("/my/profile/").content.decode()))
    with at_home(tenant):
        signing_up = asking.asked(tenant.policy, kinds=["candidate"], stages=["sign_up"])
    early = {one.category.partition(".")[2] for one in signing_up} - {"account", "email"}
    assert {name.partition(".")[2] for name in names} == PROFILE[slug] | early
    for category in sharing(sorted({*CATEGORIES, "own.shoe_size"} - names), slug):
        sent = client.post("/my/profile/", {"person.name": "Liv Berg", category: "x"})
        assert sent.status_code == 422, category
    with at_home(tenant):
        assert not Detail.objects.exists()


@pytest.mark.clauses("JC-41", "JC-42")
def test_what_is_for_the_hired_opens_when_somebody_is_hired() -> None:
    """S-16: national number, pay and permit do not exist before the contract."""
    tenant = opened("jobconnection")
    person, client = member(tenant)
    hired = {"employment.national_id": "010190-1234", "person.name": "Liv Berg"}
    assert client.post("/my/profile/", hired).status_code == 422
    with at_home(tenant):
        people.start_employment(person)
    page = client.get("/my/profile/").content.decode()
    assert 'name="employment.national_id"' in page
    hired["person.address"] = "Havnegade 4"
    assert client.post("/my/profile/", hired).status_code == 303
    with at_home(tenant):
        kept = Detail.objects.get(category="employment.national_id")
        assert kept.is_sealed
        assert "010190" not in kept.value
        assert reading.own_values(person.user) == {kept.pk: "010190-1234"}
    assert "010190-1234" in client.get("/my/profile/").content.decode()


@pytest.mark.clauses("AB-33", "JC-33", "JT-54")
def test_what_is_saved_counts_at_once_and_as_activity(turn_clock) -> None:
    tenant = opened("aktivbemanning")
    with turn_clock(noon("2026-02-01")):
        person, client = member(tenant)
    with turn_clock(noon("2026-05-05")):
        client.post(
            "/my/profile/",
            {
                "person.name": "Liv Berg Dahl",
                "profile.experience": "Gartner, 2019-2022\nGartner, 2019-2022\nKokk, 2023",
                "profile.wishes": "Ute",
            },
        )
    with turn_clock(noon("2026-06-06")):
        client.post(
            "/my/profile/",
            {"person.name": "Liv Berg Dahl", "profile.experience": "Kokk, 2023\nBaker, 2024"},
        )
    with at_home(tenant):
        person.refresh_from_db()
        assert person.name == "Liv Berg Dahl"
        assert f"{person.last_activity_at:%F}" == "2026-06-06"
        jobs = Detail.objects.filter(category="profile.experience")
        days = {one.text: f"{one.collected_at:%F}" for one in jobs}
        assert days == {"Kokk, 2023": "2026-05-05", "Baker, 2024": "2026-06-06"}
        assert people.text_of(person, "profile.wishes") == "Ute"


@pytest.mark.clauses("JT-49", "AB-40", "JC-01")
@pytest.mark.parametrize("slug", FIVE)
def test_the_profile_says_where_it_lies_and_links_the_notice(slug: str) -> None:
    tenant = opened(slug)
    _person, client = member(tenant)
    page = client.get("/my/profile/").content.decode()
    assert tenant.policy.document.storage.place[0].text["en"] in page
    assert 'href="/notice/"' in page


# ------------------------------------------------------------------ files
@pytest.mark.clauses("AB-26", "JC-74", "JT-55")
def test_a_file_is_encrypted_replaced_fetched_and_removed(run_tasks) -> None:
    tenant = opened("jobconnection")
    person, client = member(tenant)
    client.post("/my/profile/", {"person.name": "Liv", "profile.cv": upload("C:\\cv\\liv.pdf")})
    with at_home(tenant):
        first = Document.objects.select_related("file").get()
        assert (first.name, first.media_type) == ("liv.pdf", "application/pdf")
        assert reading.open_own(person.user, first) == CV
        with files.storage().open(files.place_of(tenant.pk, first.file.name)) as stored:
            lies = stored.read()
    assert b"%PDF" not in lies
    assert CV[8:24] not in lies
    got = client.get(f"/my/documents/{first.pk}/")
    assert got.content == CV
    assert got.headers["Content-Disposition"].startswith("attachment")
    client.post("/my/profile/", {"person.name": "Liv", "profile.cv": upload("newer.pdf")})
    with at_home(tenant):
        second = Document.objects.get()
        assert second.name == "newer.pdf"
        assert StoredFile.objects.count() == 1
    assert "newer.pdf" in client.get("/my/data/").content.decode()
    assert client.post(f"/my/documents/{second.pk}/removal/").status_code == 303
    with at_home(tenant):
        assert not StoredFile.objects.exists()


@pytest.mark.clauses("JC-38")
def test_what_is_protected_lies_sealed_and_what_is_not_does_not() -> None:
    tenant = opened("jobconnection")
    person, client = member(tenant)
    said = {"profile.unemployment_fund": "3F Nordjylland", "profile.languages": "Farsi"}
    assert client.post("/my/profile/", {"person.name": "Liv Berg", **said}).status_code == 303
    with at_home(tenant):
        held = {row.category: row.value for row in Detail.objects.filter(person=person)}
    assert held == {"profile.unemployment_fund": "", "profile.languages": "Farsi"}
    assert "3F Nordjylland" in client.get("/my/profile/").content.decode()


def test_a_program_is_not_taken_for_a_document_and_what_was_typed_stays() -> None:
    tenant = opened("jobindex")
    _person, client = member(tenant)
    page = client.post(
        "/my/profile/",
        {
            "person.name": "Liv Berg",
            "profile.presentation": "I like trees.",
            "profile.cv": upload("cv.pdf", b"MZ\x90\x00 program"),
        },
    )
    assert page.status_code == 422
    assert "I like trees." in page.content.decode()
    with at_home(tenant):
        assert not Document.objects.exists()


@pytest.mark.clauses("JC-53", "JC-67")
def test_files_go_with_their_person(turn_clock) -> None:
    tenant = opened("jobconnection")
    with turn_clock(noon("2025-01-20")):
        person, client = member(tenant)
        client.post("/my/profile/", {"person.name": "Liv", "profile.cv": upload("cv.pdf")})
    with turn_clock(noon("2025-07-20")), at_home(tenant):
        privacy.sweep()
        assert not Person.objects.filter(pk=person.pk).exists()
        assert not StoredFile.objects.exists()


def test_another_person_has_no_such_file() -> None:
    tenant = opened("jobconnection")
    _person, client = member(tenant)
    client.post("/my/profile/", {"person.name": "Liv", "profile.cv": upload("cv.pdf")})
    with at_home(tenant):
        file = Document.objects.get()
        other = people.register(name="Odd", email="odd@example.org")
        user = accounts.open_account(other, "odd@example.org", confirmed=True)
        stranger = browser(tenant.slug)
        stranger.force_login(user)
    assert stranger.get(f"/my/documents/{file.pk}/").status_code == 404
    assert stranger.post(f"/my/documents/{file.pk}/removal/").status_code == 404


@pytest.mark.clauses("JT-37", "JC-72", "JI-63")
def test_the_copy_of_everything_has_the_files_in_it() -> None:
    tenant = opened("jobconnection")
    _person, client = member(tenant)
    client.post("/my/profile/", {"person.name": "Liv", "profile.cv": upload("cv.pdf")})
    client.post("/my/data/copy/")
    world.run_queued_tasks()
    packed = ZipFile(BytesIO(client.get("/my/data/copy/file/").content))
    assert packed.read("files/1 cv.pdf") == CV


# ------------------------------------------------------------------ a purpose is switched off
@pytest.mark.clauses("JI-55", "AB-34")
def test_what_no_purpose_needs_any_more_is_refused_and_goes(acme, browse) -> None:
    """S-97: the new version of the notice does not ask when one can work."""
    from ordholden.accounts.tests.make import make_user
    from ordholden.policy import compile_policy

    liv = make_user("Liv", "liv@example.org")
    me = browse(acme, liv)
    sent = {"person.name": "Liv", "profile.availability": "Mondays"}
    assert me.post("/my/profile/", sent).status_code == 303
    text = acme.policy.text.replace(', "profile.availability"', "")
    privacy.publish(
        compile_policy(text.replace("effective = 2026-01-01", "effective = 2026-02-01"))
    )
    assert me.post("/my/profile/", sent).status_code == 422
    assert 'name="profile.availability"' not in me.get("/my/profile/").content.decode()
    assert Detail.objects.filter(category="profile.availability").exists()
    privacy.sweep()
    assert not Detail.objects.filter(category="profile.availability").exists()


# ------------------------------------------------------------------ statistics only
@pytest.mark.clauses("JI-29")
def test_what_was_answered_for_numbers_goes_after_a_year_and_the_person_stays(turn_clock) -> None:
    tenant = opened("jobindex")
    with turn_clock(noon("2025-01-10")):
        person, _client = member(tenant)
        with at_home(tenant):
            people.save_detail(person, "statistics.gender", "woman")
    for day, there in (("2026-01-09", ["statistics.gender"]), ("2026-01-11", [])):
        with turn_clock(noon(day)), at_home(tenant):
            privacy.sweep()
            assert statistics.given(Person.objects.get(pk=person.pk)) == there


@pytest.mark.clauses("JI-29")
def test_gender_is_asked_after_applying_alone_and_never_shown(monkeypatch) -> None:
    tenant = opened("jobindex")
    _person, client = member(tenant)
    assert client.get("/my/statistics/").status_code == 404
    assert "statistics." not in client.get("/my/profile/").content.decode()
    monkeypatch.setattr(asking, "HAS_APPLIED", [lambda person: True])
    assert 'name="statistics.gender"' in client.get("/my/statistics/").content.decode()
    sent = {"statistics.gender": "woman", "statistics.birth_year": ""}
    assert client.post("/my/statistics/", {**sent, "person.gender": "woman"}).status_code == 422
    assert client.post("/my/statistics/", sent).status_code == 303
    page = client.get("/my/statistics/").content.decode()
    assert not re.search(r'value="woman"[^>]*checked', page)
    assert "woman" not in client.get("/my/data/").content.decode().lower()


# ------------------------------------------------------------------ the front door
@pytest.mark.clauses("AB-41")
def test_the_overview_names_who_one_can_turn_to(acme, browse) -> None:
    from ordholden.accounts.tests.make import make_staff, make_user
    from ordholden.candidates.actions import contacts

    liv, nora, tor = make_user("Liv", "liv@example.org"), make_staff("Nora"), make_staff("Tor")
    contacts.choose(liv.person, nora)
    me = browse(acme, liv)
    assert "nora@example.org" in me.get("/my/").content.decode()
    accounts.leave(nora.memberships.get())
    assert "nora@example.org" not in me.get("/my/").content.decode()
    assert contacts.hand_over(tor) == 1
    assert "tor@example.org" in me.get("/my/").content.decode()


@pytest.mark.clauses("AB-41")
def test_who_registered_alone_has_a_contact_person_too_and_keeps_it() -> None:
    from ordholden.accounts.tests.make import make_staff

    tenant = opened("aktivbemanning")
    _person, client = member(tenant)
    with at_home(tenant):
        make_staff("Mona", "marketing")
    assert "Your contact person" not in client.get("/my/").content.decode()
    with at_home(tenant):
        staff = [make_staff(name) for name in ("Nora", "Tor", "Siv")]

    def named() -> list[str]:
        page = client.get("/my/").content.decode()
        return [one.email for one in staff if one.email in page]

    (first,) = named()
    assert named() == [first]
    with at_home(tenant):
        accounts.leave(next(one for one in staff if one.email == first).memberships.get())
    (second,) = named()
    assert second != first
