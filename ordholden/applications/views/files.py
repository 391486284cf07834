"""Files of an application, for the team: pages to look at, and a copy without what is noted."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from ordholden.applications.models import Attachment
from ordholden.applications.views.board import Table, at_table, one_of
from ordholden.candidates.views import handing
from ordholden.privacy import words
from ordholden.reading import actions as reading
from ordholden.reading.models import Action


def _file(table: Table, pk: UUID, file: UUID) -> Attachment:
    found = get_object_or_404(
        Attachment.objects.select_related("file"), pk=file, application=one_of(table, pk)
    )
    if not table.sees(found.category):
        raise Http404
    return found


@require_safe
@at_table
def attachment(request: HttpRequest, table: Table, pk: UUID, file: UUID) -> HttpResponseBase:
    """A copy of a file: opened with a line in the log that the candidate sees."""
    found = _file(table, pk, file)
    return handing.for_others(
        found, lambda: reading.open_document(table.reader, found, Action.DOWNLOAD)
    )


@require_safe
@at_table
def attachment_pages(request: HttpRequest, table: Table, pk: UUID, file: UUID) -> HttpResponseBase:
    """A file to look at: one line in the log for all its pages."""
    found, there = _file(table, pk, file), [table.ad.pk, pk]
    return handing.pages(
        request,
        found,
        lambda: reading.open_document(table.reader, found, Action.VIEW),
        lambda number: reverse("application_file_page", args=[*there, file, number]),
        own=False,
        label=words.about(found.category),
        download=reverse("application_file", args=[*there, file]),
        back=reverse("application", args=there),
        back_label=table.ad.title,
    )


@require_safe
@at_table
def attachment_page(
    request: HttpRequest, table: Table, pk: UUID, file: UUID, number: int
) -> HttpResponseBase:
    """A page of a file that was opened just before, as a picture; else there is none (404)."""
    found = _file(table, pk, file)
    return handing.page(lambda: reading.open_again(table.reader, found), number)
