"""Readings that were refused: written down without whom they would have been about (S-80).

What a refused request had written is rolled back, so the line is written when the request is over.
"""

import threading
from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase

from ordholden.accounts import access
from ordholden.accounts.models import User
from ordholden.reading.actions.alarms import note_refused
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import working_for


class NobodyHere(Http404):
    """Nobody whom this reader may see: there is no such person, or not for them."""

    refuses_reading = True


class _Open(threading.local):
    waiting: tuple[Tenant, UUID] | None = None


_open = _Open()


class Noticed:
    """Middleware, the innermost: notices that one of the tenant's own people was refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        _open.waiting = None
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Remember who, until the request is over."""
        refused = getattr(exception, "refuses_reading", False)
        if refused and isinstance(request.user, User) and access.is_staff(request.user):
            _open.waiting = (request.tenant, request.user.pk)  # type: ignore[attr-defined]


def write_down() -> None:
    """The piece of work is over, and its transaction with it."""
    waiting, _open.waiting = _open.waiting, None
    if waiting is not None:
        tenant, key = waiting
        with working_for(tenant):
            note_refused(User.objects.get(pk=key))
