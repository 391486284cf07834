"""What a person tells of themself: stored, changed and removed, one category at a time."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.accounts.models import User
from ordholden.candidates import asking, emails
from ordholden.candidates.actions import documents
from ordholden.candidates.asking import MAIL_ADDRESS
from ordholden.candidates.forms.inputs import as_text
from ordholden.candidates.models import Correction
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.people import changes
from ordholden.people.actions.details import OWN_COLUMN
from ordholden.people.models import Detail, Person
from ordholden.tenants import scope


class NoReason(NotPossible):
    """What a person told is not corrected without saying why."""


@transaction.atomic
def save(person: Person, values: Mapping[str, Any], files: Mapping[str, list[Any]]) -> None:
    """The person changes their own profile: it counts at once, and as activity (AB-33, JC-33)."""
    store(person, values, files)
    people.touch(person, people.Event.SAVE)


@transaction.atomic
def save_by_staff(
    person: Person,
    values: Mapping[str, Any],
    files: Mapping[str, list[Any]],
    *,
    by: User,
    reason: str = "",
) -> None:
    """One of the tenant's own people notes or corrects something: no clock moves.

    What the person told themself is corrected with a reason; they are told, whatever they have
    said no to, and find both versions on their page (JI-49, JI-50, S-27). Raises NoReason for
    a correction without one.
    """
    told = {one.category for one in asking.open_to(scope.required().policy, person)}
    before = _texts(person, told & values.keys())
    store(person, values, files)
    people.touch(person, people.Event.STAFF_EDIT)
    after = _texts(Person.objects.get(pk=person.pk), told & values.keys())
    changed = sorted(category for category in before if before[category] != after[category])
    changed += sorted(told & {category for category, given in files.items() if given})
    if not changed:
        return
    # Adding what was missing needs no reason, changing what stood there does.
    if not reason.strip() and any(any(before.get(category, [])) for category in changed):
        raise NoReason(_("Say why you correct it: the person is told."))
    Correction.objects.bulk_create(
        Correction(
            person=person,
            category=category,
            before=_readable(before.get(category, [])),
            after=_readable(after.get(category, [])),
            reason=reason.strip(),
            by=by,
        )
        for category in changed
    )
    emails.corrected.later(person.pk, changed)


def _texts(person: Person, categories: Collection[str]) -> dict[str, list[Any]]:
    """What is held of each category: texts, or fingerprints of what is encrypted."""
    found: dict[str, list[Any]] = {
        category: [getattr(person, OWN_COLUMN[category])] if category in OWN_COLUMN else []
        for category in categories
    }
    rows = Detail.objects.filter(person=person, category__in=categories).order_by("item")
    for detail in rows:
        said = bytes(detail.digest or b"") if detail.is_sealed else detail.value
        found[detail.category].append(said)
    return found


def _readable(held: list[Any]) -> str:
    return "\n".join(text for text in held if isinstance(text, str))


def store(
    person: Person,
    values: Mapping[str, Any],
    files: Mapping[str, list[Any]],
    *,
    at: str | None = None,
) -> None:
    """Store values and files by category. at: the last stage whose fields may be stored.

    Empty values are removed. Raises people.NotCollected for what the policy does not ask for.
    """
    contact = {
        OWN_COLUMN[category]: as_text(value)
        for category, value in values.items()
        if category in OWN_COLUMN and category != "person.email"
    }
    if contact:
        people.change_contact(person, **contact)
    for category, value in values.items():
        if category in OWN_COLUMN or category == MAIL_ADDRESS:
            continue
        if isinstance(value, list):
            _save_lines(person, category, value, at)
        else:
            people.save_detail(person, category, as_text(value), at=at)
    for category, given in files.items():
        for file in given:
            documents.keep(person, category, file, at=at)
    changes.tell(person)


def _save_lines(person: Person, category: str, lines: Iterable[str], at: str | None) -> None:
    """Several values: what stays keeps its day, what is gone goes, what is new is new."""
    wanted = list(dict.fromkeys(lines))
    there = list(Detail.objects.filter(person=person, category=category))
    for detail in there:
        if not any(detail.means(text) for text in wanted):
            people.save_detail(person, category, "", item=detail.item, at=at)
    for text in wanted:
        if not any(detail.means(text) for detail in there):
            people.add_detail(person, category, text, at=at)


def values_of(person: Person, opened: Mapping[UUID, str]) -> dict[str, Any]:
    """What is held in the person's details and contact columns, as a form begins with it.

    opened: what `reading` handed out of the sealed values; the others a form does not show.
    """
    found: dict[str, Any] = {
        category: getattr(person, column) for category, column in OWN_COLUMN.items()
    }
    for detail in Detail.objects.filter(person=person).order_by("category", "item"):
        text = opened.get(detail.pk) if detail.is_sealed else detail.text
        if text is None:
            continue
        if detail.category in people.SEVERAL:
            found.setdefault(detail.category, []).append(text)
        else:
            found[detail.category] = text
    return found
