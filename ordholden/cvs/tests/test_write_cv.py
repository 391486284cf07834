"""A person writes their CV part by part; it counts at once, and is theirs to take back."""

import re

import pytest
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.cvs.kinds import KINDS
from ordholden.cvs.models import Part
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import FIVE, browser, noon, opened

pytestmark = [pytest.mark.django_db]

JOB = {
    "title": "Murer",
    "organisation": "Sten & Fuge",
    "place": "Skive",
    "starts": "marts 2019",
    "ends": "",
    "is_current": "on",
    "text": "Facader.\nSkorstene.",
}
WRITTEN = {
    "jtworks": {"wishes", "experience", "education", "courses", "certificates", "skills"},
    "jobconnection": set(KINDS) - {"interests", "links"},
    "workwithus": set(),
    "jobindex": {"wishes", "experience", "education", "languages", "skills"},
    "aktivbemanning": {
        "wishes",
        "experience",
        "education",
        "courses",
        "certificates",
        "driving-licence",
    }
    | {"languages", "skills"},
}


def member(
    tenant: Tenant, name: str = "Liv Berg", email: str = "liv@example.org"
) -> tuple[Person, Client]:
    with at_home(tenant):
        person = people.register(name=name, email=email, locale="en")
        user = accounts.open_account(person, email, confirmed=True)
        client = browser(tenant.slug)
        client.force_login(user)
    return person, client


@pytest.mark.clauses("JC-34", "JT-10", "AB-03", "JI-40")
@pytest.mark.parametrize("slug", FIVE)
def test_the_cv_asks_what_the_policy_says_and_nothing_else(slug: str) -> None:
    tenant = opened(slug)
    _person, client = member(tenant)
    answer = client.get("/my/cv/")
    assert answer.status_code == (200 if WRITTEN[slug] else 404)
    found = set(re.findall(r"/my/cv/new/([a-z-]+)/", answer.content.decode()))
    assert found == WRITTEN[slug]
    assert ('href="/my/cv/"' in client.get("/my/").content.decode()) is bool(found)
    for kind in KINDS:
        status = client.post(f"/my/cv/new/{kind}/", {"title": "x"}).status_code
        assert status == (303 if kind in found else 404), kind


def test_a_part_is_written_changed_and_taken_back() -> None:
    tenant = opened("jobconnection")
    _person, client = member(tenant)
    assert client.post("/my/cv/new/experience/", {**JOB, "salary": "x"}).status_code == 422
    wrong = client.post("/my/cv/new/experience/", {**JOB, "starts": "once upon a time"})
    assert wrong.status_code == 422
    assert "Sten &amp; Fuge" in wrong.content.decode()  # nothing that was typed is lost
    assert (
        client.post("/my/cv/new/experience/", {**JOB, "starts": "2019", "ends": "2018"}).status_code
        == 422
    )
    assert client.post("/my/cv/new/experience/", JOB).status_code == 303
    with at_home(tenant):
        part = Part.objects.get()
        assert (part.starts, part.ends, part.is_current) == ("2019-03", "", True)
    shown = client.get("/my/cv/").content.decode()
    assert "Mar 2019 – now" in shown
    assert "Mar 2019" in client.get(f"/my/cv/{part.pk}/").content.decode()
    changed = {**JOB, "ends": "06/2021", "is_current": ""}
    assert client.post(f"/my/cv/{part.pk}/", changed).status_code == 303
    with at_home(tenant):
        part.refresh_from_db()
        assert (part.ends, part.is_current) == ("2021-06", False)
    assert client.post(f"/my/cv/{part.pk}/removal/").status_code == 303
    with at_home(tenant):
        assert not Part.objects.exists()


def test_parts_without_a_time_are_set_in_order_by_their_person() -> None:
    tenant = opened("jobindex")
    _person, client = member(tenant)
    for title in ("Excel", "Moms", "Løn"):
        client.post("/my/cv/new/skills/", {"title": title, "level": "expert"})
    with at_home(tenant):
        last = Part.objects.get(title="Løn")
    for _step in range(3):  # one step more than there is room for
        assert client.post(f"/my/cv/{last.pk}/place/", {"to": "up"}).status_code == 303
    page = client.get("/my/cv/").content.decode()
    assert [page.index(f">{one}<") for one in ("Løn", "Excel", "Moms")] == sorted(
        page.index(f">{one}<") for one in ("Løn", "Excel", "Moms")
    )


