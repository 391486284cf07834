"""What a person does with the parts of their CV, and what staff correct in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.candidates import emails
from ordholden.candidates.actions.profile import NoReason
from ordholden.candidates.models import Correction
from ordholden.cvs import offered, showing
from ordholden.cvs.kinds import BY_CATEGORY, Kind
from ordholden.cvs.models import Part
from ordholden.journal import actions as journal
from ordholden.kit.clock import now
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people import changes
from ordholden.people.models import Person
from ordholden.tenants import scope

MOST = 300  # parts of one CV
COLUMNS = (
    *("title", "organisation", "place", "starts", "ends", "is_current"),
    *("level", "expires_on", "link", "text"),
)
Values = Mapping[str, Any]


@transaction.atomic
def add(person: Person, kind: Kind, values: Values) -> Part:
    """The person adds a part. Raises people.NotCollected, NotPossible for too many."""
    (part,) = add_many(person, [(kind, values)])
    return part


@transaction.atomic
def add_many(person: Person, parts: Iterable[tuple[Kind, Values]]) -> list[Part]:
    """The person adds what they looked through and said yes to; all of it, or nothing."""
    open_now = offered.to_person(scope.required().policy, person)
    made = _add(person, open_now, parts)
    _changed(person, people.Event.SAVE)
    return made


def _add(
    person: Person, open_now: dict[str, offered.Offered], parts: Iterable[tuple[Kind, Values]]
) -> list[Part]:
    wanted = list(parts)
    Person.objects.select_for_update().get(pk=person.pk)
    theirs = Part.objects.filter(person=person)
    if theirs.count() + len(wanted) > MOST:
        raise NotPossible(_("A CV has at most %(most)s parts.") % {"most": MOST})
    last = theirs.aggregate(last=Max("position"))["last"] or 0
    return Part.objects.bulk_create(
        Part(
            person=person,
            category=kind.category,
            position=last + number,
            **_allowed(open_now, kind, values),
        )
        for number, (kind, values) in enumerate(wanted, start=1)
    )


def _allowed(open_now: dict[str, offered.Offered], kind: Kind, values: Values) -> dict[str, Any]:
    """The values, all of which the notice asks for. Raises people.NotCollected."""
    given = {column: value for column, value in values.items() if value}
    if kind.key not in open_now or set(given) - set(open_now[kind.key].columns):
        raise people.NotCollected
    return given


@transaction.atomic
def change(part: Part, values: Values) -> None:
    """The person changes a part; it counts as written now."""
    _change(part, values, offered.to_person(scope.required().policy, part.person))
    _changed(part.person, people.Event.SAVE)


def _change(part: Part, values: Values, open_now: dict[str, offered.Offered]) -> bool:
    kind = BY_CATEGORY[part.category]
    given = _allowed(open_now, kind, values)
    locked = Part.objects.select_for_update().get(pk=part.pk)
    empty = {"expires_on": None, "is_current": False}
    wanted = {column: given.get(column, empty.get(column, "")) for column in COLUMNS}
    if all(getattr(locked, column) == value for column, value in wanted.items()):
        return False
    _correct(part)
    Part.objects.filter(pk=part.pk).update(**wanted, collected_at=now())
    part.refresh_from_db()
    return True


@transaction.atomic
def remove(part: Part) -> None:
    """The person takes a part back, for good."""
    person = part.person
    _remove(part)
    _changed(person, people.Event.SAVE)


def _remove(part: Part) -> None:
    _correct(part)
    part.delete()


def _changed(person: Person, event: people.Event) -> None:
    people.touch(person, event)
    changes.tell(person)


def _correct(part: Part) -> None:
    """A restore must not bring back what was taken back or replaced."""
    journal.record(journal.Kind.CORRECT, Part._meta.db_table, [part.pk])


@transaction.atomic
def move(part: Part, *, up: bool) -> None:
    """One place up or down among those of its kind."""
    Person.objects.select_for_update().get(pk=part.person_id)
    order = list(
        Part.objects.filter(person=part.person_id, category=part.category).order_by(
            "position", "pk"
        )
    )
    places = [one.position for one in order]
    at = next(number for number, one in enumerate(order) if one.pk == part.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(order):
        return
    order[at], order[other] = order[other], order[at]
    for one, place in zip(order, places, strict=True):
        one.position = place
    Part.objects.bulk_update(order, ["position"])


# ------------------------------------------------------------------ staff
@transaction.atomic
def note(person: Person, kind: Kind, values: Values, *, by: User) -> Part:
    """One of the tenant's own people adds what they were told; the person hears of it."""
    open_now = offered.to_staff(scope.required().policy, person)
    (part,) = _add(person, open_now, [(kind, values)])
    _changed(person, people.Event.STAFF_EDIT)
    _tell(person, kind, "", showing.in_words(part), "", by)
    return part


@transaction.atomic
def correct(part: Part, values: Values, *, by: User, reason: str) -> None:
    """Staff correct a part, with a reason; the person is always told (JI-49, JI-50, S-27).

    Raises NoReason.
    """
    before = showing.in_words(part)
    if not _change(part, values, offered.to_staff(scope.required().policy, part.person)):
        return
    _require(reason)
    _changed(part.person, people.Event.STAFF_EDIT)
    _tell(part.person, BY_CATEGORY[part.category], before, showing.in_words(part), reason, by)


@transaction.atomic
def strike(part: Part, *, by: User, reason: str) -> None:
    """Staff remove a part, with a reason; the person is always told. Raises NoReason."""
    _require(reason)
    person, kind, before = part.person, BY_CATEGORY[part.category], showing.in_words(part)
    _remove(part)
    _changed(person, people.Event.STAFF_EDIT)
    _tell(person, kind, before, "", reason, by)


def _require(reason: str) -> None:
    if not reason.strip():
        raise NoReason(_("Say why you correct it: the person is told."))


def _tell(person: Person, kind: Kind, before: str, after: str, reason: str, by: User) -> None:
    Correction.objects.create(
        person=person,
        category=kind.category,
        before=before,
        after=after,
        reason=reason.strip(),
        by=by,
    )
    emails.corrected.later(person.pk, [kind.category])
