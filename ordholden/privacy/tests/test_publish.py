"""A notice is published, archived, and asked about again; nothing is overwritten."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.html import escape

from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person
from ordholden.policy import Policy, compile_policy
from ordholden.privacy import actions, gate, lifeline
from ordholden.privacy.models import Consent, ConsentEvent, Notice
from ordholden.privacy.tests.make import ROOT, Turn, is_there, noon, opened, somebody
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]


def changed(tenant: Tenant, *swaps: tuple[str, str]) -> Policy:
    """The tenant's policy with some text replaced."""
    text = tenant.policy_toml
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return compile_policy(text)


@pytest.mark.clauses("JI-01", "JT-60")
def test_an_archived_version_stays_readable_and_knows_its_days(
    browse: Callable[..., Any], turn_clock: Turn
) -> None:
    from ordholden.tenants.actions import add

    old = (ROOT / "policies" / "archive" / "jobindex-2018.toml").read_text(encoding="utf-8")
    tenant = add(old, ["jobindex.localhost"])
    with at_home(tenant):
        new = compile_policy((ROOT / "policies" / "jobindex.toml").read_text(encoding="utf-8"))
        actions.publish(new, way="publication", why="The law itself has changed.")
    page = browse(tenant).get("/notice/versions/1/")
    assert page.status_code == 200
    assert "2018-05-24" in page.content.decode()
    assert browse(tenant).get("/notice/").status_code == 200


