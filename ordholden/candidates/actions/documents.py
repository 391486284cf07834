"""Files somebody gives us: kept encrypted, replaced, removed."""

from pathlib import PurePath
from typing import Any

from django.db import transaction

from ordholden.candidates.models import Document
from ordholden.journal import actions as journal
from ordholden.kit import files
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.tenants import scope


@transaction.atomic
def keep(person: Person, category: str, upload: Any, *, at: str | None = None) -> Document:
    """Keep an uploaded file. Where a category has one file, the earlier one goes.

    upload: a cleaned file of `forms.inputs.Upload`. Raises people.NotCollected for a category
    the policy does not ask of this person by stage `at` (all stages if none is given).
    """
    policy = scope.required().policy
    if not any(
        one.who in person.kinds and category in policy.means(one.fields)
        for one in policy.collected(until=at or "")
    ):
        raise people.NotCollected
    if category not in people.SEVERAL:
        for earlier in Document.objects.filter(person=person, category=category):
            remove(earlier)
    return Document.objects.create(
        person=person,
        category=category,
        name=file_name(upload.name),
        media_type=upload.media_type,
        file=files.store(upload.read()),
    )


@transaction.atomic
def remove(document: Document) -> None:
    """Remove a file for good: its row now, the object as soon as this commits."""
    journal.record(journal.Kind.CORRECT, Document._meta.db_table, [document.pk])
    stored = document.file
    document.delete()
    files.delete(stored)


def file_name(given: str | None) -> str:
    """A file name without a folder, no longer than fits."""
    path = PurePath((given or "file").replace("\\", "/"))
    return f"{path.stem[:100]}{path.suffix[:15]}" or "file"
