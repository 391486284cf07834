"""Files somebody gives us: kept encrypted, replaced, removed."""

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ordholden.candidates.models import Document
from ordholden.journal import actions as journal
from ordholden.kit import files
from ordholden.kit.clock import now
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.reading import actions as reading
from ordholden.tenants import scope

TWICE = timedelta(hours=1)


@transaction.atomic
def keep(person: Person, category: str, upload: Any, *, at: str | None = None) -> Document:
    """Keep an uploaded file. Where a category has one file, the earlier one goes.

    upload: a cleaned file of `forms.inputs.Upload`. Raises people.NotCollected for a category
    the policy does not ask of this person by stage `at` (all stages if none is given). The same
    file sent twice is kept once.
    """
    policy = scope.required().policy
    if not any(
        one.who in person.kinds and category in policy.means(one.fields)
        for one in policy.collected(until=at or "")
    ):
        raise people.NotCollected
    name, content = file_name(upload.name), upload.read()
    there = Document.objects.filter(person=person, category=category)
    again: Document | None = same(there, person, name, content)
    if again:
        return again
    if category not in people.SEVERAL:
        for earlier in there:
            remove(earlier)
    return Document.objects.create(
        person=person,
        category=category,
        name=name,
        media_type=upload.media_type,
        file=files.store(content),
    )


def same(rows: "QuerySet[Any]", person: Person, name: str, content: bytes) -> Any | None:
    """The row of the very same file, sent within the last hour: a form that was sent twice."""
    if not person.has_account:
        return None
    lately = rows.filter(name=name, file__size=len(content), collected_at__gt=now() - TWICE)
    for row in lately.select_related("file"):
        if reading.open_own(person.user, row) == content:
            return row
    return None


@transaction.atomic
def remove(document: Document) -> None:
    """Remove a file for good: its row now, the object as soon as this commits."""
    journal.record(journal.Kind.CORRECT, Document._meta.db_table, [document.pk])
    stored = document.file
    document.delete()
    files.delete(stored)


def file_name(given: str | None) -> str:
    """A file name without a folder, no longer than fits.

    What is not seen (line breaks, signs that turn the reading direction) Django has left out.
    """
    path = PurePath((given or "file").replace("\\", "/"))
    return f"{path.stem[:100]}{path.suffix[:15]}" or "file"
