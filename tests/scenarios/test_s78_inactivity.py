"""S-78: after two silent years a profile is reminded, then gone; who is at work is not silent."""

import pytest
from django.core import mail

from ordholden.people.models import Detail
from ordholden.privacy.models import Erasure
from ordholden.tenants.scope import at_home
from tests.harness.five import answers
from tests.scenarios.doors import Doors, letters, person


@pytest.mark.clauses("JT-51", "JT-53", "JT-54")
def test_reminded_then_gone_and_the_ledger_knows(doors: Doors) -> None:
    with doors.on("2024-02-29"):
        tenant = doors.open("jtworks")
        for name in ("Bue", "Karla", "Viggo"):
            sent = answers("jtworks", **{
                "person.name": f"{name} Holt", "person.email": f"{name.lower()}@example.org",
                "consent.later_jobs": "on",
            })  # fmt: skip
            me = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
            me.post("/my/profile/", {"person.name": f"{name} Holt", "profile.references": "Boss",
                                     "profile.skills": "Bricks"})  # fmt: skip
        karla = person(tenant, "karla@example.org")
        doors.staff(tenant).post(f"/people/{karla.pk}/employment-started/", {"day": "2024-02-29"})
    mail.outbox.clear()
    doors.sweep("jtworks", "2026-01-28")
    assert not letters("bue@example.org")
    doors.sweep("jtworks", "2026-01-29")
    doors.sweep("jtworks", "2026-01-30")
    assert len(letters("bue@example.org")) == 1
    assert not letters("karla@example.org")
    with doors.on("2026-02-10"):
        doors.sign_in(tenant, "viggo@example.org")
    doors.sweep("jtworks", "2026-02-27")
    assert person(tenant, "bue@example.org") is not None
    doors.sweep("jtworks", "2026-02-28")
    assert person(tenant, "bue@example.org") is None
    assert person(tenant, "karla@example.org") is not None
    assert person(tenant, "viggo@example.org") is not None
    with at_home(tenant):
        rows = Detail.objects.filter(category="profile.skills")
        names = set(rows.values_list("person__name", flat=True))
        assert names == {"Karla Holt", "Viggo Holt"}
        assert Erasure.objects.filter(rule="profile_inactive").count() == 1


@pytest.mark.clauses("JT-51", "JT-52")
def test_the_person_ends_the_relation_with_one_button(doors: Doors) -> None:
    tenant = doors.open("jtworks")
    sent = answers("jtworks", **{"person.email": "bue@example.org"})
    bue = doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    assert bue.get("/my/data/deletion/").status_code == 200
    assert bue.post("/my/data/deletion/").status_code == 200
    assert person(tenant, "bue@example.org") is None
    assert bue.get("/my/").status_code == 302


@pytest.mark.clauses("JT-53")
def test_who_came_back_is_reminded_again_before_the_next_end(doors: Doors) -> None:
    with doors.on("2024-05-06"):
        tenant = doors.open("jtworks")
        sent = answers("jtworks", **{"person.email": "bue@example.org"})
        doors.join(tenant, **{key.replace(".", "__"): one for key, one in sent.items()})
    mail.outbox.clear()
    doors.sweep("jtworks", "2026-04-06")
    with doors.on("2026-04-20"):
        doors.sign_in(tenant, "bue@example.org")
    for day in ("2026-05-06", "2027-06-01", "2028-03-20"):
        doors.sweep("jtworks", day)
    assert len(letters("bue@example.org")) == 1
    for day in ("2028-03-21", "2028-03-22", "2028-04-19"):
        doors.sweep("jtworks", day)
    assert len(letters("bue@example.org")) == 2
    doors.sweep("jtworks", "2028-04-20")
    assert person(tenant, "bue@example.org") is None
