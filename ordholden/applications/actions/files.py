"""Files of an application: copies of one's own documents, and what is uploaded for it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ordholden.applications import asking
from ordholden.applications.models import Application, Attachment
from ordholden.candidates.actions.documents import file_name, same
from ordholden.candidates.models import Document
from ordholden.journal import actions as journal
from ordholden.kit import files
from ordholden.kit.errors import NotPossible
from ordholden.people import actions as people
from ordholden.reading import actions as reading
from ordholden.tenants import scope

MOST = 12  # files with one application


def attach(application: Application, where: str | UUID, upload: Any) -> Attachment:
    """Keep an uploaded file. where: a category of the notice, or a question of the ad.

    A CV takes the place of an earlier one. Raises people.NotCollected, NotPossible for too many.
    The same file sent twice is kept once.
    """
    question = where if isinstance(where, UUID) else None
    category = asking.ANSWERS if question else str(where)
    if not asking.collects(scope.required().policy, category):
        raise people.NotCollected
    alone = Attachment.objects.filter(application=application, category=category)
    if question:
        alone = alone.filter(question=question)
    name, content = file_name(upload.name), upload.read()
    again: Attachment | None = same(alone, application.person, name, content)
    if again:
        return again
    if question or category == asking.CV:
        for earlier in alone:
            drop(application, earlier.pk)
    return _keep(application, category, name, upload.media_type, content, question)


def attach_copy(application: Application, document: Document) -> Attachment:
    """Attach one of one's own documents, as it is today (WW-25: only what is chosen)."""
    if document.person_id != application.person_id:
        raise people.NotCollected
    wanted = asking.CV if document.category == "profile.cv" else asking.FILES
    taken = asking.attachable(scope.required().policy)
    if not taken:
        raise people.NotCollected
    content = reading.open_own(application.person.user, document)
    category = wanted if wanted in taken else taken[0]
    if category == asking.CV:
        for earlier in Attachment.objects.filter(application=application, category=category):
            drop(application, earlier.pk)
    return _keep(application, category, document.name, document.media_type, content)


def drop(application: Application, key: UUID) -> None:
    """Take a file out of what will be sent."""
    found = Attachment.objects.filter(application=application, pk=key).select_related("file")
    for attachment in found:
        journal.record(journal.Kind.CORRECT, Attachment._meta.db_table, [attachment.pk])
        stored = attachment.file
        attachment.delete()
        files.delete(stored)


def _keep(
    application: Application,
    category: str,
    name: str,
    media_type: str,
    content: bytes,
    question: UUID | None = None,
) -> Attachment:
    if Attachment.objects.filter(application=application).count() >= MOST:
        raise NotPossible(_("An application takes twelve files at most."))
    return Attachment.objects.create(
        person_id=application.person_id,
        application=application,
        question_id=question,
        category=category,
        name=name,
        media_type=media_type,
        file=files.store(content),
    )
