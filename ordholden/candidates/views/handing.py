"""Handing out files: pages to look at, the copy for others, and the file itself to its owner."""

from collections.abc import Callable
from typing import Any, Protocol

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ordholden import papers
from ordholden.kit import files
from ordholden.kit.errors import NotPossible

Opening = Callable[[], bytes]


class File(Protocol):
    """What is handed out: a row that says how a file is called, and of which kind it is."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...


def original(document: File, opening: Opening) -> HttpResponse:
    """To its owner, byte for byte as it was given. opening: how it is read."""
    return _attached(document, _read(opening))


def for_others(document: File, opening: Opening) -> HttpResponse:
    """To others: a copy without what was noted beside it (JI-08). Raises NotPossible."""
    try:
        content = papers.clean(_read(opening))
    except papers.Refused:
        raise NotPossible(
            _("This file cannot be opened safely, so it is not handed out. Ask for a new one."),
            code="unsafe_file",
        ) from None
    return _attached(document, content)


def pages(
    request: HttpRequest,
    document: File,
    opening: Opening,
    page_url: Callable[[int], str],
    **context: Any,
) -> HttpResponse:
    """The page on which a file is looked at: its pages as pictures, its words beside them.

    page_url: the address of the picture of a page. context: `download`, `back` and `heading`.
    """
    content = _read(opening)
    try:
        paper = papers.look(content)
    except papers.Refused as refused:
        context["refused"] = refused.sentence
    else:
        sizes = enumerate(paper.sizes, start=1)
        context["pages"] = [(n, page_url(n), *size) for n, size in sizes]
        context["text"] = paper.text
    context |= {"document": document, "size": len(content)}
    answer = render(request, "candidates/paper.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def page(opening: Opening, number: int) -> HttpResponse:
    """A page as a picture, drawn now and kept nowhere."""
    try:
        drawn = papers.picture(_read(opening), number)
    except papers.Refused as refused:
        raise Http404 from refused
    answer = HttpResponse(drawn.content, content_type=drawn.media_type)
    answer["Cache-Control"] = "no-store"
    return answer


def _read(opening: Opening) -> bytes:
    try:
        return opening()
    except files.FileGone:
        raise Http404 from None


def _attached(document: File, content: bytes) -> HttpResponse:
    """Never shown as a page of this site, whatever is in it."""
    answer = HttpResponse(content, content_type=document.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, document.name or "file")
    answer["Cache-Control"] = "no-store"
    return answer
