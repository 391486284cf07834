"""The receipt of an erasure: what went, what stays, and what every sink has still to answer."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from ordholden.kit import clock
from ordholden.privacy import sinks
from ordholden.privacy.models import Erasure, ErasureAnswer, ErasureCount, ErasureCourse
from ordholden.privacy.sinks.registry import OBJECTS, ROWS, Found
from ordholden.tenants import scope

# Asked after every erasure: rooms above know who was here for somebody else's sake.
WHEN_ERASED: list[Callable[[], None]] = []


@dataclass
class Tally:
    """Counts of one erasure, (store, record) -> rows, and what the sinks will have to do.

    objects: names of files whose rows went. found: what the sinks said before.
    """

    removed: dict[tuple[str, str], int] = field(default_factory=dict)
    kept: dict[tuple[str, str], int] = field(default_factory=dict)
    objects: list[str] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def add(self, store: str, record: str, rows: int) -> int:
        """Count rows that went; returns them."""
        if rows:
            self.removed[store, record] = self.removed.get((store, record), 0) + rows
        return rows

    def keep(self, store: str, record: str, rows: int) -> None:
        """Count rows that live on as evidence."""
        if rows:
            self.kept[store, record] = self.kept.get((store, record), 0) + rows


@dataclass(frozen=True)
class Receipt:
    """What the person gets: a code that verifies the erasure and finds nobody."""

    erasure: Erasure
    code: str


def close(
    reason: Erasure.Reason, tally: Tally, *, rule: str = "", gone: Sequence[UUID] = ()
) -> Receipt:
    """Write the receipt of an erasure: a day, counts, and the hash of a code if a person asked.

    gone: the persons of whom no row may be left. The receipt is complete once every sink has
    answered and has been looked at again.
    """
    code = "" if reason is Erasure.Reason.RULE else secrets.token_urlsafe(16)
    tenant = scope.required()
    erasure = Erasure.objects.create(
        day=clock.today(tenant.policy.timezone),
        reason=reason,
        rule=rule,
        policy_id=tenant.policy_id,
        code_sha256=hashlib.sha256(code.encode()).hexdigest() if code else "",
    )
    records = tally.removed.keys() | tally.kept.keys()
    ErasureCount.objects.bulk_create(
        ErasureCount(
            erasure=erasure,
            store=store,
            record=record,
            removed=tally.removed.get((store, record), 0),
            retained=tally.kept.get((store, record), 0),
        )
        for store, record in sorted(records)
    )
    _ask_sinks(erasure, tally, gone)
    follow()
    return Receipt(erasure, code)


def follow() -> None:
    """Erase, in the same transaction, who was here only for the sake of what has just gone."""
    for step in WHEN_ERASED:
        step()


def _ask_sinks(erasure: Erasure, tally: Tally, gone: Sequence[UUID]) -> None:
    state, rows = ErasureAnswer.State, sum(n for key, n in tally.removed.items() if key[0] == ROWS)
    own = (
        Found(ROWS, tuple(map(str, gone)), removed=rows),
        Found(OBJECTS, tuple(tally.objects)),
    )
    course = ErasureCourse.objects.create(erasure=erasure)
    ErasureAnswer.objects.bulk_create(
        ErasureAnswer(
            course=course,
            sink=found.sink,
            state=state.ASKS if found.asks else state.WAITING if found.things else state.DONE,
            things=list(found.things),
            removed=found.removed,
            retained=found.retained,
            why=found.why,
            until=found.until,
            answered_at=None if found.things or found.asks else clock.now(),
        )
        for found in (*own, *tally.found)
    )
    sinks.settle_down()
