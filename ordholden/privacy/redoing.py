"""How each kind of decision is done again, when a restore has undone it.

A room whose decisions the journal keeps says here, or from above with `does_again`, what doing
one again means. What nobody can do again is refused, never skipped: the database stays closed.
"""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from ordholden.journal.entries import Entry
from ordholden.journal.kinds import Kind
from ordholden.kit import clock
from ordholden.kit.database.faults import CannotStart
from ordholden.kit.errors import NotPossible
from ordholden.kit.payload import unpack
from ordholden.people import actions as people
from ordholden.people.actions import statistics
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import emails, erasure, holds, stores
from ordholden.privacy.actions import consents
from ordholden.privacy.actions import limits as limiting
from ordholden.privacy.datamap import PERSON, Declared, declared
from ordholden.privacy.leaving import end_consents
from ordholden.privacy.models import Consent, Erasure, Hold, Limit

Redo = Callable[[Entry, list[UUID]], int]
ANY = ""  # any table
CONSENT = Consent._meta.db_table
_REDO: dict[tuple[str, str], Redo] = {}


def does_again(kind: Kind, table: str = ANY) -> Callable[[Redo], Redo]:
    """Mark the function that does decisions of a kind about rows of a table again.

    It gets an entry and the keys that are still there and were there before it, and returns how
    many rows it changed. It runs in the tenant's scope, as of the entry's moment, and is not
    recorded anew.
    """

    def remember(function: Redo) -> Redo:
        _REDO[kind, table] = function
        return function

    return remember


def do(entry: Entry, rows: list[UUID]) -> int:
    """Do a decision again for these rows. Returns how many were changed."""
    with storing():
        return _way(entry)(entry, rows)


def refuse_unknown(entries: Iterable[Entry]) -> None:
    """Raise CannotStart for a decision that this program cannot do again."""
    for entry in entries:
        if entry.kind == Kind.LEAVE:
            continue
        if (entry.kind, entry.table) not in _REDO and (entry.kind, ANY) not in _REDO:
            raise CannotStart(
                f"Entry {entry.seq} of the journal ({entry.kind} in {entry.table}) is unknown to"
                " this version. Start the version that wrote it."
            )


def _way(entry: Entry) -> Redo:
    return _REDO.get((entry.kind, entry.table)) or _REDO[entry.kind, ANY]


# ------------------------------------------------------------------ erasure
@does_again(Kind.ERASE, PERSON)
def _erase_persons(entry: Entry, rows: list[UUID]) -> int:
    how, reason = entry.how, Erasure.Reason(entry.how.get("reason", Erasure.Reason.RULE))
    if "keep" in how:
        for row in rows:
            erasure.reduce_person(row, how["keep"], reason=reason, rule=how.get("rule", ""))
        return len(rows)
    if "kinds" in how:
        return erasure.end_kinds(rows, how["kinds"])
    if "columns" in how or "stripped_to" in how:
        return _erase_values(entry, rows)
    along = frozenset(how.get("along", ()))
    erasure.erase_persons(rows, reason=reason, rule=how.get("rule", ""), along=along)
    return len(rows)


@does_again(Kind.ERASE)
def _erase_values(entry: Entry, rows: list[UUID]) -> int:
    table = declared()[entry.table]
    if "columns" in entry.how:
        return erasure.clear(table, entry.how["columns"], rows)
    if "stripped_to" in entry.how:
        return erasure.strip(table, rows, frozenset(entry.how["stripped_to"]))
    return _erase_rows(table, rows)


def _erase_rows(table: Declared, rows: Sequence[UUID]) -> int:
    tally = erasure.Tally()
    erasure.erase_rows(table, rows, tally)
    if tally.removed:
        erasure.close(Erasure.Reason.RULE, tally)
    return sum(tally.removed.values())


# ------------------------------------------------------------------ consent, objection
@does_again(Kind.WITHDRAW, CONSENT)
def _withdraw(entry: Entry, rows: list[UUID]) -> int:
    if entry.how.get("leaving"):
        end_consents(Consent.objects.filter(pk__in=rows))
        return len(rows)
    how, locale = entry.how.get("how", "form"), entry.how.get("locale", "")
    return len(consents.withdraw_consents(rows, how=how, locale=locale))


