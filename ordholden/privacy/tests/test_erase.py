"""An erased person is nowhere; everybody else is as they were."""

from typing import Any

import pytest
from django.db import connection

from ordholden.accounts import actions as accounts
from ordholden.kit import crypto
from ordholden.kit.models import MailLog
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.privacy import actions
from ordholden.privacy.datamap import declared
from ordholden.privacy.models import Consent, Erasure
from ordholden.privacy.tests.make import is_there, opened, somebody
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home

pytestmark = [pytest.mark.django_db]
CANARIES = ("Zibbeltwyd", "zibbeltwyd@example.org", "+45 70 99 88 77", "Quarnvej 13, Skive")


def planted() -> Person:
    """Somebody who left a trace in every table these rooms have."""
    person = people.register(name=CANARIES[0], email=CANARIES[1], phone=CANARIES[2])
    people.confirm(person)
    people.save_detail(person, "person.address", CANARIES[3])
    user = accounts.open_account(person, CANARIES[1], "korrekt hest batteri hæfteklamme")
    accounts.note_sign_in(
        person, ip="203.0.113.9", user_agent="Firefox", session_key="k" * 32, method="password"
    )
    actions.show_notice(person=person, locale="da", place="sign_up")
    actions.give_consent("later_jobs", person=person, locale="da")
    assert user.person_id == person.pk
    return person


def every_row(cursor, table: str) -> str:
    """The rows of a table as text, without the columns that nobody can read."""
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND has_column_privilege(attrelid, attnum, 'SELECT')",
        [table],
    )
    return f'SELECT ROW({cursor.fetchone()[0]})::text FROM "{table}"'  # noqa: S608


