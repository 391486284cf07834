"""A reader with a year of tables, who knows the rules by heart, finds out nothing small.

They try every number of persons there could have been, keep what fits all that was published, and
look how far apart the possibilities are for each group that is not shown (bar 24: at least 3).
"""

import itertools
import random
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ordholden.figures.actions import freeze
from ordholden.figures.models import Month
from ordholden.people import actions as people
from ordholden.people.actions import statistics
from ordholden.people.models import Person
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.longer import LONGER

pytestmark = [pytest.mark.django_db]
GENDER, ANSWERS, MOST = "statistics.gender", ("woman", "man", "other"), 24
CELL, BASE, SURE, RANGE = 5, 10, 20, 3
Truth = tuple[int, ...]
Table = dict[str, int]
EVERY = list(itertools.product(range(MOST + 1), repeat=2))


def published(truth: Truth, said: Table, answers: tuple[str, ...]) -> Table:
    """What the rules of decision 0010 make of these numbers; written from the paper."""
    table = {
        answer: said[answer] if answer in said and abs(n - said[answer]) < CELL else n
        for answer, n in zip(answers, truth, strict=True)
        if n >= CELL
    }
    total = sum(table.values())
    return {} if total < BASE or (len(table) == 1 and total < SURE) else table


def possible(
    tables: list[Table], answers: tuple[str, ...], *, nobody_left: bool
) -> list[set[Truth]]:
    """For each month, the numbers that fit everything published."""
    fitting: list[set[Truth]] = []
    said: Table = {}
    for table in tables:
        fitting.append({one for one in EVERY if published(one, said, answers) == table})
        said = said | table
    if nobody_left:
        for number in range(1, len(fitting)):
            fitting[number] = _reached(fitting[number], fitting[number - 1], up=True)
        for number in range(len(fitting) - 2, -1, -1):
            fitting[number] = _reached(fitting[number], fitting[number + 1], up=False)
    return fitting


def _reached(those: set[Truth], others: set[Truth], *, up: bool) -> set[Truth]:
    """Those that can follow (or come before) one of the others if numbers only grow."""
    edge = {}  # the lowest (or highest) second number for each first one
    for first, second in others:
        edge[first] = (
            min(edge.get(first, second), second) if up else max(edge.get(first, 0), second)
        )
    return {
        one
        for one in those
        if any(
            (first <= one[0] and second <= one[1]) if up else (first >= one[0] and second >= one[1])
            for first, second in edge.items()
        )
    }


def narrowest(tables: list[Table], answers: tuple[str, ...], *, nobody_left: bool) -> int:
    """The smallest distance between possibilities for a group that is not shown."""
    found = []
    fitting = possible(tables, answers, nobody_left=nobody_left)
    for table, truths in zip(tables, fitting, strict=True):
        assert truths, "the truth itself fits"
        for place, answer in enumerate(answers):
            if answer not in table:
                numbers = {one[place] for one in truths}
                found.append(max(numbers) - min(numbers))
    return min(found, default=MOST)


def test_the_reader_finds_what_careless_tables_tell() -> None:
    """Positive control: exact figures with a hidden rest, and a total beside them, tell it."""
    careless = [{"woman": 12}, {"woman": 13}]
    with pytest.raises(AssertionError):
        narrowest(careless, ANSWERS[:2], nobody_left=True)  # the rules never publish this
    told = {one for one in EVERY if sum(one) == 15 and one[0] == 12}  # total 15, women 12
    assert {one[1] for one in told} == {3}


@pytest.mark.parametrize("seed", range(3 * LONGER))
@pytest.mark.parametrize("leaves", [False, True])
def test_a_year_of_tables_narrows_no_hidden_group(
    acme: Tenant, turn_clock: Any, seed: int, leaves: bool
) -> None:
    chance, answers, tables = random.Random(seed), ANSWERS[:2], []
    persons: list[Person] = []
    for month in range(1, 13):
        with turn_clock(datetime(2027, month, 2, 12, tzinfo=UTC)), at_home(acme):
            freeze()
            if month > 1:
                tables.append(table_of(month - 1))
            for answer in answers:
                for _ in range(chance.choice([0, 0, 1, 1, 2, 4])):
                    persons.append(people.register(name="x"))
                    people.save_detail(persons[-1], GENDER, answer)
            if leaves and persons and chance.random() < 0.4:
                statistics.forget(persons.pop(chance.randrange(len(persons))))
    assert any(tables)
    assert narrowest(tables, answers, nobody_left=not leaves) >= RANGE
    assert narrowest(tables, answers, nobody_left=False) >= RANGE


def table_of(month: int) -> Table:
    found = Month.objects.get(category=GENDER, month=date(2027, month, 1))
    return {one.value: one.persons for one in found.groups.all()}


@pytest.mark.parametrize("seed", range(10 * LONGER))
def test_many_years_on_paper_narrow_no_hidden_group(seed: int) -> None:
    """The same reader against the rules alone, over more histories than a database can live."""
    chance, answers = random.Random(seed), ANSWERS[:2]
    truth, said, tables = [0, 0], {}, []
    for _ in range(12):
        truth = [min(MOST, n + chance.choice([0, 0, 1, 2, 3, 6])) for n in truth]
        table = published(tuple(truth), said, answers)
        tables.append(table)
        said = said | table
    assert narrowest(tables, answers, nobody_left=True) >= RANGE
