"""A firm of another country, with one language, no consent, and rules counted in other ways."""

import re

import pytest

from ordholden.papers.tests.make import upload
from ordholden.people.models import Detail, Person
from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser
from tests.harness.world import POLICIES
from tests.scenarios.doors import Doors, copy_of, letters, page, person

FILE = str(POLICIES / "norrsken.toml")
ELSA = {"person.name": "Elsa Lind", "person.email": "elsa@example.org", "own.nights": "yes"}
PROFILE = {
    "person.name": "Elsa Lind",
    "own.nights": "no",
    "own.kilometres": "35",
    "own.story": "I like snow.",
    "own.free_from": "2026-05-04",
    "own.transport": "By kick sled",
    "own.nickname": "Ella",
}


@pytest.fixture
def norrsken(doors: Doors) -> Tenant:
    with doors.on("2026-03-02"):
        return add((POLICIES / "norrsken.toml").read_text(encoding="utf-8"), ["norrsken.localhost"])


def joined(doors: Doors, tenant: Tenant) -> None:
    doors.join(tenant, **{key.replace(".", "__"): one for key, one in ELSA.items()})


def asked(doors: Doors, clause: str, *anchors: str) -> str:
    words = [part for anchor in anchors for part in ("--anchor", anchor)]
    code, said = doors.command(
        "policy", "due", FILE, "--clause", clause, *words, "--format", "json"
    )
    assert code == 0, said
    return said


# ------------------------------------------------------------------ the command line
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{ en = "By car" }', '{ en = "On foot" }'),
        (', { en = "By kick sled" }, { en = "By car" }', ""),
        ('kind = "date"', 'kind = "date"\nchoices = [{ en = "May" }, { en = "June" }]'),
        ('purposes = ["shifts"]\nclauses = ["NO-21"]', 'clauses = ["NO-21"]'),
        ('ask = { before = "2 weeks" }', 'ask = { before = "2 years" }'),
        ('after = "90 days"', 'after = "72 hours"'),
        ('"06-30"', '"31-12"'),
        ("Europe/Stockholm", "Europe/Lulea"),
    ],
)
def test_a_single_fault_is_named_with_its_line(doors: Doors, old: str, new: str) -> None:
    text = (POLICIES / "norrsken.toml").read_text(encoding="utf-8")
    assert old in text
    code, said = doors.command("policy", "check", doors.file(text.replace(old, new, 1)))
    lines = {int(line.split(":")[1]) for line in said.strip().splitlines()}
    near = text[: text.index(old)].count("\n") + 1
    assert code == 1
    assert any(abs(line - near) <= 16 for line in lines), said


@pytest.mark.parametrize(("country", "zone"), [("DE", "Europe/Berlin"), ("FI", "Europe/Helsinki")])
def test_a_firm_in_a_country_without_statutes_of_its_own_compiles(
    doors: Doors, country: str, zone: str
) -> None:
    text = (POLICIES / "norrsken.toml").read_text(encoding="utf-8")
    text = text.replace('"SE"', f'"{country}"').replace("SE:bokforingslagen", f"{country}:hgb")
    text = text.replace("Europe/Stockholm", zone).replace('"06-30"', '"02-28"')
    path = doors.file(text)
    assert doors.command("policy", "check", path)[0] == 0
    assert "hgb" in doors.command("policy", "notice", path)[1]
    assert doors.command("policy", "record", path)[0] == 0


def test_what_all_of_several_waits_for_is_only_what_is_missing(doors: Doors) -> None:
    said = asked(doors, "NO-42", "employment_ended=2026-09-30")
    assert re.search(r'"waits_for": \[\s*"last_activity"\s*\]', said)


@pytest.mark.parametrize(
    ("clause", "anchors", "due"),
    [
        ("NO-40", ["last_contact=2026-06-30"], "2027-02-28"),
        ("NO-40", ["last_contact=2026-06-30", "process_closed=2026-09-01"], "2027-05-01"),
        ("NO-40", ["last_contact=2029-01-31", "collected=2026-03-02"], "2029-03-02"),
        ("NO-41", ["collected=2026-03-02"], "2026-05-11"),
        ("NO-42", ["last_activity=2026-08-31", "employment_ended=2026-08-01"], "2028-02-29"),
        ("NO-43", ["employment_ended=2026-01-01"], "2034-01-01"),
        ("NO-44", ["last_message=2026-09-30", "case_closed=2026-08-15"], "2027-01-15"),
    ],
)
def test_each_way_of_counting_has_its_day(
    doors: Doors, clause: str, anchors: list[str], due: str
) -> None:
    assert f'"due": "{due}"' in asked(doors, clause, *anchors)


@pytest.mark.parametrize("locale", ["en", "da", "nb"])
@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_notice_record_and_explanation_can_be_read(doors: Doors, locale: str, form: str) -> None:
    for words in (["notice"], ["record"], ["explain", "own.transport"]):
        told = ["--locale", locale, "--format", form]
        if words == ["explain", "own.transport"] and locale != "en":
            continue
        code, said = doors.command("policy", words[0], FILE, *words[1:], *told)
        assert code == 0, said
        assert "kick sled" in said or words != ["notice"]


# ------------------------------------------------------------------ the site
def test_the_site_speaks_its_one_language_and_offers_no_mails(norrsken: Tenant) -> None:
    visitor = browser("norrsken")
    visitor.cookies["language"] = "da"
    front = page(visitor, "/")
    assert 'lang="en"' in front
    assert "language=da" not in front
    assert visitor.get("/?language=da").status_code == 200
    assert visitor.get("/mail/").status_code == 404


