"""What is in the copy somebody takes along: everything of theirs, nothing of anybody else's."""

import errno
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ordholden.accounts import emails
from ordholden.candidates.actions import contacts, documents
from ordholden.copies import actions as copies
from ordholden.copies import contents
from ordholden.copies.models import CopyPart
from ordholden.copies.tests import make
from ordholden.kit import files
from ordholden.kit.models import MailLog
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.policy.declarations import Holds
from ordholden.policy.vocabulary import CATEGORIES
from ordholden.privacy import actions as privacy
from ordholden.privacy.datamap import declared
from ordholden.privacy.erasure import OWN_LIFE
from ordholden.tenants import scope
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness import world
from tests.harness.five import opened
from tests.harness.longer import LONGER

pytestmark = [pytest.mark.django_db]
Browse = Callable[..., Client]
ROUNDS = 5  # of ten persons each
COLUMN = {"person.name", "person.email", "person.phone"}


def asked(kind: str = "candidate") -> list[str]:
    """Every category that may be typed in for this kind of person."""
    policy = scope.required().policy
    found = {
        category
        for one in policy.collected(who=kind)
        if one.source == "subject" and one.protect != "statistics"
        for category in policy.means(one.fields)
        if category in CATEGORIES and CATEGORIES[category].record in ("person", "profile")
    }
    return sorted(found - COLUMN - {"person.account", "person.exclusion", "person.do_not_contact"})


def filled(person: Person, chance: random.Random | None = None) -> dict[str, str]:
    """A value in every category (or in some): category -> the canary typed."""
    given = {}
    for number, category in enumerate(asked()):
        if chance is None or chance.random() < 0.5:
            given[category] = f"Kanarie{number}fugl"
            people.save_detail(person, category, given[category])
    return given


def left_everywhere(person: Person, chance: random.Random) -> None:
    """Some traces of every kind that the program leaves."""
    filled(person, chance)
    if chance.random() < 0.7:
        documents.keep(person, "profile.cv", make.upload("cv.pdf"))
    for _ in range(chance.randrange(3)):
        MailLog.objects.create(
            template="t", mail_class="service", outcome="sent", person_id=person.pk
        )
    if chance.random() < 0.5:
        emails.write("confirm_address", person.email, {"url": "x"}, person=person)
    if chance.random() < 0.3:
        copies.ask_for(person, "da")


# ------------------------------------------------------------------ whole, and nobody else's
@pytest.mark.clauses("JT-37", "JT-38", "JC-65", "JC-68", "WW-101")
def test_every_value_is_there_with_its_reasons_and_its_day() -> None:
    tenant = opened("jobconnection")
    with at_home(tenant):
        person = make.member()
        given = filled(person)
        kept = documents.keep(person, "profile.documents", make.upload("bilag.pdf"))
        assert len(given) > 15
        found = make.copied(_signed_in(tenant, person))
        page, data = found["index.html"].decode(), make.as_json(found, "data.json")
        told = {one["category"]: one for one in data["held"]}
        for category, value in given.items():
            assert value in page, category
            assert value in str(data["records"]), category
            assert category in told
        assert found[f"files/1 {kept.name}"] == b"%PDF-1.7 something"
        for one in [*data["held"], *_whys(data)]:
            assert {"source", "purposes", "bases", "rule", "erased_on"} <= one.keys()
            if one["category"] in given:
                assert one["source"]
                assert one["purposes"]
                assert one["bases"]
                assert one["erased_on"] or one["waits_for"]


def test_what_a_referee_said_is_counted_and_not_shown() -> None:
    tenant = opened("jobconnection")
    with at_home(tenant):
        person = make.member()
        people.save_detail(person, "application.references", "Kanariefugl om Carla")
        people.save_detail(person, "profile.next_of_kin", "Lone, moster")
        found = make.copied(_signed_in(tenant, person))
        assert all(b"Kanariefugl" not in content for content in found.values())
        assert b"Lone, moster" in found["index.html"]  # that is what Carla told us
        others = [one for one in make.as_json(found, "withheld.json") if one["why"] == "others"]
        assert [(one["category"], one["count"]) for one in others] == [
            ("application.references", 1)
        ]


