"""What is shown, what is computed and what the sweep does is one date."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ordholden.copies import contents
from ordholden.people.models import Person
from ordholden.policy import compile_policy, due, parse_period
from ordholden.privacy import actions, lifeline
from ordholden.privacy.tests.make import ROOT, Turn, is_there, opened, somebody
from ordholden.tenants.actions import add
from ordholden.tenants.scope import at_home
from tests.harness.longer import LONGER

pytestmark = [pytest.mark.django_db]
ACME = (ROOT / "tests" / "policies" / "acme.toml").read_text(encoding="utf-8")
RULE = 'stages = [{ after = "23 months", do = "notify" }, { after = "2 years", do = "erase" }]'
ZONE = ZoneInfo("Europe/Copenhagen")
PERIODS = (
    "9 days",
    "6 weeks",
    "1 month",
    "6 months",
    "13 months",
    "1 year",
    "2 years",
    "1 financial year",
    "5 financial years",
)


@pytest.mark.parametrize("seed", range(12 * LONGER))
def test_present_a_second_before_and_gone_at_the_first_sweep_after(
    seed: int, turn_clock: Turn
) -> None:
    chance = random.Random(seed)
    period, end = parse_period(PERIODS[seed % len(PERIODS)]), chance.choice(["12-31", "06-30"])
    text = ACME.replace(RULE, f'stages = [{{ after = "{period}", do = "erase" }}]')
    text = text.replace('financial_year_end = "12-31"', f'financial_year_end = "{end}"')
    tenant = add(text, ["acme.localhost"])
    with at_home(tenant):
        for _ in range(3):
            began = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(10**8))
            one_life(began, turn_clock)


def one_life(began: datetime, turn_clock: Turn) -> None:
    with turn_clock(began):
        person = somebody()
        actions.give_consent("later_jobs", person=person, locale="da")
        shown = {one.ends_on for one in lifeline.held_about(person)}
        told = {
            one["erased_on"] for one in contents.everything(contents.begin(person, "da"))["held"]
        }
    (day,) = shown
    assert day is not None
    assert told == {day.isoformat()}
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)
    for moment, there in ((midnight - timedelta(seconds=1), True), (midnight, False)):
        with turn_clock(moment):
            actions.sweep()
        assert is_there(person) is there, (began, day)


def test_a_policy_and_the_page_agree_on_a_leap_day(turn_clock: Turn) -> None:
    policy = compile_policy(ACME)
    assert due(date(2024, 2, 29), parse_period("2 years"), policy.year_end) == date(2026, 2, 28)


@pytest.mark.clauses("WW-45", "WW-41", "WW-39")
def test_a_subscription_adds_the_contract_to_the_bases() -> None:
    from ordholden.people import actions as people

    with at_home(opened("workwithus")) as _:
        people.register(name="Ib", email="ib@example.dk", kind="company_contact")
        bea = people.register(name="Bea", email="bea@example.dk", kind="company_contact")
        people.note_subscription(bea, has=True)
        found = {}
        for person in Person.objects.all():
            held = contents.everything(contents.begin(person, "da"))["held"]
            found[person.name] = {basis for one in held for basis in one["bases"]}
        assert "6.1.b" not in found["Ib"]
        assert {"6.1.b", "6.1.f"} <= found["Bea"]
        assert "6.1.f" in found["Ib"]
