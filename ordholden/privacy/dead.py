"""What goes by other roads than a rule's query.

Data whose last purpose is gone is due, whatever its date (JI-55, AB-34). Values given for
statistics cannot be read, so PostgreSQL is told the date and answers with a number (JI-29).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from ordholden.people.actions import statistics
from ordholden.policy import Policy, cutoff
from ordholden.privacy import erasure, stores
from ordholden.privacy.datamap import Declared, holding
from ordholden.privacy.models import Erasure

# Kept by the program itself for as long as the row lives; a policy need not ask for them.
ALWAYS = ("person.account", "person.exclusion", "person.do_not_contact", "person.customer_number")


def erase_dead(policy: Policy, *, dry_run: bool = False) -> Iterator[tuple[str, int]]:
    """Erase values of categories that no purpose of the policy uses any more.

    Yields each category with the rows that went (or, in a dry run, would go). S-97.
    """
    held = policy.held() | set(ALWAYS)
    for table in holding():
        if table.holds.category_column:
            yield from _dead_rows(table, held, dry_run=dry_run)
        elif table.is_person:
            yield from _dead_columns(table, held, dry_run=dry_run)


def _dead_rows(
    table: Declared, held: frozenset[str] | set[str], *, dry_run: bool
) -> Iterator[tuple[str, int]]:
    column = table.holds.category_column
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column}, count(*) FROM {table.table} WHERE NOT {column} = ANY(%s)"  # noqa: S608
            f" GROUP BY {column} ORDER BY {column}",
            [sorted(held)],
        )
        found = cursor.fetchall()
    for category, rows in found:
        if not dry_run:
            with transaction.atomic():
                _erase_category(table, category)
        yield category, rows


def _erase_category(table: Declared, category: str) -> None:
    column, key = table.holds.category_column, table.key
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table.table} WHERE {column} = %s", [category])  # noqa: S608
        keys = [found for (found,) in cursor.fetchall()]
    tally = erasure.Tally()
    erasure.erase_rows(table, keys, tally)
    erasure.close(Erasure.Reason.DEAD_PURPOSE, tally)


def _dead_columns(
    table: Declared, held: frozenset[str] | set[str], *, dry_run: bool
) -> Iterator[tuple[str, int]]:
    for column, declared in table.holds.personal.items():
        if declared.category in held or not stores.is_text(table, column):
            continue
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {table.key} FROM {table.table} WHERE {column} <> ''")  # noqa: S608
            keys = [found for (found,) in cursor.fetchall()]
            if keys and not dry_run:
                erasure.clear(table, [column], keys)
        if keys:
            yield declared.category, len(keys)


def forget_statistics(
    policy: Policy, today: date, *, dry_run: bool = False
) -> Iterator[tuple[str, int]]:
    """Erase values given for statistics whose period is over. Yields each rule and its rows."""
    if dry_run:
        return  # nobody may count them either
    for rule in policy.document.retain:
        categories = [c for c in policy.means(rule.what) if c.startswith("statistics.")]
        ending = [step for step in rule.stages if step.do in ("erase", "anonymise")]
        if not categories or not ending or rule.anchor != "collected":
            continue
        day = cutoff(ending[-1].after, today, policy.year_end)
        moment = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(policy.timezone))
        rows = sum(statistics.forget_before(c, moment.astimezone(UTC)) for c in categories)
        if rows:
            yield rule.id, rows
