"""S-06: a field without a purpose, a purpose without a basis: the file is refused, naming both."""

import logging

import pytest

from ordholden.people.models import Person
from ordholden.tenants.scope import at_home
from tests.harness.five import FIVE, answers, browser
from tests.scenarios.doors import Doors

HELMET = """
[[field]]
id = "helmet"
label = { da = "Hjelmstørrelse", en = "Helmet size" }
kind = "text"
because = "Tried."

[[collect]]
who = "candidate"
at = "profile"
fields = ["own.helmet"]
because = "Tried."
"""
SCORING = """
[purpose.scoring]
text = { da = "Give dig point", en = "Give you points" }
who = ["candidate"]
because = "Tried."
"""


@pytest.mark.clauses("JT-05", "JT-19", "AB-11", "WW-39", "JI-28", "JC-30")
@pytest.mark.parametrize("slug", FIVE)
def test_the_file_is_refused_and_both_are_named(doors: Doors, slug: str) -> None:
    text = doors.text(slug) + HELMET + SCORING
    if slug == "aktivbemanning":
        text = text.replace('{ da = "Hj', '{ nb = "Hj').replace('{ da = "Give', '{ nb = "Give')
    path = doors.file(text)
    code, said = doors.command("policy", "check", path)
    assert code == 1
    lines = said.strip().splitlines()
    assert all(line.startswith(f"{path}:") for line in lines), said
    spots = {
        "purposes": text.index('fields = ["own.helmet"]'),
        "bases": text.index("[purpose.scoring]"),
    }
    for name, place in spots.items():
        first = text[:place].count("\n") - 3
        hits = [line for line in lines if name in line]
        numbers = [int(line.removeprefix(f"{path}:").partition(":")[0]) for line in hits]
        assert any(first <= number <= first + 8 for number in numbers), (name, said)


@pytest.mark.clauses("JT-05", "JC-30")
@pytest.mark.parametrize("slug", FIVE)
def test_a_field_nobody_asks_for_is_refused_when_sent_and_leaves_no_trace(
    doors: Doors, slug: str, caplog: pytest.LogCaptureFixture
) -> None:
    tenant = doors.open(slug)
    with caplog.at_level(logging.DEBUG):
        for field in ("own.helmet", "profile.union", "helmet", "person.name.first"):
            sent = answers(slug, **{field: "Snurretop 58"})
            assert browser(slug).post("/join/", sent).status_code == 422, field
    assert "Snurretop" not in caplog.text
    with at_home(tenant):
        assert not Person.objects.exists()
