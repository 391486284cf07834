"""S-01: five businesses, one program; each tells who it is, in its own language."""

import re
from html import unescape

import pytest
import tomli
from django.test import Client

from ordholden.policy import PolicyFaults, compile_policy
from tests.harness.five import FIVE, POLICIES
from tests.scenarios.doors import Doors, page

LANGUAGE = {"aktivbemanning": "nb"}


def words(html: str) -> str:
    """A page as it is read."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("slug", FIVE)
@pytest.mark.parametrize("table", ["controller", "authority", "policy"])
def test_without_a_mandatory_entry_the_file_is_refused(slug: str, table: str) -> None:
    text = (POLICIES / f"{slug}.toml").read_text(encoding="utf-8")
    torn = re.sub(rf"(?ms)^\[\[?{table}\]\]?$.*?(?=^\[)", "", text, count=1)
    assert torn != text
    with pytest.raises(PolicyFaults) as refused:
        compile_policy(torn)
    assert any(table in fault.sentence for fault in refused.value.faults)


@pytest.mark.clauses(
    "JT-01", "JT-63", "JC-04", "WW-02", "WW-03", "JI-02", "JI-03", "JI-48", "AB-01",
    "AB-02", "AB-42", "AB-43",
)  # fmt: skip
@pytest.mark.parametrize("slug", FIVE)
def test_each_site_says_who_it_is_and_how_to_reach_it(doors: Doors, slug: str) -> None:
    doors.open(slug)
    file = tomli.loads(doors.text(slug))
    stranger = Client(HTTP_HOST=f"{slug}.localhost")
    for path in ("/", "/notice/", "/contact/"):
        html = page(stranger, path)
        assert f'lang="{LANGUAGE.get(slug, "da")}"' in html, path
        assert file["controller"]["name"] in words(html), path
    notice, contact = words(page(stranger, "/notice/")), words(page(stranger, "/contact/"))
    controller = file["controller"]
    for text in (controller["address"], controller.get("number", "")):
        assert text in notice
        assert text in contact
    for key, point in file["contact"].items():
        for what in ("email", "phone", "post", "person"):
            assert point.get(what, "") in contact, (key, what)
    header = file["contact"].get("header", {})
    assert header.get("phone", "") in words(page(stranger, "/join/"))


@pytest.mark.clauses("JT-43", "WW-109", "JI-129", "AB-37", "AB-38")
@pytest.mark.parametrize("slug", FIVE)
def test_each_names_the_authority_as_far_as_its_notice_does(doors: Doors, slug: str) -> None:
    doors.open(slug)
    (authority,) = tomli.loads(doors.text(slug))["authority"]
    stranger = Client(HTTP_HOST=f"{slug}.localhost")
    for path in ("/notice/", "/contact/"):
        said = words(page(stranger, path))
        for what in ("name", "address", "email", "phone", "website"):
            assert authority.get(what, "") in said, (path, what)


def test_an_unknown_host_is_nobodys_site(doors: Doors) -> None:
    doors.open("jtworks")
    assert Client(HTTP_HOST="elsewhere.localhost").get("/").status_code == 404
