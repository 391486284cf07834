"""Who sits at a company today, and what the company may do."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from ordholden.accounts.access import can_see
from ordholden.accounts.models import User
from ordholden.companies.models import Agreement, Company, Seat
from ordholden.people.actions import local_today
from ordholden.policy import Policy
from ordholden.tenants import scope

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SeatView = Callable[Concatenate[HttpRequest, Seat, P], HttpResponseBase]
MODULE = "companies"


def has_companies(policy: Policy) -> bool:
    """Whether companies sign in at this tenant at all."""
    return MODULE in policy.modules


def seat_of(user: User | AnonymousUser) -> Seat | None:
    """Where a user sits today, with the company; asked once for each request."""
    if not isinstance(user, User) or not user.is_active:
        return None
    if not hasattr(user, "_seat"):
        running = Seat.objects.running(local_today()).filter(user=user)
        user._seat = running.select_related("company").first()  # type: ignore[attr-defined]
    found: Seat | None = user._seat  # type: ignore[attr-defined]
    return found


def agreement(company: Company, service: Agreement.Service) -> Agreement | None:
    """The agreement by which a company uses a service today; none, and it may not."""
    if service not in scope.required().policy.modules or company.ended_at is not None:
        return None
    running = Agreement.objects.running(local_today())
    return running.filter(company=company, service=service).order_by("-since").first()


def may_search(company: Company) -> bool:
    """Whether a company looks for people in the CV database today (JI-07)."""
    return agreement(company, Agreement.Service.CV_DATABASE) is not None


def can_see_companies(user: User | AnonymousUser) -> bool:
    """Whether one of the tenant's own people works with customers, by the notice."""
    return can_see(user, "company.name")


def seat_required(view: SeatView[P]) -> View[P]:
    """A page of companies; the view gets the seat of who asks.

    Strangers are asked to sign in, everybody else is refused (403); where companies do not sign
    in at all there is no such page (404).
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not has_companies(scope.required().policy):
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        seat = seat_of(request.user)
        if seat is None:
            raise PermissionDenied
        return view(request, seat, *args, **kwargs)

    return guarded


def firms_of(users: set[UUID]) -> dict[UUID, str]:
    """Where these users sit, or sat last, by account; those who never did are not in it."""
    seats = Seat.objects.filter(user__in=users).order_by("since", "pk")
    return dict(seats.values_list("user_id", "company__name"))
