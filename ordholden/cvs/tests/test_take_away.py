"""A person takes their CV along: as JSON Resume, as Europass, and as a page to print."""

import io
import json
import re
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pypdf import PdfReader

from ordholden.cvs import readers
from ordholden.cvs.kinds import KINDS
from ordholden.cvs.models import Part
from ordholden.cvs.readers import Found
from ordholden.cvs.tests.test_write_cv import JOB, member
from ordholden.cvs.writers import jsonresume
from ordholden.people import actions as people
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

HOSTILE = '#let x = read("/etc/passwd") *fed* $x^2$ @ref <label> \\ [x] `raw` // ~'
# What https://jsonresume.org/schema (1.0.0) says of the members we write.
TEXT, ISO, URI = "text", "iso8601", "uri"
SCHEMA: dict[str, dict[str, str]] = {
    "work": {
        "name": TEXT,
        "position": TEXT,
        "location": TEXT,
        "startDate": ISO,
        "endDate": ISO,
        "summary": TEXT,
    },
    "education": {
        "institution": TEXT,
        "area": TEXT,
        "studyType": TEXT,
        "startDate": ISO,
        "endDate": ISO,
    },
    "certificates": {"name": TEXT, "date": ISO, "issuer": TEXT, "url": URI},
    "languages": {"language": TEXT, "fluency": TEXT},
    "skills": {"name": TEXT, "level": TEXT},
    "interests": {"name": TEXT},
    "profiles": {"network": TEXT, "url": URI},
}
ISO8601 = re.compile(
    r"([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})"
)


def assert_valid(resume: dict[str, Any]) -> None:
    """Against the constraints of the schema."""
    assert set(resume) <= set(SCHEMA) | {"$schema", "basics", "meta"}
    rows = {**resume, "profiles": resume["basics"].get("profiles", [])}
    for section, members in SCHEMA.items():
        for row in rows.get(section, []):
            for name, kind in members.items():
                if (value := row.get(name)) is None:
                    continue
                assert isinstance(value, str)
                if kind == ISO:
                    assert ISO8601.fullmatch(value)
                if kind == URI:
                    assert re.match(r"https?://\S+$", value)
        assert all(
            isinstance(one, str) for row in rows.get("skills", []) for one in row["keywords"]
        )


PARTS = (
    ("experience", JOB),
    ("experience", {"title": HOSTILE, "starts": "2012", "ends": "2014-05"}),
    ("education", {"title": "Svendebrev", "organisation": "Skive TS", "ends": "2012"}),
    ("courses", {"title": "Stillads", "starts": "2020"}),
    ("tests", {"title": "Truckprøve", "level": "bestået"}),
    (
        "certificates",
        {"title": "Kran", "expires_on": "2031-05-01", "link": "https://example.org/k"},
    ),
    ("driving-licence", {"title": "B, BE"}),
    ("languages", {"title": "עברית", "level": "native"}),
    ("languages", {"title": "Norsk 🇳🇴", "level": "B2"}),
    ("skills", {"title": "Fuger", "level": "expert", "text": "kalk"}),
    ("internship", {"title": "Lærling", "organisation": "Fuge", "starts": "2009"}),
)


@pytest.fixture
def liv(db: None):
    """Somebody with a CV, in her browser, and the business."""
    tenant = opened("jobconnection")
    _person, client = member(tenant, "Liv Årup 🙂")
    for kind, said in PARTS:
        assert client.post(f"/my/cv/new/{kind}/", said).status_code == 303, kind
    client.tenant = tenant
    return client


