"""The tenant's colours and the picture of its mark, each kept by the policy's id."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ordholden.tenants import scope
from ordholden.web.look import stylesheet
from ordholden.web.marks import tile


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """`/look.css?<policy id>`: the tenant's colours."""
    colours = scope.required().policy.look
    return _kept(request, stylesheet(colours.accent, colours.accent_dark), "text/css")


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """`/icon.svg?<policy id>`: the tenant's mark for the browser's tab."""
    colours = scope.required().policy.look
    return _kept(request, tile(colours.mark, colours.accent), "image/svg+xml")


def _kept(request: HttpRequest, text: str, kind: str) -> HttpResponse:
    """Kept for a year under the policy's own address, for a minute under any other."""
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    if request.META.get("QUERY_STRING") == scope.required().policy.id[:16]:
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response["Cache-Control"] = "public, max-age=60"
    return response
