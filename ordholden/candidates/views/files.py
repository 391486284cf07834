"""Somebody's files, for those of the tenant's own people who may see their category."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ordholden.candidates import sight
from ordholden.candidates.models import Document
from ordholden.candidates.views import handing
from ordholden.candidates.views.staff import Desk, at_desk, found
from ordholden.kit.http import require
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.reading import actions as reading
from ordholden.reading.models import Action


@dataclass(frozen=True)
class Opened:
    """A file of somebody, and who reads it for which purpose."""

    desk: Desk
    person: Person
    document: Document

    def url(self, name: str, *more: int) -> str:
        """An address of this file, for this purpose."""
        query = urlencode({"purpose": self.desk.purpose})
        return f"{reverse(name, args=[self.person.pk, self.document.pk, *more])}?{query}"

    def read(self, action: Action) -> bytes:
        """The content, with a line in the log that the person sees."""
        return reading.open_document(self.desk.reader, self.document, action)


def _opened(desk: Desk, pk: UUID, file: UUID) -> Opened:
    desk, person = found(desk, pk)
    document = Document.objects.filter(pk=file, person=person).select_related("file").first()
    if document is None:
        raise Http404
    require(sight.how(desk.policy, desk.roles, desk.purpose, document.category) == "open")
    return Opened(desk, person, document)


@require_safe
@at_desk
def person_document(request: HttpRequest, desk: Desk, pk: UUID, file: UUID) -> HttpResponseBase:
    """A copy of a file of somebody, without what was noted beside it."""
    opened = _opened(desk, pk, file)
    return handing.for_others(opened.document, lambda: opened.read(Action.DOWNLOAD))


@require_safe
@at_desk
def person_document_pages(
    request: HttpRequest, desk: Desk, pk: UUID, file: UUID
) -> HttpResponseBase:
    """A file of somebody to look at: one line in the log for all its pages."""
    opened = _opened(desk, pk, file)
    return handing.pages(
        request,
        opened.document,
        lambda: opened.read(Action.VIEW),
        lambda number: opened.url("person_document_page", number),
        own=False,
        label=words.about(opened.document.category),
        download=opened.url("person_document"),
        back=opened.desk.card_url(opened.person),
        back_label=_("Card"),
    )


@require_safe
@at_desk
def person_document_page(
    request: HttpRequest, desk: Desk, pk: UUID, file: UUID, number: int
) -> HttpResponseBase:
    """A page of a file that was opened just before, as a picture; else there is none (404)."""
    opened = _opened(desk, pk, file)
    return handing.page(lambda: reading.open_again(opened.desk.reader, opened.document), number)