def test_the_latest_job_stands_first_whatever_was_written_last() -> None:
    tenant = opened("jobindex")
    _person, client = member(tenant)
    for title, starts, ends in (
        ("Kok", "2015", "2016-02"),
        ("Vagt", "2018", ""),
        ("Bud", "2016", "2017"),
    ):
        more = {"is_current": "on"} if not ends else {}
        client.post(
            "/my/cv/new/experience/", {"title": title, "starts": starts, "ends": ends} | more
        )
    page = client.get("/my/cv/").content.decode()
    assert page.index("Vagt") < page.index("Bud") < page.index("Kok")


def test_another_person_has_no_such_part() -> None:
    tenant = opened("jobindex")
    _person, client = member(tenant)
    client.post("/my/cv/new/skills/", {"title": "Excel"})
    _odd, stranger = member(tenant, "Odd", "odd@example.org")
    with at_home(tenant):
        part = Part.objects.get()
    for path in (f"/my/cv/{part.pk}/", f"/my/cv/{part.pk}/removal/", f"/my/cv/{part.pk}/place/"):
        assert stranger.post(path, {"title": "Mine"}).status_code == 404
    assert "Excel" not in stranger.get("/my/cv/").content.decode()


@pytest.mark.clauses("JT-03", "JC-29")
def test_each_form_says_why_it_is_asked_and_when_it_goes() -> None:
    tenant = opened("jtworks")
    _person, client = member(tenant)
    page = client.get("/my/cv/new/experience/").content.decode()
    assert "Why we ask" in page
    assert "We use it for this" in page
    assert "Gone" in page


@pytest.mark.clauses("JC-53", "JC-67")
def test_parts_go_with_their_person(turn_clock) -> None:
    tenant = opened("jobconnection")
    with turn_clock(noon("2025-01-20")):
        person, client = member(tenant)
        client.post("/my/cv/new/skills/", {"title": "Fuger"})
    with turn_clock(noon("2025-07-20")), at_home(tenant):
        privacy.sweep()
        assert not Person.objects.filter(pk=person.pk).exists()
        assert not Part.objects.exists()


@pytest.mark.clauses("JI-55", "AB-34")
def test_what_is_asked_no_more_goes_and_cannot_be_changed(acme, browse) -> None:
    from ordholden.accounts.tests.make import make_user
    from ordholden.policy import compile_policy

    me = browse(acme, make_user("Liv", "liv@example.org"))
    assert me.post("/my/cv/new/skills/", {"title": "Fuger"}).status_code == 303
    part = Part.objects.get()
    text = re.sub(r'"profile\.skills",?', "", acme.policy.text)
    privacy.publish(
        compile_policy(text.replace("effective = 2026-01-01", "effective = 2026-02-01"))
    )
    assert me.post(f"/my/cv/{part.pk}/", {"title": "Flere fuger"}).status_code == 404
    page = me.get("/my/cv/").content.decode()
    assert f'href="/my/cv/{part.pk}/"' not in page
    assert f"/my/cv/{part.pk}/removal/" in page
    privacy.sweep()
    assert not Part.objects.exists()


def test_a_long_cv_asks_the_database_no_more_often_than_a_short_one(
    django_assert_max_num_queries,
) -> None:
    tenant = opened("jobconnection")
    person, client = member(tenant)
    with at_home(tenant):
        Part.objects.bulk_create(
            Part(person=person, category=kind.category, title=f"{number}", position=number)
            for kind in KINDS.values()
            for number in range(20)
        )
    with django_assert_max_num_queries(26):
        assert client.get("/my/cv/").status_code == 200
    with django_assert_max_num_queries(22):
        assert client.get("/my/cv/file/clear/").status_code == 200
