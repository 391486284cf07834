"""A firm writes a note on a CV, and takes it away again."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ordholden.companies.models import Company, Seat
from ordholden.dialogues import noting
from ordholden.dialogues.models import Note
from ordholden.kit.errors import NotPossible
from ordholden.people.models import Person


@transaction.atomic
def note(seat: Seat, person: Person, text: str) -> Note:
    """Write a note for one's own firm (JI-23, JI-24). Raises NotPossible for an employer, and for
    somebody who objects to it."""
    if not noting.may_note(seat.company, person):
        raise NotPossible(_("The notice gives you no notes here."), code="no_notes")
    with noting.at_work_for(seat.company):
        return Note.objects.create(
            person=person, company=seat.company, by=seat.user, text=text.strip()
        )


def notes_on(company: Company, person: Person) -> list[Note]:
    """A firm's own notes on somebody, the newest first."""
    with noting.at_work_for(company):
        found = Note.objects.filter(person=person, company=company).select_related("by__person")
        return list(found.order_by("-at", "-pk"))


@transaction.atomic
def remove_note(company: Company, person: Person, pk: UUID) -> bool:
    """Remove one of one's own firm's notes. Whether there was such a note."""
    with noting.at_work_for(company):
        count, _each = Note.objects.filter(person=person, company=company, pk=pk).delete()
    return bool(count)
