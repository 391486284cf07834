"""Erasing: rows, files, queued mail and sessions of a person, in one transaction.

The statements are made from the declarations, not from a list kept here. Evidence that has a
period of its own outlives the person: it is cut loose from them and keeps at most an address.
What lies outside the database follows through tasks written in the same transaction.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ordholden.accounts.models import User
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy.declarations import AUTHORED, MENTIONED
from ordholden.policy.vocabulary import RECORDS
from ordholden.privacy import holds, lifeline, receipts, sinks, stores
from ordholden.privacy.datamap import PERSON, Declared, declared, holding
from ordholden.privacy.models import Consent, Erasure
from ordholden.privacy.receipts import Receipt, Tally, close
from ordholden.tenants import scope

# Has a life of its own beside the person's: an address may subscribe without an account.
OWN_LIFE = frozenset(key for key, record in RECORDS.items() if record.evidence) | {"mailing"}

# A restriction keeps data from our rules, not from the person it is about (GDPR art. 17, 18).
OWN_DECISIONS = frozenset({Erasure.Reason.REQUEST, Erasure.Reason.WITHDRAWAL})


class NothingErased(RuntimeError):
    """Fewer rows went than the declarations say exist. Never reported as complete."""


@transaction.atomic
@storing()
def erase_persons(
    persons: Sequence[UUID],
    *,
    reason: Erasure.Reason,
    rule: str = "",
    along: frozenset[str] = frozenset(),
) -> Receipt:
    """Erase these persons with everything that is theirs.

    along: record sets that go with the person although they could live on (the rule names
    them). Who is held stays as they are; of whom one record is held, that alone stays. Returns
    a receipt; its code is shown once. Raises NothingErased when a person was not there.
    Clauses: JT-41, JT-54, JC-67, WW-81, WW-88, JI-61, AB-31.
    """
    held = (holds.held_by_case if reason in OWN_DECISIONS else holds.held_among)(persons)
    ids = [key for key in persons if key not in held]
    _write_down(PERSON, ids, reason=reason, rule=rule, along=sorted(along))
    person = declared()[PERSON]
    stores.change(person, "state = 'erasing'", "id = ANY(%s)", [ids])
    tally = Tally(found=sinks.find(ids))
    # A night's batches are not asked one by one: their addresses are nobody's decision.
    reached = set() if reason is Erasure.Reason.RULE else sinks.addresses_of(ids)
    tally.keep("database", "person", len(held))
    _count_queue(tally)
    for table in holding():
        _unsign(table, ids)
    tally.keep("database", "consent", _agreed_without_account(ids))
    _end_consents(ids, along)
    for table in holding():
        if not table.is_person and table.holds.subject != "":
            _erase_theirs(table, ids, along, tally)
    whole = _leave_shells(ids, tally)
    rows = stores.delete(person, "id = ANY(%s)", [whole], tally.objects)
    gone = tally.add("database", "person", rows)
    if gone != len(whole):
        raise NothingErased(f"{len(whole)} persons were to go, {gone} were there")
    if reached:
        tally.found += sinks.same_address(reached)
    return close(reason, tally, rule=rule, gone=whole)


def _count_queue(tally: Tally) -> None:
    """What waited for them in the queue has gone already, when it was found."""
    for found in tally.found:
        if found.sink == "queue":
            tally.add("queue", "mail_log", found.removed)


def _leave_shells(ids: list[UUID], tally: Tally) -> list[UUID]:
    """Of whom one record is held, only an empty row stays that it hangs on. Returns the others."""
    shells = holds.around(ids)
    if not shells:
        return ids
    person, keys = declared()[PERSON], list(shells)
    own = [name for name in person.holds.personal if stores.is_text(person, name)]
    tally.add("database", "person", clear_columns(person, own, keys))
    stores.change(
        person, "state = 'kept', has_account = false, kinds = '{}'", "id = ANY(%s)", [keys]
    )
    for kept in shells.values():
        for hold in kept:
            tally.keep("database", declared()[hold.record_table].holds.record, 1)
    holds.note_alone(keys)
    return [key for key in ids if key not in shells]


def _end_consents(ids: list[UUID], along: frozenset[str]) -> None:
    """What they agreed to ends with them; a permission to mail may outlive the account (X-24)."""
    standing = Consent.objects.filter(person_id__in=ids, ended_at=None)
    if "mailing" not in along:
        mails = scope.required().policy.document.mail.values()
        standing = standing.exclude(consent__in=[one.consent for one in mails if one.consent])
    standing.update(state=Consent.State.ENDED, ended_at=clock.now())


def _agreed_without_account(ids: list[UUID]) -> int:
    """Proofs of what the same address agreed to by itself: they stay, so the receipt says so."""
    addresses = Person.objects.filter(pk__in=ids).exclude(email="").values("email")
    return Consent.objects.filter(person=None, address__in=addresses).count()


def _erase_theirs(table: Declared, ids: list[UUID], along: frozenset[str], tally: Tally) -> None:
    """The rows that are about these persons: removed, or cut loose where they outlive them."""
    record = table.holds.record
    if stores.takes_names_out(table):
        tally.keep("database", record, stores.take_names_out(table, ids))
        return
    where, column = _theirs(table)
    if record in OWN_LIFE - along:
        if column and stores.nullable(table, column):
            tally.keep("database", record, _cut_loose(table, column, ids))
        return  # reached only through a row that is itself cut loose: it stays with it
    tally.add("database", record, stores.delete(table, where, [ids], tally.objects))


def _theirs(table: Declared) -> tuple[str, str]:
    """The condition for a row of these persons, and its column if the row itself names them."""
    subject = table.holds.subject
    if not isinstance(subject, str) and subject.then == "self":
        column = table.reach(subject.here).column.removeprefix("t.")
        return f"{column} = ANY(%s)", column
    reach = table.reach_person()
    if not reach.joins:
        column = reach.column.removeprefix("t.")
        return f"{column} = ANY(%s)", column
    return (
        f"{table.key} IN (SELECT t.{table.key} FROM {table.table} t{''.join(reach.joins)}"  # noqa: S608
        f" WHERE {reach.column} = ANY(%s))",
        "",
    )


def _cut_loose(table: Declared, column: str, ids: list[UUID]) -> int:
    """Untie evidence from its person; a proof of consent keeps the address it came from."""
    holds, clocks = table.holds, declared()[PERSON].holds.anchors
    taken = {own: clocks[word] for word, own in holds.kept_clocks.items()}
    if holds.address_column:
        taken[holds.address_column] = "email"
    if taken:
        own = ", ".join(taken)
        theirs = ", ".join(f"p.{name}" for name in taken.values())
        stores.change(
            table,
            f"({own}) = (SELECT {theirs} FROM {PERSON} p WHERE p.id = {table.table}.{column})",  # noqa: S608
            f"{column} = ANY(%s)",
            [ids],
        )
    return stores.detach(table, column, f"{column} = ANY(%s)", [ids])


def _unsign(table: Declared, ids: list[UUID]) -> None:
    """Where these persons only wrote a row about somebody else, or are named in one, their name
    goes and the row stays."""
    users = User._meta.db_table
    for column, relation in table.holds.people.items():
        if relation is MENTIONED and not stores.takes_names_out(table):
            stores.detach(table, column, f"{column} = ANY(%s)", [ids])
        if relation is AUTHORED and not stores.takes_names_out(table):
            where = f"{column} IN (SELECT id FROM {users} WHERE person_id = ANY(%s))"  # noqa: S608
            stores.detach(table, column, where, [ids])


def erase_rows(table: Declared, keys: Sequence[Any], tally: Tally) -> None:
    """Erase rows by key, with their files and the steps noted on them."""
    _write_down(table.table, keys)
    acted = declared()["privacy_acted"]
    stores.delete(acted, "row::text = ANY(%s)", [[str(key) for key in keys]], tally.objects)
    for child, column in stores.children(table):
        stores.delete(child, f"{column} = ANY(%s)", [list(keys)], tally.objects)
    rows = stores.delete(table, f"{table.key} = ANY(%s)", [list(keys)], tally.objects)
    tally.add("database", table.holds.record, rows)


def clear_columns(table: Declared, columns: Collection[str], keys: Sequence[Any]) -> int:
    """Empty columns of rows that stay. Returns how many rows held something there."""
    if not columns:
        return 0
    filled = " OR ".join(f"{column} <> ''" for column in columns)
    emptied = ", ".join(f"{column} = ''" for column in columns)
    where = f"{table.key} = ANY(%s) AND ({filled}) AND {stores.spared(table)}"
    return stores.change(table, emptied, where, [list(keys)])


def clear(table: Declared, columns: Collection[str], keys: Sequence[Any]) -> int:
    """Erase what columns of rows say for good. Returns how many rows held something there."""
    _write_down(table.table, keys, columns=sorted(columns))
    return clear_columns(table, columns, keys)


def strip(table: Declared, keys: Sequence[Any], kept: frozenset[str]) -> int:
    """Erase everything these rows say but the categories in `kept` (JI-58)."""
    _write_down(table.table, keys, stripped_to=sorted(kept))
    tally = Tally()
    if table.is_person:
        rows = _strip_persons(table, list(keys), kept, tally)
        close_files(tally)
        return rows
    if table.holds.category_column:  # a row is one value: it goes, or it stays
        column = table.holds.category_column
        where = f"{table.key} = ANY(%s) AND NOT {column} = ANY(%s)"
        rows = stores.delete(table, where, [list(keys), sorted(kept)], tally.objects)
        close_files(tally)
        return rows
    gone = [
        name
        for name, column in table.holds.personal.items()
        if column.category not in kept and stores.is_text(table, name)
    ]
    return clear_columns(table, gone, keys)


def close_files(tally: Tally, *, rule: str = "") -> None:
    """What only counts as part of a sweep has a receipt too, where files are still to go."""
    if tally.objects:
        close(Erasure.Reason.RULE, tally, rule=rule)
    else:
        receipts.follow()


def _strip_persons(person: Declared, ids: list[UUID], kept: frozenset[str], tally: Tally) -> int:
    """Everything that is told of these persons but some categories. Files go into the tally."""
    rows = 0
    for table in holding():
        column = table.holds.category_column
        if column and table.holds.subject == "person":
            where = f"person_id = ANY(%s) AND NOT {column} = ANY(%s)"
            rows += stores.delete(table, where, [ids, sorted(kept)], tally.objects)
    gone = [
        name
        for name, column in person.holds.personal.items()
        if column.category not in kept and stores.is_text(person, name)
    ]
    return rows + clear_columns(person, gone, ids)


@storing()
def reduce_person(
    person: UUID, words: Collection[str], *, reason: Erasure.Reason, rule: str = ""
) -> Receipt:
    """Erase everything of a person but what a law obliges to keep: nobody uses that (JC-67)."""
    policy = scope.required().policy
    _write_down(PERSON, [person], reason=reason, rule=rule, keep=sorted(words))
    kept, records = policy.means(words), {word for word in words if word in RECORDS}
    tally = Tally(found=sinks.find([person]))
    _count_queue(tally)
    for table in holding():
        said = table.holds
        if table.is_person or said.subject == "" or said.category_column or said.record in records:
            continue
        if said.record == "person" and table.table == "people_role":
            continue  # that somebody was employed is what the law is about
        _erase_theirs(table, [person], frozenset(), tally)
    tally.add("database", "profile", _strip_persons(declared()[PERSON], [person], kept, tally))
    stores.change(declared()[PERSON], "state = 'kept', has_account = false", "id = %s", [person])
    holds.note_alone([person])
    return close(reason, tally, rule=rule)


@storing()
def end_kinds(persons: Sequence[UUID], kinds: Collection[str]) -> int:
    """Somebody is more than one kind of person: end these kinds, with what only they needed."""
    policy, tally = scope.required().policy, Tally()
    _write_down(PERSON, persons, kinds=sorted(kinds))
    for key in persons:
        person = declared()[PERSON]
        with connection.cursor() as cursor:
            cursor.execute("SELECT kinds FROM people_person WHERE id = %s", [key])
            left = [kind for kind in cursor.fetchone()[0] if kind not in kinds]
        # What a rule about another kind ends in its own time, this end does not take.
        covered = lifeline.covered(policy, Person.objects.get(pk=key), left)
        kept = policy.means(
            f for kind in left for one in policy.collected(who=kind) for f in one.fields
        )
        _strip_persons(person, [key], kept | covered | {"person.name", "person.email"}, tally)
        ended = "person_id = %s AND kind = ANY(%s)"
        stores.delete(declared()["people_role"], ended, [key, list(kinds)], tally.objects)
        stores.change(person, "kinds = %s", "id = %s", [left, key])
    close_files(tally)
    return len(persons)


def _write_down(table: str, keys: Sequence[Any], **how: Any) -> None:
    """Into the journal, first. Rows with a counted key (sessions) end by themselves after a
    restore, and a count begins anew: such a key may be somebody else's by then."""
    rows = [key for key in keys if isinstance(key, UUID)]
    journal.record(journal.Kind.ERASE, table, rows, how=how)


__all__ = ["Receipt", "Tally", "close", "erase_persons", "reduce_person"]
