"""What may happen at a business, in any order: Hypothesis chooses, the pair does it twice."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.model.pair import CATEGORIES, CONSENTS, Pair

BEGAN = datetime(2026, 2, 3, 21, 30, tzinfo=UTC)
MOVES_NOTHING = ("bulk_mail", "import", "merge", "staff_edit", "system", "mail_opened")
FIRMS = st.integers(min_value=0, max_value=400)
MANY = 6  # persons are added while there are fewer
known = precondition(lambda self: self.pair.world.people)


class Business(RuleBasedStateMachine):
    """One firm, its people and its nights, in a transaction that is taken back."""

    @initialize(seed=FIRMS)
    def open(self, seed: int) -> None:
        self.around = transaction.atomic()
        self.around.__enter__()
        self.patch = pytest.MonkeyPatch()
        self.pair = Pair(seed, BEGAN)

    def teardown(self) -> None:
        """What is left is left alone, for years."""
        if not hasattr(self, "around"):
            return
        try:
            for days in (40, 130, 230, 500):
                self.pair.wait(days, 0)
                self.pair.sweep()
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    def somebody(self, pick: int) -> str:
        there = sorted(self.pair.world.people)
        return there[pick % len(there)]

    @precondition(lambda self: len(self.pair.world.people) < MANY)
    @rule()
    def join(self) -> None:
        self.pair.join()

    @known
    @rule(pick=st.integers(0, 9))
    def confirm(self, pick: int) -> None:
        self.pair.confirm(self.somebody(pick))

    @known
    @rule(pick=st.integers(0, 9))
    def sign_in(self, pick: int) -> None:
        self.pair.sign_in(self.somebody(pick))

    @known
    @rule(pick=st.integers(0, 9), category=st.sampled_from(CATEGORIES))
    def save(self, pick: int, category: str) -> None:
        self.pair.save(self.somebody(pick), category)

    @known
    @rule(pick=st.integers(0, 9), event=st.sampled_from(("one_to_one", "from_subject")))
    def contact(self, pick: int, event: str) -> None:
        self.pair.touch(self.somebody(pick), event)

    @known
    @rule(pick=st.integers(0, 9), event=st.sampled_from(MOVES_NOTHING))
    def nobody_turns_to_anybody(self, pick: int, event: str) -> None:
        self.pair.touch(self.somebody(pick), event)

    @known
    @rule(pick=st.integers(0, 9), closes=st.booleans())
    def process(self, pick: int, closes: bool) -> None:
        self.pair.process(self.somebody(pick), closes=closes)

    @known
    @rule(pick=st.integers(0, 9), consent=st.sampled_from(CONSENTS))
    def give(self, pick: int, consent: str) -> None:
        self.pair.give(self.somebody(pick), consent)

    @known
    @rule(pick=st.integers(0, 9), consent=st.sampled_from(CONSENTS))
    def withdraw(self, pick: int, consent: str) -> None:
        self.pair.withdraw(self.somebody(pick), consent)

    @known
    @rule(pick=st.integers(0, 9), consent=st.sampled_from(("job_mail", "newsletter")))
    def mail(self, pick: int, consent: str) -> None:
        self.pair.mail(self.somebody(pick), consent)

    @known
    @rule(pick=st.integers(0, 9))
    def restrict(self, pick: int) -> None:
        self.pair.restrict(self.somebody(pick))

    @known
    @rule(pick=st.integers(0, 9))
    def lift(self, pick: int) -> None:
        self.pair.lift(self.somebody(pick))

    @known
    @rule(pick=st.integers(0, 9))
    def leave(self, pick: int) -> None:
        self.pair.leave(self.somebody(pick))

    @rule(seed=FIRMS)
    def publish(self, seed: int) -> None:
        self.pair.publish(seed)

    @known
    @rule(pick=st.integers(0, 9))
    def tell(self, pick: int) -> None:
        self.pair.tell(self.somebody(pick))

    @rule(days=st.sampled_from((0, 1, 9, 29, 60, 180)), hours=st.integers(0, 23))
    def wait(self, days: int, hours: int) -> None:
        self.pair.wait(days, hours)

    @rule(days=st.sampled_from((1, 9, 31, 90, 180, 366)), hours=st.integers(0, 23))
    def night(self, days: int, hours: int) -> None:
        self.pair.wait(days, hours)
        self.pair.sweep()

    @rule(after=st.integers(0, 3))
    def crash(self, after: int) -> None:
        self.pair.crash(self.patch, after)
