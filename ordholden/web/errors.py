"""Pages for what went wrong. Each says what happened and what to do, and nothing about anybody.

409 (refused action) and 429 (too many tries) are rendered by who answers so, by template name.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

PAGES = {400, 403, 404, 409, 422, 429, 500}


def page(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """The page of one status; `sentence` says why, in the reader's language."""
    return render(request, f"{status}.html", {"sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the form is too old, or cookies are off."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. Rendered without the database and without the tenant, which may be the fault."""
    return HttpResponse(render_to_string("500.html"), status=500)
