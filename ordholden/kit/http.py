"""Small things every view needs, and the one page for a refused action."""

from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import select_template

from ordholden.kit.errors import NotPossible
from ordholden.tenants.middleware import undo
from ordholden.tenants.scope import required

# The first that exists: the one of `web`, in the site's own look, or a bare one.
REFUSED_PAGES = ["409.html", "kit/refused.html"]


class HasAddress(Protocol):
    """A thing with a page of its own."""

    def get_absolute_url(self) -> str: ...


def see_other(target: str | HasAddress) -> HttpResponse:
    """The answer to a POST that did something: go and look there (303), also under htmx."""
    address = target if isinstance(target, str) else target.get_absolute_url()
    return HttpResponse(status=303, headers={"Location": address})


def require(allowed: bool) -> None:
    """`require(can_decide(member, application))`. Raises PermissionDenied (403)."""
    if not allowed:
        raise PermissionDenied


def site_url(path: str) -> str:
    """A full address on the site of the tenant in scope, for letters: under its first host name.

    path: begins with a slash. Raises NoTenant outside a scope.
    """
    host = required().hosts.order_by("pk").values_list("name", flat=True).first() or "localhost"
    if settings.HTTPS:
        return f"https://{host}{path}"
    return f"http://{host}:{settings.PORT}{path}"


class Refusals:
    """Turn NotPossible, whatever view it came from, into one page or JSON (409).

    What the view had written is rolled back. Nothing of the request is repeated.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, NotPossible):
            return None
        undo(request)
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse(
                {"error": {"code": exception.code, "sentence": exception.sentence}}, status=409
            )
        page = select_template(REFUSED_PAGES)
        return HttpResponse(page.render({"sentence": exception.sentence}, request), status=409)
