"""The edge: a request's host name says whose site it is; everything after is in that scope."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import DisallowedHost
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

from ordholden.tenants import scope
from ordholden.tenants.actions import host_name
from ordholden.tenants.models import Tenant

P = ParamSpec("P")
Answer = Callable[[HttpRequest], HttpResponseBase]

# The same for every name that is nobody's, in English: it may come from anywhere. No word of
# who else is here.
NO_SITE = "web/errors/unknown_host.html"


class TenantRequest(HttpRequest):
    """A request that has passed the edge. For annotations: Django makes the object."""

    tenant: Tenant


class TenantFromHost:
    """Enter the scope of the tenant that the host name belongs to, for the whole request.

    One transaction, in the tenant's time zone and language. It is rolled back when a view
    raises, whatever page is made of that, and when the answer is a server error.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        tenant = tenant_of(request)
        if tenant is None:
            with translation.override("en"):
                return HttpResponse(render_to_string(NO_SITE), status=404)
        request.tenant = tenant  # type: ignore[attr-defined]
        with scope.at_home(tenant):
            answer = self.get_response(request)
            if answer.status_code >= 500 or getattr(request, "undo", False):
                transaction.set_rollback(True)
            answer.headers.setdefault("Content-Language", translation.get_language() or "en")
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Mark the request: what a view wrote before it raised does not count."""
        undo(request)


def undo(request: HttpRequest) -> None:
    """Roll back, when the answer is ready, what this request has written."""
    request.undo = True  # type: ignore[attr-defined]


def tenant_of(request: HttpRequest) -> Tenant | None:
    """The tenant a request's host name belongs to. One query, without a scope."""
    try:
        name = host_name(request.get_host())
    except DisallowedHost:
        return None
    return Tenant.objects.lean().filter(hosts__name=name).first()


def module_required(
    module: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """The view does not exist (404) where the tenant's policy does not switch the module on."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if module not in scope.required().policy.modules:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
