"""The companies' own pages: the way in, what waits, who sits there, the company itself."""

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts.actions import account_of
from ordholden.accounts.forms import Accept
from ordholden.accounts.models import User
from ordholden.companies import access, actions, places
from ordholden.companies.access import seat_required
from ordholden.companies.forms import InviteForm, OwnCompany
from ordholden.companies.models import Agreement, Seat, SeatInvitation
from ordholden.kit.http import require, see_other
from ordholden.people.actions import local_today


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Accept a seat: as somebody new, or with the account one is signed in to."""
    found = actions.open_invitation(token)
    if found is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    owner = account_of(found.email)
    mine = isinstance(request.user, User) and request.user == owner
    posted = request.POST if request.method == "POST" else None
    form = None if owner else Accept(posted)
    if posted is not None and mine and isinstance(request.user, User):
        actions.accept_as(found, request.user)
        messages.success(request, _("Welcome. Your seat is there."))
        return see_other(reverse("company"))
    if form is not None and posted is not None and form.is_valid():
        user = actions.accept(found, **form.cleaned_data)
        record_authentication(request, user, "password", reauthenticated=True)
        answer: HttpResponseBase = perform_login(request, user, redirect_url=reverse("company"))
        return answer
    context = {"invitation": found, "form": form, "owner": owner, "mine": mine}
    status = 422 if form is not None and form.errors else 200
    return render(request, "companies/invitation.html", context, status=status)


@require_safe
@seat_required
def company(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """The company's front door: what waits, and what it may use until when."""
    running = Agreement.objects.running(local_today()).filter(company=seat.company)
    context = {
        "seat": seat,
        "tiles": [tile for waiting in places.WAITING for tile in waiting(seat)],
        "agreements": running.order_by("service"),
        "searches": access.may_search(seat.company),
    }
    return render(request, "companies/company.html", context)


@require_http_methods(["GET", "POST"])
@seat_required
def itself(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """What the company says of itself: its site, and where its own notice stands (JI-41)."""
    posted = request.POST if request.method == "POST" else None
    form = OwnCompany(posted, instance=seat.company)
    if posted is not None and form.is_valid():
        require(seat.leads)
        actions.change(form.save(commit=False))
        messages.success(request, _("Saved."))
        return see_other(reverse("company_itself"))
    context = {"seat": seat, "form": form}
    return render(request, "companies/itself.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@seat_required
def team(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """One's colleagues; whoever leads invites, and ends seats."""
    posted = request.POST if request.method == "POST" else None
    form = InviteForm(posted)
    if posted is not None and form.is_valid():
        require(seat.leads)
        actions.invite(seat.company, **form.cleaned_data, by=seat.user)
        messages.success(request, _("The invitation is on its way."))
        return see_other(reverse("company_team"))
    running = seat.company.seats.running(local_today())
    context = {
        "seat": seat,
        "seats": running.select_related("user__person").order_by("user__person__name"),
        "invitations": seat.company.invitations.order_by("-invited_at") if seat.leads else [],
        "places": actions.seats_of(seat.company),
        "form": form,
    }
    return render(request, "companies/team.html", context, status=422 if form.errors else 200)


@require_POST
@seat_required
def end_colleague(request: HttpRequest, seat: Seat, pk: UUID) -> HttpResponseBase:
    """End a colleague's seat; another company's does not exist."""
    require(seat.leads)
    theirs = get_object_or_404(
        Seat.objects.select_related("user__person"), pk=pk, company=seat.company
    )
    actions.leave(theirs, by=seat.user)
    messages.success(request, _("The seat is free."))
    return see_other(reverse("company_team"))


@require_POST
@seat_required
def withdraw(request: HttpRequest, seat: Seat, pk: UUID) -> HttpResponseBase:
    """Take an invitation back."""
    require(seat.leads)
    get_object_or_404(SeatInvitation, pk=pk, company=seat.company).delete()
    messages.success(request, _("The invitation is withdrawn."))
    return see_other(reverse("company_team"))
