"""The tenant's colours, and the page that shows every part."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from ordholden.tenants import scope
from ordholden.web.look import stylesheet


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """`/look.css?<policy id>`: the tenant's colours, to be kept for a year by that address."""
    tenant = scope.current()
    if tenant is None:
        raise Http404
    colours = tenant.policy.look
    response = HttpResponse(
        stylesheet(colours.accent, colours.accent_dark), content_type="text/css; charset=utf-8"
    )
    if request.META.get("QUERY_STRING") == tenant.policy.id[:16]:
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response["Cache-Control"] = "public, max-age=60"
    patch_vary_headers(response, ["Host"])
    return response