@pytest.mark.clauses("JI-01", "JT-60")
def test_a_version_cannot_be_overwritten(acme: Tenant) -> None:
    for statement in (
        "UPDATE privacy_notice SET note = 'x'",
        "DELETE FROM privacy_notice",
        "UPDATE privacy_noticetext SET html = ''",
        "DELETE FROM privacy_consentevent",
        "UPDATE privacy_erasure SET rule = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.clauses("JT-61", "JT-60")
def test_publication_sends_nothing_and_touches_no_consent(acme: Tenant, run_tasks: Any) -> None:
    carla = somebody("Carla Ruiz", "carla@example.org")
    row = actions.give_consent("later_jobs", person=carla, locale="da")
    from ordholden.kit.models import MailLog

    with run_tasks():
        notice = actions.publish(
            changed(
                acme,
                (
                    'after = "2 years", do = "erase" }]\nclauses = ["AC-40"]',
                    'after = "25 months", do = "erase" }]\nclauses = ["AC-40"]',
                ),
            ),
            note="Profiles live a month longer.",
        )
    row.refresh_from_db()
    assert (notice.number, notice.change, row.stands) == (2, "notify", True)
    assert not MailLog.objects.exists()


@pytest.mark.clauses("JT-62", "JT-08")
def test_reapproval_pauses_the_purpose_until_the_person_answers(
    run_tasks: Any, browse: Callable[..., Any]
) -> None:
    tenant = opened("jtworks")
    with at_home(tenant):
        persons = [somebody(f"Ole {n}", f"ole{n}@example.dk") for n in range(4)]
        for person in persons:
            actions.give_consent("recruitment", person=person, locale="da")
            actions.give_consent("later_jobs", person=person, locale="da")
        purpose = next(
            key
            for key, one in tenant.policy.document.purpose.items()
            if any(basis.consent == "later_jobs" for basis in one.bases)
        )
        with gate.purpose(purpose):
            assert gate.allowed(Person.objects.all()).count() == 4
        words = tenant.policy.document.consent["later_jobs"].text["da"]
        with run_tasks():
            actions.publish(changed(tenant, (words, words + " i byggeriet")), way="reapproval")
        with gate.purpose(purpose):
            assert gate.allowed(Person.objects.all()).count() == 0
            actions.give_consent("later_jobs", person=persons[0], locale="da", confirmed=True)
            assert gate.allowed(Person.objects.all()).count() == 1
        from ordholden.kit.models import MailLog

        assert MailLog.objects.filter(template="privacy/email/asked_again").count() == 4


def test_a_change_of_consent_is_not_published_without_a_reason(acme: Tenant) -> None:
    policy = changed(acme, ("gemme min profil og tænke", "gemme min profil længe og tænke"))
    with pytest.raises(NotPossible):
        actions.publish(policy)
    assert actions.publish(policy, why="Only the wording is clearer.").number == 2


@pytest.mark.clauses("WW-107", "WW-24")
def test_the_exact_words_are_kept_over_versions(acme: Tenant) -> None:
    carla = somebody("Carla Ruiz", "carla@example.org")
    seen = []
    for number in range(6):
        words = acme.policy.document.consent["later_jobs"].text
        row = actions.give_consent("later_jobs", person=carla, locale="da")
        seen.append(words["da"])
        actions.withdraw_consent(row, locale="da")
        policy = changed(acme, (words["da"], f"{seen[0]}, gang på gang{'!' * (number + 1)}"))
        actions.publish(policy, why="The same, said again.")
        acme.refresh_from_db()
    given = ConsentEvent.objects.filter(kind="given").order_by("at", "pk")
    shown = [
        event.notice.policy.document.consent["later_jobs"].text[event.locale]
        for event in given.select_related("notice")
        if event.notice
    ]
    assert shown == seen
    assert len(set(shown)) == 6


@pytest.mark.clauses("JC-65", "JT-38", "JT-61")
def test_a_longer_period_waits_until_the_person_is_told(acme: Tenant, turn_clock: Turn) -> None:
    with turn_clock(noon("2024-01-10")):
        told, untold = somebody("A", "a@example.org"), somebody("B", "b@example.org")
        for person in (told, untold):
            actions.give_consent("later_jobs", person=person, locale="da")
    with turn_clock(noon("2025-06-01")):
        actions.publish(
            changed(
                acme,
                (
                    '{ after = "23 months", do = "notify" }, { after = "2 years", do = "erase" }',
                    '{ after = "35 months", do = "notify" }, { after = "3 years", do = "erase" }',
                ),
            )
        )
        from ordholden.people import actions as people

        acme.refresh_from_db()
        people.persons.note_told(told, acme.policy_id)
        days = []
        for person in (told, untold):
            person = Person.objects.get(pk=person.pk)
            held = {one.category: one.ends_on for one in lifeline.held_about(person)}
            days.append(str(held["person.name"]))
        assert days == ["2027-01-10", "2026-01-10"]  # each sees their own day
    with turn_clock(noon("2026-01-10")):
        actions.sweep()
    assert (is_there(told), is_there(untold)) == (True, False)
    assert Notice.objects.count() == 2
    assert Consent.objects.filter(person=told).exists()


@pytest.mark.clauses("AB-19")
def test_a_new_supplier_of_a_supplier_is_listed_and_announced(browse: Callable[..., Any]) -> None:
    tenant = opened("aktivbemanning")
    named = ('id = "sub_processors"', 'id = "sub_processors"\nname = "Nordisk Drift AS"')
    with at_home(tenant):
        actions.publish(changed(tenant, named), why="It only names whom we had.")
    visitor = browse(Tenant.objects.get(pk=tenant.pk))
    assert "Nordisk Drift AS" in visitor.get("/notice/").content.decode()
    assert "Nordisk Drift AS" not in visitor.get("/notice/versions/1/").content.decode()
    said = visitor.get("/notice/versions/?lang=nb").content.decode()
    assert said.count("Nordisk Drift AS") == 1
    assert said.index("Nordisk Drift AS") < said.index("/notice/versions/1/")


@pytest.mark.clauses("WW-26", "WW-28")
def test_the_notice_names_those_answered_with_and_who_answers_for_what(
    browse: Callable[..., Any],
) -> None:
    tenant = opened("workwithus")
    page = browse(tenant).get("/notice/?lang=da").content.decode()
    joint = [one for one in tenant.policy.recipients() if "joint_controller" in one.kinds]
    assert joint
    for one in joint:
        assert one.name in page
        assert one.division is not None
        assert escape(one.division["da"]) in page
