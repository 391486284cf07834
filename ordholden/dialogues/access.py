"""Pages of companies that reach people: nowhere but where the notice has it, by agreement."""

from functools import wraps
from typing import ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from ordholden.companies.access import SeatView, View, may_search, seat_required
from ordholden.companies.models import Seat
from ordholden.dialogues import between
from ordholden.tenants import scope

P = ParamSpec("P")


def reaching(view: SeatView[P]) -> View[P]:
    """A page for somebody at a company that has an agreement today; 403 without one, and 404
    where companies reach nobody."""

    @seat_required
    def agreed(
        request: HttpRequest, seat: Seat, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not may_search(seat.company):
            raise PermissionDenied
        return view(request, seat, *args, **kwargs)

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not between.has_dialogues(scope.required().policy):
            raise Http404
        return agreed(request, *args, **kwargs)

    return guarded
