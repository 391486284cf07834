"""A CV as somebody at a company sees it. Each time it is written down, before it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ordholden.candidates.models import Document
from ordholden.candidates.views import handing
from ordholden.companies.models import Seat
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.reading import actions as reading
from ordholden.reading.models import Action
from ordholden.sourcing import sight, viewing, ways
from ordholden.sourcing.access import searching
from ordholden.sourcing.models import View, Visibility
from ordholden.sourcing.ways import Open
from ordholden.web.site import Link

Kind = View.Kind
# What else a company can do with a CV: of the rooms above.
BESIDE: list[Callable[[Seat, UUID], list[Link]]] = []


def opened(seat: Seat, key: UUID) -> tuple[Person, Open]:
    """Whose CV this is, and how the company sees it now.

    Raises Http404 for one that is not there, is hidden, or is nobody's: all alike.
    """
    row = Visibility.objects.filter(key=key).select_related("person").first()
    found = ways.open_to(seat.company, [row.person_id]).get(row.person_id) if row else None
    if row is None or found is None:
        raise Http404
    return row.person, found


@require_safe
@never_cache
@searching
def cv(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponseBase:
    """A CV, anonymous or in personal form (JI-08, JI-16); that it was opened is noted first."""
    person, found = opened(seat, key)
    viewing.note_opened(request, seat, person, found)
    material = sight.gather([person.pk], files=found.way is not None)[person.pk]
    context = {
        "shown": sight.draw(material, found.way),
        "way": found.way,
        "seat": seat,
        "beside": [link for more in BESIDE for link in more(seat, key)],
    }
    return render(request, "sourcing/cv.html", context)


@dataclass(frozen=True)
class File:
    """A file of a CV in personal form, and how it is read."""

    seat: Seat
    person: Person
    way: ways.Way
    key: UUID
    document: Document

    def read(self, request: HttpRequest, action: Action) -> bytes:
        """The content, with a line in the access log and one in the person's list."""
        content = reading.open_document(viewing.as_reader(request, self.way), self.document, action)
        viewing.note([self.person.pk], self.seat, Kind.DOWNLOADED, View.Form.PERSONAL)
        return content

    def url(self, name: str, *more: int) -> str:
        """An address of this file."""
        return reverse(name, args=[self.key, self.document.pk, *more])


def _file(seat: Seat, key: UUID, **wanted: object) -> File:
    """Raises Http404 where the CV is anonymous, or the notice does not open this file."""
    person, found = opened(seat, key)
    if found.way is None:
        raise Http404
    documents = Document.objects.filter(person=person, category__in=found.way.what)
    document = documents.filter(**wanted).select_related("file").order_by("-collected_at").first()
    if document is None:
        raise Http404
    return File(seat, person, found.way, key, document)


@require_safe
@never_cache
@searching
def photo(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponseBase:
    """The photo of a CV in personal form, as a picture drawn anew."""
    file = _file(seat, key, category=sight.PHOTO)
    reader = viewing.as_reader(request, file.way)
    return handing.page(lambda: reading.open_document(reader, file.document, Action.VIEW), number=1)


@require_safe
@never_cache
@searching
def pages(request: HttpRequest, seat: Seat, key: UUID, file: UUID) -> HttpResponseBase:
    """A document of a CV in personal form, to look at."""
    found = _file(seat, key, pk=file)
    return handing.pages(
        request,
        found.document,
        lambda: found.read(request, Action.VIEW),
        lambda number: found.url("company_cv_page", number),
        own=False,
        label=words.about(found.document.category),
        download=found.url("company_cv_copy"),
        back=reverse("company_cv", args=[key]),
        back_label=_("CV"),
    )


@require_safe
@never_cache
@searching
def page(request: HttpRequest, seat: Seat, key: UUID, file: UUID, number: int) -> HttpResponseBase:
    """A page of a document that was opened just before; else there is none."""
    found = _file(seat, key, pk=file)
    reader = viewing.as_reader(request, found.way)
    return handing.page(lambda: reading.open_again(reader, found.document), number)


@require_safe
@never_cache
@searching
def copy(request: HttpRequest, seat: Seat, key: UUID, file: UUID) -> HttpResponseBase:
    """A copy of a document of a CV in personal form, without what was noted beside it."""
    found = _file(seat, key, pk=file)
    return handing.for_others(found.document, lambda: found.read(request, Action.DOWNLOAD))
