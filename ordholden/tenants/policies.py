"""Compiled policies, kept by this process. A policy's id is a hash of it, so none goes stale."""

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from threading import Lock

from ordholden.policy import Policy, compile_policy

KEPT = 64
_kept: OrderedDict[str, Policy] = OrderedDict()
_lock = Lock()


def compiled(policy_id: str, text: Callable[[], str]) -> Policy:
    """The policy with this id; `text` is asked for only when this process has not seen it yet.

    Raises PolicyFaults when the stored text no longer compiles (a newer program with stricter
    rules): the tenant's file must then be corrected before the program serves it.
    """
    policy = _kept.get(policy_id)
    return policy if policy is not None else remember(policy_id, read(text()))


@lru_cache(maxsize=KEPT)
def read(text: str) -> Policy:
    """Compile a text, once: it is read when a tenant opens and again when it publishes.

    Raises PolicyFaults.
    """
    return compile_policy(text)


def remember(policy_id: str, policy: Policy) -> Policy:
    """Keep a compiled policy, dropping the one that was kept longest when there are too many."""
    with _lock:
        _kept[policy_id] = policy
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return policy
