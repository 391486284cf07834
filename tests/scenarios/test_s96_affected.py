"""S-96, the part of it that is about whom: exactly the persons, by kind of data, and who asked."""

import json
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client

from ordholden.accounts import actions as accounts
from ordholden.accounts.adapters import SIGN_IN
from ordholden.kit import clock
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.reading.models import Grant, Reading
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.scenarios.doors import Doors, page

REASON = "Ticket 4711: whom did a lost laptop reach?"
DAY = "2026-02-10"


@pytest.fixture
def firm(doors: Doors) -> Tenant:
    return doors.open("jobconnection")


def candidate(tenant: Tenant, name: str) -> Person:
    with at_home(tenant):
        person = people.register(name=name, email=f"{name.lower()}@example.dk")
        people.confirm(person)
        people.save_detail(person, "profile.skills", "Truckcertifikat")
    return person


def look(client: Client, person: Person) -> None:
    assert client.get(f"/people/{person.pk}/?purpose=placement").status_code == 200


def ask(doors: Doors, *words: str) -> tuple[int, str]:
    window = ("--from", "2026-02-10", "--to", "2026-02-11")
    return doors.command("affected", "--tenant", "jobconnection", *window, *words)


def test_without_leave_the_operator_reads_nothing(doors: Doors, firm: Tenant) -> None:
    with doors.on(DAY):
        code, said = ask(doors)
        assert (code, "no grant in force" in said) == (1, True)
        for minutes, reason in (("0", REASON), ("1000", REASON), ("60", "why not")):
            code, said = doors.command(
                *("access", "grant", "--tenant", "jobconnection"),
                *("--minutes", minutes, "--reason", reason),
            )
            assert code == 1, said
    with at_home(firm):
        assert not Grant.objects.exists()
        assert not Reading.objects.exists()
    assert doors.command("access", "list", "--tenant", "nobody")[0] == 1


def grant(doors: Doors, minutes: int = 60) -> None:
    with doors.tasks():
        code, said = doors.command(
            *("access", "grant", "--tenant", "jobconnection"),
            *("--minutes", str(minutes), "--reason", REASON),
        )
    assert code == 0, said


def test_leave_is_told_to_the_tenant_and_ends_by_itself(doors: Doors, firm: Tenant) -> None:
    with doors.on(DAY):
        olga = doors.staff(firm, "privacy_officer", "Olga")
        grant(doors)
        assert [one.to for one in mail.outbox] == [["olga@example.org"]]
        assert REASON in mail.outbox[0].body
        seen = page(olga, "/privacy/readings/")
        assert REASON in seen
        assert "in force" in seen
        assert ask(doors)[0] == 0
    with clock.travel(datetime(2026, 2, 10, 12, 1, tzinfo=UTC)):
        assert ask(doors)[0] == 1
        assert "in force" not in doors.command("access", "list", "--tenant", "jobconnection")[1]


@pytest.mark.clauses("JC-74")
def test_exactly_those_whom_one_reader_reached_that_day(doors: Doors, firm: Tenant) -> None:
    mia, ole, siv, per = (candidate(firm, name) for name in ("Mia", "Ole", "Siv", "Per"))
    with doors.on("2026-02-09"):
        look(doors.staff(firm, name="Ulla"), per)
    with doors.on(DAY):
        ulla, tom = doors.staff(firm, name="Ulla"), doors.staff(firm, name="Tom")
        look(ulla, mia)
        look(ulla, mia)
        look(ulla, ole)
        look(tom, siv)
        with at_home(firm):
            privacy.delete_profile(ole)
        grant(doors)
        code, said = ask(doors, "--actor", "ulla@example.org", "--json")
        assert code == 0
        found = json.loads(said)
        assert set(found["persons"]) == {str(mia.pk)}
        assert found["persons"][str(mia.pk)]["profile.skills"] == 2
        assert (found["readings"], found["erased_since"]) == (3, 1)
        assert found["cannot_show"]
        everybody = json.loads(ask(doors, "--json")[1])
        assert set(everybody["persons"]) == {str(mia.pk), str(siv.pk)}
        assert ask(doors, "--actor", "nobody@example.org")[0] == 1
        with at_home(firm):
            asked = Reading.objects.filter(channel="command").order_by("persons")
            assert [(one.action, one.actor_role) for one in asked] == [("export", "operator")] * 2
            assert {one.on_behalf_of for one in asked} == {str(Grant.objects.get().pk)}
            assert {one.actor_id for one in asked} == {None}


def test_by_sign_in_and_by_address_where_the_notice_keeps_it(doors: Doors) -> None:
    tenant = doors.open("aktivbemanning")
    mia, ole = candidate_of(tenant, "Mia"), candidate_of(tenant, "Ole")
    window = ("--tenant", "aktivbemanning", "--from", "2026-02-10", "--to", "2026-02-11", "--json")
    with doors.on(DAY):
        rows = [signed_in(doors, tenant, ip) for ip in ("203.0.113.1", "203.0.113.2")]
        for (_row, client), person in zip(rows, (mia, ole), strict=True):
            page(client, f"/people/{person.pk}/?purpose=services")
        doors.command(*["access", "grant", "--tenant", "aktivbemanning", "--reason"], REASON)
        for words, person in (
            (("--ip", "203.0.113.1"), mia),
            (("--session", rows[1][0]), ole),
        ):
            code, said = doors.command("affected", *window, *words)
            assert code == 0, said
            assert set(json.loads(said)["persons"]) == {str(person.pk)}
        nobody = doors.command("affected", *window, "--ip", "203.0.113.9")[1]
        assert json.loads(nobody)["persons"] == {}


def signed_in(doors: Doors, tenant: Tenant, ip: str) -> tuple[str, Client]:
    """Ulla's browser at an address, and the sign-in it belongs to."""
    client = doors.staff(tenant, name="Ulla")
    with at_home(tenant):
        user = accounts.account_of("ulla@example.org")
        assert user is not None
        row = accounts.note_sign_in(
            user.person, ip=ip, user_agent="", session_key=ip, method="password"
        )
        session = client.session
        session[SIGN_IN] = str(row.pk)
        session.save()
    return str(row.pk), client


def candidate_of(tenant: Tenant, name: str) -> Person:
    with at_home(tenant):
        person = people.register(name=name, email=f"{name.lower()}@example.no")
        people.confirm(person)
        privacy.give_consent("acceptance", person=person, locale="nb", confirmed=True)
    return person


def test_the_log_can_be_checked_by_command(doors: Doors, firm: Tenant) -> None:
    mia = candidate(firm, "Mia")
    look(doors.staff(firm), mia)
    code, said = doors.command("access", "verify", "--tenant", "jobconnection")
    assert (code, said.strip()) == (0, "The log is as it was written.")
