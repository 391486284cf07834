"""The log by the month: prepared, sealed, verified, let go."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from ordholden.accounts.tests.make import make_person
from ordholden.kit import clock
from ordholden.reading import actions
from ordholden.reading.actions import keeping
from ordholden.reading.models import Block, Reading
from ordholden.reading.tests.make import make_reader
from ordholden.tenants.actions import adopt_policy
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home, working_for
from tests.harness.database import owner_at_work
from tests.harness.world import tenant

FIRST = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def months() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_inherits ON inhrelid = oid"
            " WHERE inhparent = 'reading_log'::regclass AND relkind = 'r'"
        )
        return {name.removeprefix("reading_log_") for (name,) in cursor.fetchall()}


def look(times: int = 1) -> None:
    """Somebody of the tenant in scope looks at somebody."""
    carla = make_person()
    reader = make_reader("recruiter", "matching")
    for _time in range(times):
        actions.look_at(reader, carla, ["person.name"])


def test_months_are_there_before_they_begin_and_only_once(acme: Tenant, turn_clock: Any) -> None:
    with turn_clock(FIRST):
        assert keeping.prepare() == 3
        assert keeping.prepare() == 0
    assert {"2026_03", "2026_04", "2026_05"} <= months()


def test_a_month_that_nobody_prepared_is_made_when_it_is_needed(
    acme: Tenant, turn_clock: Any
) -> None:
    with turn_clock(datetime(2031, 12, 31, 23, 59, tzinfo=UTC)):
        look()
    with turn_clock(datetime(2032, 1, 1, 0, 1, tzinfo=UTC)):
        actions.look_at(
            make_reader("recruiter", "matching", user=_rita()), _carla(), ["person.name"]
        )
    assert {"2031_12", "2032_01"} <= months()
    assert Reading.objects.count() == 2


def _rita() -> Any:
    from ordholden.accounts.actions import account_of

    return account_of("recruiter@example.org")


def _carla() -> Any:
    from ordholden.people.models import Person

    return Person.objects.get(name="Carla")


def test_what_is_past_its_time_goes_by_whole_months_and_a_neighbours_stays(
    acme: Tenant, borealis: Tenant, turn_clock: Any
) -> None:
    """Acme's notice now keeps its logs for a year, Borealis's for two."""
    shorter = re.sub(r'(id = "logs".*?)24 months', r"\g<1>12 months", acme.policy.text, flags=re.S)
    adopt_policy(acme, shorter)
    kept = {one.slug: keeping.oldest_kept(one.policy, FIRST.date()) for one in (acme, borealis)}
    assert kept["acme"] > kept["borealis"]
    with turn_clock(FIRST):
        look()
        with at_home(borealis):
            make_line_of_borealis()
    over = FIRST + (FIRST.date() - kept["acme"]) + timedelta(days=1)
    with turn_clock(over):  # its day has come; its month is not over
        keeping.let_go()
        assert Reading.objects.count() == 1
    with turn_clock(over + timedelta(days=31)):
        keeping.let_go()
        assert Reading.objects.count() == 0
        assert "2026_03" in months()
        with at_home(borealis):
            assert Reading.objects.count() == 1
    much_later = FIRST + (FIRST.date() - kept["borealis"]) + timedelta(days=40)
    with turn_clock(much_later), at_home(borealis):
        keeping.let_go()
        assert "2026_03" not in months()


def make_line_of_borealis() -> None:
    from ordholden.reading.tests.make import make_employee

    kari = make_employee()
    actions.reveal(make_reader("payroll", "accounts"), kari, "employment.national_id")


def test_blocks_follow_one_another_and_the_head_lies_elsewhere(
    acme: Tenant, turn_clock: Any
) -> None:
    with turn_clock(FIRST):
        look(3)
        actions.nightly()
    with turn_clock(FIRST + timedelta(hours=2)):
        actions.look_at(
            make_reader("recruiter", "matching", user=_rita()), _carla(), ["person.name"]
        )
        actions.nightly()
        assert actions.verify() == []
    first, second = Block.objects.order_by("number")
    assert (first.lines, second.lines) == (3, 1)
    assert bytes(second.before) == bytes(first.hash)
    heads = [json.loads(line) for line in keeping.heads().read_text().splitlines()]
    assert [one["block"] for one in heads] == [1, 2]
    assert heads[-1]["hash"] == bytes(second.hash).hex()


def test_an_erased_person_leaves_the_log_and_breaks_no_block(acme: Tenant) -> None:
    look(2)
    reader, carla = make_reader("recruiter", "matching", user=_rita()), _carla()
    other = make_person("Otto", "otto@example.org")
    actions.look_through(reader, [carla.pk, other.pk], ["person.name"])
    actions.seal()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reading_log_unname(%s)", [[str(carla.pk)]])
        assert cursor.fetchone() == (3,)
    assert str(carla.pk) not in str(list(Reading.objects.values()))
    assert list(Reading.objects.filter(listed=True).values_list("persons", "subjects")) == [
        (2, [other.pk])
    ]
    assert actions.verify() == []


def test_who_is_not_there_any_more_leaves_the_lists_too(acme: Tenant) -> None:
    gone, other = uuid4(), make_person("Otto", "otto@example.org")
    reader = make_reader("recruiter", "matching")
    actions.look_through(reader, [gone, other.pk], ["person.name"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT reading_log_unname(%s)", [[str(gone)]])
        assert cursor.fetchone() == (1,)
    assert Reading.objects.get().subjects == [other.pk]


TAMPERED = {
    "changed": ("UPDATE reading_log SET purpose = 'selection'", "a line was changed"),
    "removed": (
        "DELETE FROM reading_log WHERE id = (SELECT id FROM reading_log LIMIT 1)",
        "lines are missing or were added",
    ),
    "somebody else": (
        "UPDATE reading_log SET subject_id = gen_random_uuid()",
        "a line names somebody else",
    ),
    "another reader": (
        "UPDATE reading_log SET actor_id = gen_random_uuid()",
        "a line names somebody else",
    ),
    "resealed": (
        "UPDATE reading_block SET hash = sha256('x') WHERE number = 1",
        "does not follow the block before it",
    ),
    "all of it": ("DELETE FROM reading_log; DELETE FROM reading_block", "was exported"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "found"), TAMPERED.values(), ids=TAMPERED)
def test_whoever_changes_the_log_is_found_even_the_owner(
    settings: Any, act: str, found: str
) -> None:
    acme = tenant("acme")
    with at_home(acme):
        look(3)
        actions.nightly()
    with clock.travel(clock.now() + timedelta(hours=2)), at_home(acme):
        actions.look_at(
            make_reader("recruiter", "matching", user=_rita()), _carla(), ["person.name"]
        )
        actions.nightly()
        assert actions.verify() == []
    with owner_at_work(settings.TEST_SERVER), working_for(acme), connection.cursor() as cursor:
        cursor.execute(act)
    with at_home(acme):
        assert found in " ".join(one.fault for one in actions.verify())