@does_again(Kind.OBJECT, CONSENT)
def _stop_for_address(entry: Entry, rows: list[UUID]) -> int:
    addresses = Consent.objects.filter(pk__in=rows, person=None).values_list("address", flat=True)
    for address in set(addresses):
        consents.stop_mail(entry.how["mail_class"], address=address)
    return len(addresses)


@does_again(Kind.OBJECT, PERSON)
def _object(entry: Entry, rows: list[UUID]) -> int:
    for person in Person.objects.filter(pk__in=rows):
        if purpose := entry.how.get("purpose"):
            _if_possible(lambda one=person: limiting.object_to(one, purpose))  # type: ignore[misc]
        elif entry.how.get("to") == "contact":
            people.deregister(person)
        else:
            consents.stop_mail(entry.how["mail_class"], person=person)
    return len(rows)


# ------------------------------------------------------------------ restriction
@does_again(Kind.RESTRICT, PERSON)
def _restrict(entry: Entry, rows: list[UUID]) -> int:
    persons = Person.objects.filter(pk__in=rows)
    return sum(_if_possible(lambda one=one: limiting.restrict(one)) for one in persons)  # type: ignore[misc]


@does_again(Kind.LIFT, PERSON)
def _lift(entry: Entry, rows: list[UUID]) -> int:
    persons = Person.objects.filter(pk__in=rows)
    if mail_class := entry.how.get("mail_class"):
        for person in persons:
            consents.allow_mail(mail_class, person=person)
        return len(rows)
    standing = Limit.objects.standing().filter(person_id__in=rows)
    if purpose := entry.how.get("purpose"):
        return standing.objections().filter(purpose=purpose).update(ended_at=clock.now())
    standing.restrictions().update(ended_at=clock.now())
    return sum(_if_possible(lambda one=one: people.lift_restriction(one)) for one in persons)  # type: ignore[misc]


# ------------------------------------------------------------------ holds
@does_again(Kind.HOLD)
def _hold(entry: Entry, rows: list[UUID]) -> int:
    """The hold itself is lost, or has the day it had: whoever set it is not known any more."""
    days = {name: unpack(entry.how[name]) for name in ("until", "renewed_on")}
    for row in rows:
        hold = _hold_on(entry.table, row)
        if hold is None:
            _there, person = holds.owner_of(entry.table, row)
            hold = Hold(record_table=entry.table, row=row, person_id=person)
        hold.reason, hold.until, hold.renewed_on = entry.how["reason"], *days.values()
        hold.approved_at = hold.approved_at or clock.now()
        hold.save()
    return len(rows)


@does_again(Kind.RELEASE)
def _release(entry: Entry, rows: list[UUID]) -> int:
    found = [hold for row in rows if (hold := _hold_on(entry.table, row))]
    for hold in found:
        holds.end(hold, Hold.End(entry.how["end"]), None)
    return len(found)


def _hold_on(table: str, row: UUID) -> Hold | None:
    running = Hold.objects.select_for_update().filter(ended_at=None)
    return running.filter(record_table=table, row=row).first()


# ------------------------------------------------------------------ correction
@does_again(Kind.CORRECT, PERSON)
def _correct_person(entry: Entry, rows: list[UUID]) -> int:
    """The value that came back is wrong and the right one is lost: it is emptied, and asked for."""
    persons = list(Person.objects.filter(pk__in=rows))
    if category := entry.how.get("statistic"):
        return sum(statistics.forget(person, category) for person in persons)
    changed = erasure.clear_columns(declared()[PERSON], entry.how["columns"], rows)
    _ask(person.pk for person in persons if "email" not in entry.how["columns"])
    return changed


@does_again(Kind.CORRECT)
def _correct_row(entry: Entry, rows: list[UUID]) -> int:
    table = declared()[entry.table]
    asked = stores.persons_of(table, rows)
    changed = _erase_rows(table, rows)
    _ask(asked)
    return changed


def _ask(persons: Iterable[UUID]) -> None:
    for key in persons:
        emails.tell_anew.later(key)


def _if_possible(action: Callable[[], object]) -> int:
    """1, or 0 when it has been done already, or its time is over."""
    try:
        action()
    except NotPossible:
        return 0
    return 1