@pytest.mark.clauses("JT-37", "JI-63")
def test_json_resume_is_valid_and_comes_back_whole(liv) -> None:
    answer = liv.get("/my/cv/file/json-resume/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="resume.json"'
    resume = json.loads(answer.content)
    assert_valid(resume)
    assert resume["basics"]["name"] == "Liv Årup 🙂"
    assert same(readers.read(answer.content, "resume.json"), liv.tenant)


def same(found: Found, tenant: Any) -> bool:
    with at_home(tenant):
        held = [
            (part.category, {c: getattr(part, c) for c in said if getattr(part, c)})
            for part in Part.objects.all()
            for said in [KINDS_OF[part.category].labels]
        ]
    read = [(KINDS[key].category, said) for key, said in found.parts]
    assert sorted(map(str, (sorted(s.items()) for _c, s in read))) == sorted(
        map(str, (sorted(s.items()) for _c, s in held))
    )
    return sorted(c for c, _s in read) == sorted(c for c, _s in held)


KINDS_OF = {kind.category: kind for kind in KINDS.values()}


def test_europass_comes_back_with_what_it_has_words_for(liv) -> None:
    answer = liv.get("/my/cv/file/europass/")
    found = readers.read(answer.content, "europass.json")
    kept = {(key, said["title"]) for key, said in found.parts}
    assert {("experience", "Murer"), ("education", "Svendebrev"), ("languages", "עברית")} <= kept
    levels = {said["title"]: said.get("level") for key, said in found.parts if key == "languages"}
    assert levels == {"עברית": "native", "Norsk 🇳🇴": "B2"}
    job = next(said for key, said in found.parts if said["title"] == "Murer")
    assert (job["starts"], job["is_current"]) == ("2019-03", True)


@pytest.mark.parametrize("layout", ["clear", "aside", "quiet"])
def test_the_page_says_what_was_written_and_never_obeys_it(liv, layout: str) -> None:
    liv.get(f"/my/cv/file/{layout}/")  # the fonts are read once
    begun = perf_counter()
    answer = liv.get(f"/my/cv/file/{layout}/")
    assert perf_counter() - begun < 3  # it takes a tenth of a second; a busy machine may need more
    assert answer.headers["Content-Type"] == "application/pdf"
    paper = PdfReader(io.BytesIO(answer.content))
    text = " ".join("\n".join(page.extract_text() for page in paper.pages).split())
    for words in (
        "Liv Årup",
        "Murer",
        "Sten & Fuge",
        "Kran",
        "*fed*",
        "@ref",
        'read("/etc/passwd")',
    ):
        assert words in text, words
    assert "root:" not in text
    # Nothing but whose it is: no program's name of ours, no moment, no place.
    assert set(paper.metadata) <= {"/Title", "/Author", "/Creator"}
    assert liv.get(f"/my/cv/file/{layout}/").content == answer.content


@pytest.mark.django_db
def test_its_headings_are_in_the_language_of_the_page() -> None:
    tenant = opened("aktivbemanning")
    _person, liv = member(tenant)
    liv.post("/my/cv/new/languages/", {"title": "Nordsamisk", "level": "native"})
    for code, words in {"nb": ("Språk", "Morsmål"), "en": ("Language", "Mother tongue")}.items():
        liv.cookies["language"] = code
        paper = PdfReader(io.BytesIO(liv.get("/my/cv/file/clear/").content))
        said = " ".join(page.extract_text() for page in paper.pages)
        assert all(word in said for word in words)


def test_there_is_no_other_form_of_file(liv) -> None:
    for form in ("docx", "common", "pdf"):
        assert liv.get(f"/my/cv/file/{form}/").status_code == 404


@pytest.mark.django_db
def test_the_person_is_taken_along_and_their_wishes_are_not() -> None:
    tenant = opened("jobindex")
    person, anna = member(tenant)
    with at_home(tenant):
        people.change_contact(person, phone="+45 12 34 56 78")
        people.save_detail(person, "profile.presentation", "Jeg måler to gange.")
    wish = {"title": "Mester", "place": "Fyn", "level": "part_time"}
    assert anna.post("/my/cv/new/wishes/", wish).status_code == 303
    assert "Part time" in anna.get("/my/cv/").content.decode()
    resume = json.loads(anna.get("/my/cv/file/json-resume/").content)
    assert "Mester" not in str(resume)  # what one wishes for is for us, not for the next
    assert resume["basics"]["summary"] == "Jeg måler to gange."
    assert resume["basics"]["phone"] == "+45 12 34 56 78"


# ------------------------------------------------------------------ whatever is written
letters = some.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
line = some.text(letters, min_size=1, max_size=40).map(lambda text: " ".join(text.split()))
words = line.filter(lambda text: text and "<" not in text and "&" not in text)
month = some.builds("{}-{:02}".format, some.integers(1950, 2029), some.integers(1, 12)) | (
    some.integers(1950, 2029).map(str)
)


@some.composite
def parts(draw: Any) -> tuple[str, dict[str, Any]]:
    kind = draw(some.sampled_from(sorted(k for k, one in KINDS.items() if one.for_others)))
    said: dict[str, Any] = {"title": draw(words)}
    for column in KINDS[kind].labels:
        if column in ("organisation", "place", "text"):
            said[column] = draw(some.just("") | words)
        elif column == "expires_on":
            said[column] = draw(some.none() | some.dates(date(1990, 1, 1), date(2060, 1, 1)))
        elif column == "level":
            levels = [key for key, _says in KINDS[kind].levels]
            said[column] = draw(some.sampled_from(["", *levels]) if levels else words)
        elif column == "link":
            said[column] = draw(some.sampled_from(["", "https://example.org/a?b=c"]))
    if "ends" in KINDS[kind].labels:
        said["starts"], said["ends"] = sorted([draw(month), draw(month)])
        said["is_current"] = draw(some.booleans())
        said["ends"] = "" if said["is_current"] else said["ends"]
    elif "starts" in KINDS[kind].labels:
        said["starts"] = draw(some.just("") | month)
    return kind, {column: value for column, value in said.items() if value}


@settings(max_examples=80, deadline=None)
@given(parts())
def test_any_part_comes_back_from_json_resume_as_it_was(part: tuple[str, dict[str, Any]]) -> None:
    kind, said = part
    section, members = jsonresume.member(KINDS[kind].category, said)
    resume: dict[str, Any] = {"basics": {}}
    there = resume["basics"] if section == "profiles" else resume
    there[section] = [members]
    (back,) = readers.read(json.dumps(resume).encode(), "resume.json").parts
    assert back == (kind, said)