def everything_as_text() -> str:
    """Every row of every table this tenant can see, read from the catalogue's own list."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(declared()):
            if table == "people_statisticvalue":
                continue
            cursor.execute(every_row(cursor, table))
            found += [f"{table} {row}" for (row,) in cursor.fetchall()]
    return "\n".join(found)


def hits() -> set[str]:
    text = everything_as_text()
    return {canary for canary in CANARIES if canary in text}


@pytest.mark.clauses("JT-41", "JC-67", "JI-61", "JI-62", "WW-98")
def test_nothing_of_an_erased_person_is_left_in_any_table(acme: Tenant) -> None:
    person = planted()
    assert hits() == set(CANARIES)  # a search that finds nothing before proves nothing after
    receipt = actions.delete_profile(person)
    left = hits() - {CANARIES[1]}
    assert left == set()
    # The address stays beside the proof of a withdrawn consent, for its own period, and only there.
    assert set(Consent.objects.values_list("address", flat=True)) == {CANARIES[1]}
    assert receipt.code not in everything_as_text()
    assert Erasure.objects.get().reason == "request"


def test_everybody_else_is_untouched_to_the_letter(acme: Tenant) -> None:
    others = [somebody(f"Nr {n}", f"n{n}@example.org") for n in range(5)]
    crypto.keys()  # the tenant's own key is made when it is first needed
    counted = ("privacy_erasure", "journal_")
    before = {t: rows for t, rows in _rows().items() if not t.startswith(counted)}
    actions.delete_profile(planted())
    after = _rows()
    for table, rows in before.items():
        kept_proof = table in ("privacy_consent", "privacy_consentevent", "privacy_noticeshown")
        assert rows <= after[table] if kept_proof else rows == after[table], table
    assert all(is_there(other) for other in others)


def _rows() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in declared():
            if table != "people_statisticvalue" and not table.startswith("procrastinate"):
                cursor.execute(every_row(cursor, table))
                found[table] = {row for (row,) in cursor.fetchall()}
    return found


@pytest.mark.clauses("JC-67", "JC-52")
def test_what_a_law_keeps_stays_and_nothing_else() -> None:
    with at_home(opened("jobconnection")):
        mia = somebody("Mia Lund", "mia@example.dk")
        people.save_detail(mia, "person.address", "Sundvej 5, 9400 Nørresundby")
        people.start_employment(mia)
        Detail.objects.create(person=mia, category="profile.skills", value="truckcertifikat")
        people.end_employment(mia)
        assert [one.law for one in actions.kept_by_law(mia)] == ["DK:bogforingsloven"]
        actions.delete_profile(mia)
        mia.refresh_from_db()
        assert (mia.name, mia.email, mia.state) == ("Mia Lund", "", "kept")
        assert set(Detail.objects.values_list("category", flat=True)) == {"person.address"}


@pytest.mark.clauses("AB-30", "AB-35")
def test_withdrawing_the_acceptance_deletes_the_profile() -> None:
    with at_home(opened("aktivbemanning")) as _:
        kari = somebody("Kari Moe", "kari@example.no")
        consent = next(
            key
            for key, one in _tenant_policy().document.consent.items()
            if one.withdraw.erase == "profile"
        )
        row = actions.give_consent(consent, person=kari, locale="nb")
        actions.withdraw_consent(row, locale="nb")
        assert not is_there(kari)


def _tenant_policy() -> Any:
    from ordholden.tenants.scope import required

    return required().policy


@pytest.mark.clauses("AB-17", "AB-21", "JT-57")
def test_the_same_address_elsewhere_is_somebody_else(acme: Tenant, borealis: Tenant) -> None:
    mine = somebody("Ole", "ole@example.org")
    with at_home(borealis):
        theirs = somebody("Ole", "ole@example.org")
    actions.delete_profile(mine)
    with at_home(borealis):
        assert is_there(theirs)


def test_a_queued_mail_to_an_erased_person_is_never_sent(acme: Tenant, run_tasks: Any) -> None:
    from ordholden.privacy import emails

    person = somebody()
    with run_tasks():
        emails.due_soon.later(person.pk, "profile")
        actions.delete_profile(person)
    assert not MailLog.objects.exists()


@pytest.mark.clauses("JI-61", "AB-31")
def test_sessions_go_with_the_person(acme: Tenant) -> None:
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    person = somebody("Carla Ruiz", "carla@example.org")
    accounts.open_account(person, "carla@example.org", confirmed=True)
    session = SessionStore()
    session["name"] = CANARIES[0]
    session.create()
    accounts.note_sign_in(
        person,
        ip="203.0.113.9",
        user_agent="Firefox",
        session_key=session.session_key or "",
        method="code",
    )
    actions.delete_profile(person)
    assert not Session.objects.filter(session_key=session.session_key).exists()


@pytest.mark.clauses("JC-67", "WW-98")
def test_guessing_a_receipt_finds_nothing_and_is_slowed_down(acme: Tenant, browse: Any) -> None:
    receipt = actions.delete_profile(planted())
    close = [receipt.code[:-1], receipt.code + "A", receipt.code.swapcase(), receipt.erasure.pk]
    stored = receipt.erasure.code_sha256  # its hash opens nothing either
    browser = browse(acme)
    for guess in (*close, stored, "", "%", "' OR 1=1 --", "0" * 22):
        answer = browser.post("/notice/receipt/", {"code": str(guess)})
        assert (answer.status_code, answer.context["erasure"]) == (422, None)
    assert browser.post("/notice/receipt/", {"code": receipt.code}).status_code == 200
    assert browser.post("/notice/receipt/", {"code": receipt.code}).status_code == 429


@pytest.mark.clauses("AB-15", "AB-30", "AB-36")
def test_withdrawing_the_acceptance_leaves_what_a_law_keeps() -> None:
    with at_home(opened("aktivbemanning")):
        kari = somebody("Kari Moe", "kari@example.no")
        row = actions.give_consent("acceptance", person=kari, locale="nb")
        people.start_employment(kari)
        Detail.objects.create(person=kari, category="profile.skills", value="truck")
        people.end_employment(kari)
        kept = actions.kept_by_law(kari)
        assert [one.law for one in kept] == ["NO:bokforingsloven"]
        actions.withdraw_consent(row, locale="nb")
        kari.refresh_from_db()
        assert (kari.name, kari.state) == ("Kari Moe", "kept")
        assert not Detail.objects.filter(category="profile.skills").exists()
