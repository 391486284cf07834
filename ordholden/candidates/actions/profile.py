"""What a person tells of themself: stored, changed and removed, one category at a time."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from ordholden.candidates.actions import documents
from ordholden.candidates.asking import MAIL_ADDRESS
from ordholden.candidates.forms.inputs import as_text
from ordholden.people import actions as people
from ordholden.people.actions.details import OWN_COLUMN
from ordholden.people.models import Detail, Person


@transaction.atomic
def save(person: Person, values: Mapping[str, Any], files: Mapping[str, list[Any]]) -> None:
    """The person changes their own profile: it counts at once, and as activity (AB-33, JC-33)."""
    store(person, values, files)
    people.touch(person, people.Event.SAVE)


@transaction.atomic
def save_by_staff(
    person: Person, values: Mapping[str, Any], files: Mapping[str, list[Any]]
) -> None:
    """One of the tenant's own people corrects something: no clock moves."""
    store(person, values, files)
    people.touch(person, people.Event.STAFF_EDIT)


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