def _whys(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [why for table in data["records"] for row in table["rows"] for why in row["why"]]


def _signed_in(tenant: Tenant, person: Person) -> Client:
    client = Client(HTTP_HOST=f"{tenant.slug}.localhost")
    client.force_login(person.user)
    return client


def test_nothing_is_fetched_from_anywhere_to_read_it(acme: Tenant) -> None:
    found = make.copied(_signed_in(acme, make.member()))
    page = found["index.html"].decode()
    for loading in ("src=", "<link", "<script", "url(", "@import", "http"):
        assert loading not in page, loading
    assert '<html lang="en"' in page or '<html lang="da"' in page


@pytest.mark.clauses("WW-101")
def test_what_another_service_takes_over_is_a_resume(acme: Tenant) -> None:
    person = make.member()
    given = filled(person)
    found = make.as_json(make.copied(_signed_in(acme, person)), "portable.json")
    assert found["basics"]["name"] == "Carla Ruiz"
    assert found["basics"]["email"] == "carla@example.org"
    for value in given.values():
        assert value in str(found)
    assert set(found["meta"]["bases"]) >= {"person.name", "person.email"}
    assert "later_jobs" not in str(found)  # what we noted is not what they gave us


def test_a_colleagues_name_is_not_in_it_and_it_says_so(acme: Tenant) -> None:
    from ordholden.accounts.tests.make import make_staff

    person, rita = make.member(), make_staff("Rita", "recruiter")
    contacts.choose(person, rita)
    found = make.copied(_signed_in(acme, person))
    assert all(str(rita.pk) not in content.decode() for content in found.values())
    withheld = make.as_json(found, "withheld.json")
    assert ("staff.account", "others") in {(one["category"], one["why"]) for one in withheld}
    assert all(one["count"] and one["reason"] for one in withheld)


@pytest.mark.clauses("JI-29")
def test_what_was_answered_for_statistics_is_named_and_not_told() -> None:
    with at_home(opened("jobindex")) as _:
        tenant = scope.required()
        person = make.member()
        policy = tenant.policy
        category = next(
            c
            for one in policy.document.collect
            if one.protect == "statistics"
            for c in sorted(policy.means(one.fields))
        )
        people.save_detail(person, category, "kvinde")
        found = make.copied(_signed_in(tenant, person))
        assert all(b"kvinde" not in content for content in found.values())
        withheld = make.as_json(found, "withheld.json")
        (one,) = [one for one in withheld if one["why"] == "statistics"]
        assert (one["category"], one["count"]) == (category, 1)


def test_a_table_opens_without_running_anything(acme: Tenant) -> None:
    from ordholden.accounts.models import SignIn

    person = make.member()
    SignIn.objects.update(device='=HYPERLINK("http://x")')
    table = make.copied(_signed_in(acme, person))["sign-ins.csv"].decode("utf-8-sig")
    assert "'=HYPERLINK" in table


# ------------------------------------------------------------------ the same set as erasing
def rows_now() -> dict[tuple[str, str], str]:
    """Every row of every table about people, read from PostgreSQL, by table and key."""
    found: dict[tuple[str, str], str] = {}
    with connection.cursor() as cursor:
        for table, one in declared().items():
            if not isinstance(one.privacy, Holds) or one.is_closed or one.model is None:
                continue
            cursor.execute(
                "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
                " AND has_column_privilege(attrelid, attnum, 'SELECT')",
                [table],
            )
            (columns,) = cursor.fetchone()
            cursor.execute(f'SELECT {one.key}, ROW({columns})::text FROM "{table}"')  # noqa: S608
            found |= {(table, str(key)): row for key, row in cursor.fetchall()}
    return found


@pytest.mark.parametrize("seed", range(ROUNDS * LONGER))
def test_the_copy_shows_what_erasing_removes_or_keeps(acme: Tenant, seed: int) -> None:
    """Bar 11: no row is erased or kept that the copy neither shows nor says it withholds."""
    ten_lives(random.Random(seed))


def ten_lives(chance: random.Random) -> None:
    persons = [make.member(f"Nr {n}", f"n{n}@example.org", password=None) for n in range(10)]
    for person in persons:
        left_everywhere(person, chance)
    before, shown = rows_now(), {}
    for person in persons:
        rows = contents.begin(person, "da").rows
        assert all(row.values or row.withheld for row in rows)
        theirs = {(row.table.table, str(row.key)) for row in rows}
        named = {place for place, row in before.items() if str(person.pk) in row}
        assert named <= theirs
        assert not theirs & shown.keys()  # nothing of anybody else's
        shown |= dict.fromkeys(theirs, person)
    for person in persons:
        privacy.delete_profile(person)
    after = rows_now()
    removed = {place for place in before if place not in after}
    changed = {place for place in before if before[place] != after.get(place, before[place])}
    kept = {place for place in shown if declared()[place[0]].holds.record in OWN_LIFE}
    assert removed | changed <= shown.keys()
    assert shown.keys() <= removed | kept
    assert not [place for place, row in after.items() if any(str(p.pk) in row for p in persons)]


# ------------------------------------------------------------------ a full disk
@pytest.mark.parametrize("at", [0, 1])
def test_a_full_disk_is_said_plainly_and_the_same_button_goes_on(
    acme: Tenant, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    person = make.member()
    kept = documents.keep(person, "profile.cv", make.upload("cv.pdf"))
    me, store, stored = _signed_in(acme, person), files.store, []
    me.cookies["language"] = "en"

    def full(content: bytes) -> Any:
        if len(stored) >= at:
            raise OSError(errno.ENOSPC, "No space left on device")
        stored.append(1)
        return store(content)

    with monkeypatch.context() as patch:
        patch.setattr(files, "store", full)
        me.post(make.PAGE)
        world.run_queued_tasks()
    assert "There was no room for your copy" in me.get(make.PAGE).content.decode()
    assert CopyPart.objects.count() == at  # what was packed stays, and is not packed again
    assert make.copied(me)[f"files/1 {kept.name}"] == b"%PDF-1.7 something"
    assert not CopyPart.objects.exists()


def test_a_file_removed_while_the_copy_is_made_is_not_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copies, "AT_A_TIME", 1)
    tenant = opened("jobconnection")
    with at_home(tenant):
        removed_on_the_way(tenant)


def removed_on_the_way(tenant: Tenant) -> None:
    person = make.member()
    first, second = (
        documents.keep(person, "profile.documents", make.upload(f"{n}.pdf", f"%PDF {n}".encode()))
        for n in (1, 2)
    )
    me = _signed_in(tenant, person)
    me.post(make.PAGE)
    copy = person.copies.get()
    copies.make(copy.pk)
    documents.remove(first)
    world.run_queued_tasks()
    found = make.unpacked(me.get(make.FILE).content)
    assert {n: c for n, c in found.items() if n.startswith("files/")} == {
        f"files/1 {second.name}": b"%PDF 2"
    }
