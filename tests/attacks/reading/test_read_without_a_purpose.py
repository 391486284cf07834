"""Calling the function itself, with no purpose, no role, no field or no reader."""

from uuid import uuid4

import pytest

from ordholden.reading import actions
from ordholden.reading.readers import NotRead, Reader
from tests.attacks.reading.conftest import Plot

VIEW = "SELECT id, sealed FROM reading_view(%s, %s, %s)"
SEEN = ["employment.national_id"]


@pytest.mark.parametrize(
    "forged",
    [
        {"purpose": ""},
        {"purpose": None},
        {"role": ""},
        {"channel": ""},
        {"actor": None},
        {"actor": str(uuid4())},
        {"actor": None, "behalf": str(uuid4())},
        {"request": None},
        {"policy": None},
    ],
)
def test_a_line_that_says_less_is_refused_and_nothing_comes(plot: Plot, forged: dict) -> None:
    assert plot.ask(VIEW, plot.reader(**forged), plot.liv.pk, SEEN) == []
    assert (
        plot.ask(
            "SELECT reading_list(%s, 'list', %s, %s)", plot.reader(**forged), [plot.liv.pk], SEEN
        )
        == []
    )
    assert len(plot.said) == 2
    assert plot.lines() == 0


def test_nothing_seen_of_nobody_is_no_reading(plot: Plot) -> None:
    for values in ((plot.liv.pk, []), (None, SEEN), (plot.liv.pk, None)):
        assert plot.ask(VIEW, plot.reader(), *values) == []
    assert len(plot.said) == 3


def test_a_purpose_that_the_notice_does_not_give_is_refused(plot: Plot) -> None:
    for purpose, roles in (
        ("placement", {"recruiter"}),  # may place, and has no use for a national number
        ("profiling", {"payroll"}),  # no such purpose
        ("wages", {"marketing"}),
        ("", {"payroll"}),
    ):
        reader = Reader(
            user_id=plot.thief.pk,
            roles=frozenset(roles),
            role="payroll",
            purpose=purpose,
            request_id=uuid4(),
        )
        for act in (
            lambda who=reader: actions.reveal(who, plot.liv, "employment.national_id"),
            lambda who=reader: actions.look_at(who, plot.liv, ["employment.national_id"]),
            lambda who=reader: actions.look_through(
                who, [plot.liv.pk], ["employment.bank_account"]
            ),
        ):
            with pytest.raises(NotRead):
                act()
    assert plot.lines() == 0


def test_what_may_be_read_does_not_carry_along_what_may_not(plot: Plot) -> None:
    reader = Reader(
        user_id=plot.thief.pk,
        roles=frozenset({"recruiter"}),
        role="",
        purpose="placement",
        request_id=uuid4(),
    )
    allowed = ["person.name", "profile.skills"]
    assert actions.look_at(reader, plot.liv, allowed) == {}
    with pytest.raises(NotRead):
        actions.look_at(reader, plot.liv, [*allowed, *SEEN])
    assert plot.lines() == 1
