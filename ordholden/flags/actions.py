"""What is done with a flag: the words taken out everywhere, kept on a ground, or let be."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.copies import actions as copies
from ordholden.copies.models import Copy
from ordholden.flags import emails, looking
from ordholden.flags.models import Flag
from ordholden.journal import actions as journal
from ordholden.kit import clock
from ordholden.kit.errors import NotPossible
from ordholden.kit.queue import task
from ordholden.people import changes
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.policy.telltales import find, without
from ordholden.privacy import erasure, stores
from ordholden.privacy.datamap import declared
from ordholden.tenants import scope
from ordholden.web.careful import FORBID, GROUND

ASKED = "asked"  # the person was warned, and sent it all the same


@task
@storing()
def look() -> None:
    """Look through what was written since the last time. Every few minutes."""
    looking.look_through()


@transaction.atomic
@storing()
def remove(flag: Flag, *, by: User | None) -> int:
    """Take what a flag speaks of out of its row and out of every copy of it; tell the person.

    Words are taken out of texts, files go whole. Copies are the same words, or the same file,
    elsewhere about the same person. A copy of data in the making is made anew. Returns the number
    of places (JI-39).
    """
    looking.look_through()  # copies that nobody has looked at yet
    place = looking.place_of(flag)
    alike = [one for one in _same(flag, place) if one.pk != flag.pk] if place else []
    for one in (flag, *alike):
        _take_out(one)
    for copy in Copy.objects.filter(person_id=flag.person_id):
        copies.forget(copy)
        copies.ask_for(copy.person, copy.locale)
    for person in Person.objects.filter(pk=flag.person_id):
        changes.tell(person)
    emails.removed.later(flag.person_id, flag.kind)
    Flag.objects.filter(pk__in=[flag.pk, *(one.pk for one in alike)]).delete()
    return 1 + len(alike)


def _same(flag: Flag, place: looking.Place) -> list[Flag]:
    """Flags of the same kind about the same person that speak of the same words."""
    words = _words(place.text, flag.kind)
    others = Flag.objects.filter(person_id=flag.person_id, kind=flag.kind)
    found = []
    for one in others:
        there = looking.place_of(one)
        if there and _words(there.text, flag.kind) & words:
            found.append(one)
    return found


def _words(text: str, kind: str) -> frozenset[str]:
    return frozenset(
        " ".join(text[one.start : one.end].casefold().split()) for one in find(text, [kind])
    )


def _take_out(flag: Flag) -> None:
    if flag.column:
        blank(flag.record_table, flag.column, flag.kind, [flag.row])
        return
    tally = erasure.Tally()
    erasure.erase_rows(declared()[flag.record_table], [flag.row], tally)
    erasure.close_files(tally)


def blank(table: str, column: str, kind: str, rows: list[UUID]) -> int:
    """Take every telltale of a kind out of a column, and write into the journal that it was.

    A text in which none is found (any more) is emptied: what was decided about it is not undone
    by a word list that has changed. Returns how many rows changed.
    """
    how: dict[str, Any] = {"column": column, "kind": kind}
    journal.record(journal.Kind.TAKE_OUT, table, rows, how=how)
    there, done = declared()[table], 0
    for row in rows:
        flag = Flag(record_table=table, row=row, column=column, kind=kind)
        place = looking.place_of(flag)
        if place is None or not place.text:
            continue
        text = without(place.text, [kind])
        left = "" if text == place.text else text
        done += stores.change(there, f'"{column}" = %s', f"{there.key} = %s", [left, row])
    return done


@transaction.atomic
def keep(flag: Flag, ground: str, reference: str, *, by: User) -> None:
    """Keep it on a ground of the policy, or because the person was warned and wants it.

    Raises NotPossible where the policy forbids it, for a ground the policy does not know, and
    for a duty or a law that is not named.
    """
    sensitive = scope.required().policy.document.sensitive
    if sensitive.stance == FORBID:
        raise NotPossible(_("The notice says that this is removed when found."))
    grounds = sensitive.grounds if sensitive.stance == GROUND else (ASKED,)
    if ground not in grounds:
        raise NotPossible(_("The notice knows no such ground."))
    if sensitive.stance == GROUND and not reference.strip():
        raise NotPossible(_("Write which duty, law or consent it is."))
    _decide(flag, Flag.State.KEPT, by, ground=ground, reference=reference.strip())


@transaction.atomic
def dismiss(flag: Flag, *, by: User) -> None:
    """It is innocent: the words say something else than they seem to."""
    _decide(flag, Flag.State.DISMISSED, by)


def _decide(flag: Flag, state: Flag.State, by: User, **more: str) -> None:
    decided = {"state": state, "decided_by": by, "decided_at": clock.now(), **more}
    if not Flag.objects.filter(pk=flag.pk, state=Flag.State.OPEN).update(**decided):
        raise NotPossible(_("Somebody has decided this already."))
