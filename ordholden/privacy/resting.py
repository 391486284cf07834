"""What rests on a consent alone, and goes when it is withdrawn (JC-69, AB-35, JT-08)."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.privacy import erasure, stores
from ordholden.privacy.datamap import PERSON, Declared, declared, holding
from ordholden.privacy.models import Consent, Erasure, Hold
from ordholden.tenants import scope


def rests_on(policy: Policy, consent: str) -> frozenset[str]:
    """Categories that may be held only because of this consent: no purpose without it asks."""
    rests: set[str] = set()
    elsewhere: set[str] = set()
    for one in policy.document.collect:
        categories = policy.means(one.fields)
        by_consent = one.consent == consent or all(
            _needs(policy, purpose, consent) for purpose in one.purposes
        )
        (rests if by_consent else elsewhere).update(categories)
    return frozenset(rests - elsewhere)


def _needs(policy: Policy, purpose: str, consent: str) -> bool:
    bases = policy.document.purpose[purpose].bases
    return bool(bases) and all(basis.consent == consent for basis in bases)


@storing()
def erase_sole_basis(person: Person, consent: str, per: str = "") -> int:
    """Erase what of this person rested on one consent. Returns the rows and values that went.

    per: the key of the one row the consent was given for; then that row alone goes.
    """
    gone = rests_on(scope.required().policy, consent)
    if not gone:
        return 0
    tally = erasure.Tally()
    for table in holding():
        column = table.holds.category_column
        if column and table.holds.subject == "person":
            where, values = f"person_id = %s AND {column} = ANY(%s)", [person.pk, sorted(gone)]
            if per:
                where, values = f"{where} AND {table.key}::text = %s", [*values, per]
            rows = stores.delete(table, where, values, tally.objects)
            tally.add("database", table.holds.record, rows)
    own = declared()[PERSON]
    columns = [
        name
        for name, one in own.holds.personal.items()
        if not per and one.category in gone and one.category not in ("person.name", "person.email")
        if stores.is_text(own, name)
    ]
    tally.add("database", "person", erasure.clear_columns(own, columns, [person.pk]))
    rows = sum(tally.removed.values())
    if rows:
        erasure.close(Erasure.Reason.WITHDRAWAL, tally)
    return rows


def erase_released() -> Iterator[tuple[str, int]]:
    """Erase what rested on a consent that was taken back while a case held it, now that none does.

    Yields the record and how many rows went. For the sweep; safe to repeat.
    """
    policy = scope.required().policy
    ended = Hold.objects.filter(
        ended_at__isnull=False,
        person__consents__state=Consent.State.WITHDRAWN,
        person__consents__withdrawn_at__gte=F("approved_at"),
        person__consents__withdrawn_at__lte=F("ended_at"),
    )
    found = ended.values_list(
        "record_table", "row", "person__consents__consent", "person__consents__withdrawn_at"
    )
    for name, row, consent, withdrawn_at in found:
        asked, table = policy.document.consent.get(consent), declared()[name]
        if asked is None or asked.withdraw.erase != "sole_basis":
            continue
        if withdrawn_at and _is_as_it_was(
            table, row, sorted(rests_on(policy, consent)), withdrawn_at
        ):
            tally = erasure.Tally()
            erasure.erase_rows(table, [row], tally)
            if rows := sum(tally.removed.values()):
                erasure.close(Erasure.Reason.WITHDRAWAL, tally)
                yield table.holds.record, rows


def _is_as_it_was(table: Declared, row: UUID, gone: list[str], at: datetime) -> bool:
    """Whether the row still says what the consent was about: nothing newer was given since."""
    column = table.holds.category_column
    if not column or "collected" not in table.holds.anchors:
        return False
    collected = table.reach(table.holds.anchors["collected"]).column
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {table.table} t WHERE t.{table.key} = %s"  # noqa: S608
            f" AND t.{column} = ANY(%s) AND {collected} <= %s",
            [row, gone, at],
        )
        return cursor.fetchone() is not None