def test_signing_up_asks_the_firms_own_questions(doors: Doors, norrsken: Tenant) -> None:
    form = page(browser("norrsken"), "/join/")
    assert "Do you work at night?" in form
    assert "consent." not in form
    for wrong in (
        {"own.nights": ""}, {"own.nights": "perhaps"}, {"own.kilometres": "far"},
        {"own.story": "not asked yet"}, {"consent.marketing": "on"},
    ):  # fmt: skip
        answer = browser("norrsken").post("/join/", {**ELSA, "person.account": "", **wrong})
        assert answer.status_code == 422, wrong
    joined(doors, norrsken)


def test_own_fields_of_every_kind_are_kept_shown_and_changed(
    doors: Doors, norrsken: Tenant
) -> None:
    joined(doors, norrsken)
    elsa = doors.sign_in(norrsken, "elsa@example.org")
    answer = elsa.post("/my/profile/", {**PROFILE, "own.card": upload("card.pdf")})
    assert answer.status_code == 303, answer.content.decode()
    for name, wrong in (("own.transport", "7"), ("own.free_from", "soon"), ("own.nights", "")):
        assert elsa.post("/my/profile/", {**PROFILE, name: wrong}).status_code == 422, name
    form = page(elsa, "/my/profile/")
    assert re.search(r'<option value="By kick sled"[^>]*selected', form)
    assert "card.pdf" in form
    for html in (page(elsa, "/my/data/"), str(copy_of(elsa)["held"])):
        assert "By kick sled" in html
        assert "I like snow." in html
        assert "card.pdf" in html
    found = person(norrsken, "elsa@example.org")
    with doors.on("2026-03-03"):
        seen = page(doors.staff(norrsken), f"/people/{found.pk}/?purpose=shifts")
        assert "By kick sled" in seen


# ------------------------------------------------------------------ the sweep
def test_a_field_of_its_own_goes_on_its_own_day(doors: Doors, norrsken: Tenant) -> None:
    with doors.on("2026-03-02"):
        joined(doors, norrsken)
        doors.sign_in(norrsken, "elsa@example.org").post("/my/profile/", PROFILE)
    doors.sweep("norrsken", "2026-05-10")
    with at_home(norrsken):
        assert Detail.objects.filter(category="own.story").exists()
    doors.sweep("norrsken", "2026-05-11")
    with at_home(norrsken):
        assert not Detail.objects.filter(category="own.story").exists()
        assert Detail.objects.filter(category="own.transport").exists()


def test_told_asked_and_gone(doors: Doors, norrsken: Tenant) -> None:
    with doors.on("2026-03-02"):
        joined(doors, norrsken)
    held = len(letters("elsa@example.org"))
    for day, count in (
        ("2026-10-01", 0), ("2026-10-02", 1), ("2026-10-18", 1), ("2026-10-19", 2),
        ("2026-11-01", 2),
    ):  # fmt: skip
        doors.sweep("norrsken", day)
        assert len(letters("elsa@example.org")) == held + count, day
    assert person(norrsken, "elsa@example.org") is not None
    doors.sweep("norrsken", "2026-11-02")
    assert person(norrsken, "elsa@example.org") is None


def test_no_contact_however_frequent_outlives_the_cap(doors: Doors, norrsken: Tenant) -> None:
    with doors.on("2026-03-02"):
        joined(doors, norrsken)
    found = person(norrsken, "elsa@example.org")
    for day in ("2026-10-15", "2027-05-15", "2027-12-15", "2028-07-15", "2029-02-10"):
        with doors.on(day):
            doors.staff(norrsken).post(f"/people/{found.pk}/contact/?purpose=shifts")
        doors.sweep("norrsken", day)
    doors.sweep("norrsken", "2029-03-01")
    assert person(norrsken, "elsa@example.org") is not None
    doors.sweep("norrsken", "2029-03-02")
    assert person(norrsken, "elsa@example.org") is None


def test_who_worked_stays_until_silent_and_the_books_keep_the_name(
    doors: Doors, norrsken: Tenant
) -> None:
    with doors.on("2026-03-02"):
        joined(doors, norrsken)
        doors.sign_in(norrsken, "elsa@example.org").post("/my/profile/", PROFILE)
    found = person(norrsken, "elsa@example.org")
    for verb, day in (("employment-started", "2026-04-01"), ("employment-ended", "2026-08-14")):
        with doors.on(day):
            sent = doors.staff(norrsken).post(f"/people/{found.pk}/{verb}/", {"day": day})
            assert sent.status_code == 303
    doors.sweep("norrsken", "2028-02-13")
    with at_home(norrsken):
        assert Detail.objects.filter(category="own.transport").exists()
    doors.sweep("norrsken", "2028-02-14")
    with at_home(norrsken):
        assert set(Person.objects.values_list("name", flat=True)) >= {"Elsa Lind"}
        assert not Detail.objects.exists()
    doors.sweep("norrsken", "2033-12-31")
    with at_home(norrsken):
        assert Person.objects.filter(name="Elsa Lind").exists()
    doors.sweep("norrsken", "2034-01-01")
    with at_home(norrsken):
        assert not Person.objects.filter(name="Elsa Lind").exists()
