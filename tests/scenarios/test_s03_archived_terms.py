"""S-03: the text somebody registered under stays readable, with its days; nobody overwrites it."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from ordholden.privacy.models import NoticeShown
from ordholden.tenants.actions import add
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import POLICIES, answers, browser
from tests.scenarios.doors import Doors, copy_of, page, person


def ji(name: str, email: str) -> dict[str, str]:
    sent = answers("jobindex", **{"person.name": name, "person.email": email})
    return {key.replace(".", "__"): value for key, value in sent.items()}


def two_versions(doors: Doors) -> Tenant:
    """The old terms end on 17 May 2018; Tove registers that day, and Vagn on the next."""
    old = (POLICIES / "archive" / "jobindex-2018.toml").read_text(encoding="utf-8")
    with doors.on("2018-05-17"):
        add(old.replace("until = 2018-05-24", "until = 2018-05-17"), ["jobindex.localhost"])
        tenant = Tenant.objects.get(slug="jobindex")
        doors.join(tenant, **ji("Tove Bech", "tove@example.org"))
    with doors.on("2018-05-18"):
        new = doors.text("jobindex", ("effective = 2018-05-25", "effective = 2018-05-18"))
        code, said = doors.command(
            "notice", "publish", doors.file(new), "--why", "The law itself has changed."
        )
        assert code == 0, said
        tenant = Tenant.objects.get(slug="jobindex")
        doors.join(tenant, **ji("Vagn Riis", "vagn@example.org"))
    return tenant


@pytest.mark.clauses("JI-01")
def test_a_published_version_cannot_be_changed(doors: Doors) -> None:
    two_versions(doors)
    for statement in ("UPDATE privacy_noticetext SET html = ''", "DELETE FROM privacy_noticetext"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.clauses("JI-02")
def test_the_terms_must_be_accepted(doors: Doors) -> None:
    tenant = doors.open("jobindex")
    sent = answers("jobindex", **{"person.name": "Tove", "person.email": "tove@example.org"})
    del sent["declared.terms"]
    assert browser("jobindex").post("/join/", sent).status_code == 422
    assert person(tenant, "tove@example.org") is None


@pytest.mark.clauses("JI-01", "JI-02", "JI-52", "JT-60", "AB-39")
def test_each_registered_under_the_text_of_the_day_and_it_can_still_be_read(doors: Doors) -> None:
    tenant = two_versions(doors)
    numbers = {}
    for email in ("tove@example.org", "vagn@example.org"):
        found = person(tenant, email)
        with at_home(tenant):
            numbers[email] = NoticeShown.objects.get(person=found, place="sign_up").notice.number
    assert numbers == {"tove@example.org": 1, "vagn@example.org": 2}
    with doors.on("2018-05-19"):
        stranger = browser("jobindex")
        first = page(stranger, "/notice/versions/1/")
        assert re.search(r"17 May 2018|2018-05-17", first)
        assert "/notice/versions/1/" in page(stranger, "/notice/versions/")
        assert "persondataloven" in first
        assert "persondataloven" not in page(stranger, "/notice/")


@pytest.mark.clauses("JI-52")
def test_a_copy_of_ones_data_cites_the_law_it_was_collected_under(doors: Doors) -> None:
    tenant = two_versions(doors)
    told = {}
    with doors.on("2018-05-19"):
        for email in ("tove@example.org", "vagn@example.org"):
            client = doors.sign_in(tenant, email)
            client.cookies["language"] = "da"
            told[email] = [(one["notice"], one["law"]) for one in copy_of(client)["told"]]
    assert told["tove@example.org"] == [(1, "persondataloven")]
    assert [number for number, _law in told["vagn@example.org"]] == [2]
    assert "persondataloven" not in str(told["vagn@example.org"])
