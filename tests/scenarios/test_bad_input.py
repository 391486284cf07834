"""What should not be sent is refused in a sentence; nothing is lost, kept or logged by it."""

import logging
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordholden.people.models import Detail, Person
from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import FIVE, answers, browser
from tests.harness.world import POLICIES
from tests.scenarios.doors import Doors, page, person

GOOD = (POLICIES / "acme.toml").read_bytes()
BRAND = b'brand = "Acme"'
TORN = {
    "a NUL byte": GOOD[:900] + b"\0" + GOOD[900:],
    "an escaped NUL": GOOD.replace(BRAND, b'brand = "Ac\\u0000me"'),
    "a name of two lines": GOOD.replace(BRAND, b'brand = "Acme\\nBcc: x@example.org"'),
    "two megabytes": GOOD + b"# " + b"x" * 2_000_000,
    "not UTF-8": GOOD.decode().encode("latin-1"),
    "UTF-16": GOOD.decode().encode("utf-16"),
    "nothing": b"",
    "deep nesting": b"a = " + b"[" * 4000 + b"]" * 4000,
    "an endless number": GOOD + b"\n[more]\nx = " + b"9" * 6000,
    "a key twice": GOOD + b"\n[policy]\n",
    "no TOML at all": b'{"policy": 1}',
    "half a sign": GOOD.replace(BRAND, b'brand = "\\uD800"'),
    "an id with a line's end": GOOD.replace(b'id = "draft"', b'id = "draft\\n"'),
}


# ------------------------------------------------------------------ files
@pytest.mark.parametrize("what", TORN)
def test_a_torn_file_is_answered_line_by_line(doors: Doors, what: str, tmp_path: Path) -> None:
    path = tmp_path / "torn.toml"
    path.write_bytes(TORN[what])
    code, said = doors.command("policy", "check", str(path))
    assert code == 1
    assert all(re.match(rf"{path}:\d+: .", line) for line in said.strip().splitlines()), said
    for words in (["tenant", "add", str(path), "--host", "acme.localhost"],
                  ["notice", "publish", str(path)]):  # fmt: skip
        code, said = doors.command(*words)
        assert code == 1, words
        assert "Traceback" not in said
    assert not Tenant.objects.exists()


@pytest.mark.parametrize("name", ["", "absent.toml", "."])
def test_what_is_no_file_is_said(doors: Doors, name: str, tmp_path: Path) -> None:
    code, said = doors.command("policy", "check", str(tmp_path / name))
    assert (code, said.count("\n")) == (1, 1)


