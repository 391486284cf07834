"""Pages of companies that look for people: nowhere but where the notice has a CV database."""

from functools import wraps
from typing import ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase

from ordholden.companies.access import SeatView, View, seat_required
from ordholden.sourcing import ways
from ordholden.tenants import scope

P = ParamSpec("P")


def searching(view: SeatView[P]) -> View[P]:
    """A page for somebody at a company; where no CVs are found there is no such page (404).

    Whether the company may look for people today is asked for each CV (`ways.open_to`).
    """
    seated = seat_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not ways.has_cvs(scope.required().policy):
            raise Http404
        return seated(request, *args, **kwargs)

    return guarded
