"""What is said to keep a promise exists, and what is said to prove a clause proves one."""

from importlib import import_module

import pytest

from ordholden.policy import leaves
from ordholden.policy.clauses import all_clauses
from ordholden.privacy import proofs


@pytest.mark.parametrize("by", sorted({one.by for one in leaves.enforcers().values()}))
def test_what_is_said_to_keep_a_promise_exists(by: str) -> None:
    module, _, name = by.rpartition(".")
    try:
        assert hasattr(import_module(module), name)
    except ImportError:
        import_module(by)


def test_tests_prove_clauses_that_exist() -> None:
    assert set(proofs.marked_tests()) <= set(all_clauses())


def test_every_clause_of_the_five_notices_is_counted() -> None:
    assert len(proofs.report()) == 427
