"""What may happen at a business, in any order: Hypothesis chooses, the pair does it twice."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from ordholden.journal import recording
from tests.model.pair import CATEGORIES, CONSENTS, PURPOSES, Pair

BEGAN = datetime(2026, 2, 3, 21, 30, tzinfo=UTC)
MOVES_NOTHING = ("bulk_mail", "import", "merge", "staff_edit", "system", "mail_opened")
FIRMS = st.integers(min_value=0, max_value=400)
MANY = 6  # persons are added while there are fewer
known = precondition(lambda self: self.pair.known())


class Business(RuleBasedStateMachine):
    """One firm, its people and its nights, in a transaction that is taken back."""

    @initialize(seed=FIRMS)
    def open(self, seed: int) -> None:
        self.around = transaction.atomic()
        self.around.__enter__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(settings, "JOURNAL", Path(tempfile.mkdtemp()))
        recording._open.entries.clear()
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
            self.pair.close()
            shutil.rmtree(settings.JOURNAL)
            self.patch.undo()
            recording._open.entries.clear()
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    def somebody(self, pick: int) -> str:
        there = self.pair.known()
        return there[pick % len(there)]

    @precondition(lambda self: len(self.pair.known()) < MANY)
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

    @known
    @rule(pick=st.integers(0, 9), purpose=st.sampled_from(PURPOSES))
    def object_to(self, pick: int, purpose: str) -> None:
        self.pair.object_to(self.somebody(pick), purpose)

    @known
    @rule(pick=st.integers(0, 9), purpose=st.sampled_from(PURPOSES))
    def take_back(self, pick: int, purpose: str) -> None:
        self.pair.take_back(self.somebody(pick), purpose)

    @known
    @rule(pick=st.integers(0, 9), category=st.sampled_from(CATEGORIES))
    def hold(self, pick: int, category: str) -> None:
        self.pair.hold(self.somebody(pick), category)

    @known
    @rule(pick=st.integers(0, 9), category=st.sampled_from(CATEGORIES))
    def release(self, pick: int, category: str) -> None:
        self.pair.release(self.somebody(pick), category)

    @known
    @rule(pick=st.integers(0, 9))
    def export(self, pick: int) -> None:
        self.pair.export(self.somebody(pick))

    @rule()
    def backup(self) -> None:
        self.pair.backup()

    @rule()
    def restore(self) -> None:
        self.pair.restore()

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