@pytest.mark.parametrize("dressed", [b"\xef\xbb\xbf" + GOOD, GOOD.replace(b"\n", b"\r\n")])
def test_what_an_editor_adds_is_no_fault(doors: Doors, dressed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "acme.toml"
    path.write_bytes(dressed)
    assert doors.command("policy", "check", str(path))[0] == 0
    assert doors.command("tenant", "add", str(path), "--host", "acme.localhost")[0] == 0
    tenant = Tenant.objects.get(slug="acme")
    path.write_bytes(dressed.replace(b'after = "18 months"', b'after = "17 months"'))
    code, said = doors.command("notice", "publish", str(path))
    assert code == 0, said
    path.write_bytes(dressed.replace(b'after = "18 months"', b'after = "16 months"'))
    with path.open("rb") as file:
        sent = doors.staff(tenant, "privacy_officer", "Ellen").post(
            "/privacy/publication/", {"file": file, "way": "publication"}
        )
    assert sent.status_code == 303, sent.content.decode()
    assert page(browser("acme"), "/notice/versions/3/")


@pytest.mark.parametrize("what", ["two megabytes", "a NUL byte", "not UTF-8", "a key twice"])
def test_the_officers_upload_says_what_is_wrong(doors: Doors, what: str) -> None:
    tenant = add(GOOD.decode(), ["acme.localhost"])
    file = SimpleUploadedFile("policy.toml", TORN[what])
    sent = doors.staff(tenant, "privacy_officer", "Ellen").post(
        "/privacy/publication/", {"file": file, "way": "publication", "note": "Kept words"}
    )
    assert sent.status_code == 422
    assert "Kept words" in sent.content.decode()


# ------------------------------------------------------------------ forms
HOSTILE = {
    "html": "<script>alert('x')</script><img src=x onerror=1>",
    "template": "{{ request.user.password }}{% now 'Y' %}",
    "rtl": "\u202eevila\u202c \u2066Åse\u2069",
    "emoji": "🧑🏽‍🚒 Ægir 🏳️‍🌈",
    "sql": "Robert'); DROP TABLE people_person;--",
}


def test_a_strange_name_is_a_name(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    for kind in HOSTILE:
        strange(doors, tenant, kind)


def strange(doors: Doors, tenant: Tenant, kind: str) -> None:
    email = f"{kind}@example.org"
    sent = answers("jtworks", **{"person.name": HOSTILE[kind], "person.email": email})
    sent["person.address"] = HOSTILE[kind]
    me = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    found = person(tenant, email)
    assert found.name == HOSTILE[kind]
    for client, path in (
        (me, "/my/profile/"), (me, "/my/data/"), (me, "/my/"),
        (doors.staff(tenant), f"/people/{found.pk}/?purpose=job_offers"),
        (doors.staff(tenant), "/people/?purpose=job_offers"),
    ):  # fmt: skip
        html = page(client, path)
        assert "<script>alert" not in html
        assert "onerror=1>" not in html
    assert me.get("/my/data/copy/").status_code == 200


UNFIT = [
    ("person.name", "x" * 100_000),
    ("person.name", "a\0b"),
    ("person.address", "y" * 100_000),
    ("person.phone", "not a number at all"),
    ("person.phone", "2" * 500),
    ("person.email", "liv@example.org\nBcc: all@example.org"),
    ("person.email", "l" * 300 + "@example.org"),
    ("person.email", "liv"),
    ("person.account", "12345"),
]


@pytest.mark.parametrize("slug", ["jtworks", "jobconnection"])
def test_what_cannot_be_kept_is_refused_and_the_rest_stays_typed(
    doors: Doors, slug: str, caplog: pytest.LogCaptureFixture
) -> None:
    tenant = doors.open(slug)
    for field, value in UNFIT:
        unfit(doors, tenant, field, value, caplog)


def unfit(
    doors: Doors, tenant: Tenant, field: str, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    slug = tenant.slug
    sent = answers(slug, **{"person.name": "Torben Vinge", "person.other_contact": "Skype"})
    with caplog.at_level(logging.DEBUG):
        answer = browser(slug).post("/join/", {**sent, field: value})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Skype" in html
    if field != "person.name":
        assert "Torben Vinge" in html
    if field == "person.account":
        assert value not in html
    assert "Torben" not in caplog.text
    with at_home(tenant):
        assert not Person.objects.exists()


@pytest.mark.parametrize("slug", FIVE)
def test_without_the_forms_token_nothing_is_taken(doors: Doors, slug: str) -> None:
    tenant = doors.open(slug)
    stranger = Client(HTTP_HOST=f"{slug}.localhost", enforce_csrf_checks=True)
    answer = stranger.post("/join/", answers(slug))
    assert answer.status_code == 403
    assert "Liv Berg" not in answer.content.decode()
    with at_home(tenant):
        assert not Person.objects.exists()


def test_sent_twice_is_one_person(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    with doors.tasks():
        for _twice in range(2):
            assert browser("jtworks").post("/join/", answers("jtworks")).status_code == 303
    with at_home(tenant):
        assert Person.objects.count() == 1


def test_the_profile_refuses_what_it_does_not_ask_and_keeps_what_it_has(
    doors: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    tenant = doors.open("jtworks")
    sent = answers("jtworks", **{"person.email": "aa@example.org"})
    me = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    kept = {"person.name": "Liv Berg", "profile.skills": "Bricks"}
    assert me.post("/my/profile/", kept).status_code == 303
    with caplog.at_level(logging.DEBUG):
        for more in ("state", "has_employment", "employment.pay", "person.id", "tenant", "kinds"):
            assert me.post("/my/profile/", {**kept, more: "Kvaksalver"}).status_code == 422, more
        long = {**kept, "profile.skills": "z" * 200_000}
        assert me.post("/my/profile/", long).status_code == 422
        odd = {**kept, "profile.skills": "a\0b"}
        assert me.post("/my/profile/", odd).status_code == 422
        virus = SimpleUploadedFile("cv.pdf", b"MZ\x90\0", "application/pdf")
        assert me.post("/my/profile/", {**kept, "profile.cv": virus}).status_code == 422
    assert "Kvaksalver" not in caplog.text
    with at_home(tenant):
        assert list(Detail.objects.values_list("value", flat=True)) == ["Bricks"]


ADDRESSES = [
    "/my/consents/%00/yes/",
    "/notice/versions/99999999999999999999/",
    "/notice/versions/0/",
    "/people/?purpose=%00",
    "/people/?page=99999999999999999999&purpose=job_offers",
    "/people/?purpose=job_offers&page=x",
    "/mail/confirm/%F0%9F%A6%BA/",
    "/join/registered/x/",
    "/mail/stop/x/",
    "/withdrawal/x/",
    "/?language=%00",
    "/notice/?language=xx",
]


def test_a_strange_address_is_no_fault_of_the_program(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    for client in (browser("jtworks"), doors.staff(tenant)):
        for path in ADDRESSES:
            assert client.get(path).status_code in (200, 302, 303, 400, 404, 405, 409), path


def test_other_kinds_of_bodies_are_answered(doors: Doors) -> None:
    doors.open("jtworks")
    visitor = browser("jtworks")
    many = {f"f{number}": "x" for number in range(1200)}
    for answer in (
        visitor.post("/join/", '{"person.name": "x"}', content_type="application/json"),
        visitor.post("/join/", b"\xff\xfe", content_type="application/x-www-form-urlencoded"),
        visitor.post("/join/", b"--x\r\n", content_type="multipart/form-data; boundary=x"),
        visitor.post("/join/", many),
        visitor.put("/join/", b"x"),
        visitor.delete("/join/"),
    ):
        assert answer.status_code in (400, 405, 413, 422), answer.status_code


LONG = "l" * 300 + "@example.org"


SENT = [
    ("/account/sign-in/", {"login": LONG, "password": "x" * 100_000}),
    ("/account/sign-in/", {"login": "a\0b@example.org", "password": "x"}),
    ("/account/sign-in/code/", {"email": LONG}),
    ("/account/password/reset/", {"email": LONG}),
    ("/account/address/", {"email": LONG, "action_add": ""}),
    ("/account/address/", {"email": "a\0b@example.org", "action_add": ""}),
    ("/notice/receipt/", {"code": "x" * 100_000}),
    ("/notice/receipt/", {"code": "a\0b"}),
    ("/my/mails/none/stop/", {}),
    ("/my/approval/", {"later_jobs": "perhaps"}),
]


def test_other_forms_refuse_without_a_fault(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    me = doors.join(
        tenant,
        **{
            key.replace(".", "__"): one
            for key, one in answers("jtworks", **{"person.email": "aa@example.org"}).items()
        },
    )
    for client in (browser("jtworks"), me):
        for path, sent in SENT:
            with doors.tasks():
                answer = client.post(path, sent)
            assert answer.status_code in (302, 303, 404, 422, 429), (path, answer.status_code)


MET = [
    {"name": "Bo", "email": LONG, "how": "met"},
    {"name": "B\0o", "email": "bo@example.org", "how": "met"},
    {"name": "x" * 5000, "email": "bo@example.org", "how": "met"},
    {"name": "Bo", "email": "bo@example.org", "how": "hearsay"},
    {"name": "Bo", "email": "bo@example.org", "how": "met", "state": "active"},
]


def test_staff_write_down_nobody_wrongly(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    ulla = doors.staff(tenant)
    for met in MET:
        assert ulla.post("/people/new/", met).status_code == 422, met
    with at_home(tenant):
        assert not Person.objects.filter(kinds__contains=["candidate"]).exists()


DAYS = ["", "soon", "2026-02-30", "0001-01-01", "9999-12-31", "2026-02-1\0"]


def test_a_day_that_is_none_notes_nothing(doors: Doors) -> None:
    tenant = doors.open("jobconnection")
    sent = answers("jobconnection", **{"person.email": "aa@example.org"})
    doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    found = person(tenant, "aa@example.org")
    ulla = doors.staff(tenant)
    ulla.post(f"/people/{found.pk}/employment-started/", {"day": "2024-01-02"})
    for day in DAYS:
        answer = ulla.post(f"/people/{found.pk}/employment-ended/", {"day": day})
        assert answer.status_code in (409, 422), (day, answer.status_code)
    assert person(tenant, "aa@example.org").employment_ended_on is None
    doors.sweep("jobconnection", "2026-11-22")


def test_nobody_subscribes_with_what_is_no_address(doors: Doors) -> None:
    doors.open("workwithus")
    for address in [LONG, "a\0b@example.org", "", "no address"]:
        wish = {"mailing.email": address, "consent.newsletter": "on"}
        assert browser("workwithus").post("/mail/", wish).status_code == 422, address
