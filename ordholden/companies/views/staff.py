"""What the tenant's own people do with companies: begin, agree, invite, end."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ordholden.accounts.access import roles_of, staff_required
from ordholden.accounts.models import User
from ordholden.companies import access, actions
from ordholden.companies.forms import AgreementForm, CompanyForm, InviteForm
from ordholden.companies.models import Agreement, Company, Seat, SeatInvitation
from ordholden.kit.http import require, see_other
from ordholden.people.actions import local_today
from ordholden.reading import actions as reading
from ordholden.reading import seeing
from ordholden.reading.readers import reader
from ordholden.tenants import scope

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
NAME, ADDRESS = "company_contact.name", "company_contact.contact"
PER_PAGE = 50


def customer_desk(view: View[P]) -> View[P]:
    """A page of those whom the notice lets see companies; where none sign in, there is none."""

    @wraps(view)
    @staff_required()
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not access.has_companies(scope.required().policy):
            raise Http404
        require(access.can_see_companies(request.user))
        return view(request, *args, **kwargs)

    return guarded


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@require_http_methods(["GET", "POST"])
@customer_desk
def companies(request: HttpRequest) -> HttpResponseBase:
    """All companies the tenant works with, and one more."""
    posted = request.POST if request.method == "POST" else None
    form = CompanyForm(posted, policy=scope.required().policy)
    if posted is not None and form.is_valid():
        company = actions.begin(form.save(commit=False))
        messages.success(request, _("The company is there. Now agree on something, and invite."))
        return see_other(reverse("customer", args=[company.pk]))
    asked = " ".join(request.GET.get("q", "").split())[:120]
    rows = Company.objects.standing().filter(name__icontains=asked) if asked else None
    rows = Company.objects.standing() if rows is None else rows
    people = Count("seats", filter=Q(seats__until=None), distinct=True)
    page = Paginator(rows.annotate(people=people).order_by("name", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    running = Agreement.objects.running(local_today()).filter(company__in=list(page))
    services: dict[UUID, list[str]] = {}
    for one in running.order_by("service"):
        services.setdefault(one.company_id, []).append(str(one.get_service_display()))
    context = {
        "page": page,
        "rows": [(one, services.get(one.pk, [])) for one in page],
        "form": form,
        "asked": asked,
    }
    status = 422 if form.errors else 200
    return render(request, "companies/companies.html", context, status=status)


@require_http_methods(["GET", "POST"])
@customer_desk
def customer(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One company: what is known, what was agreed, who sits there."""
    company = get_object_or_404(Company, pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = CompanyForm(posted, instance=company, policy=scope.required().policy)
    if posted is not None and form.is_valid():
        actions.change(form.save(commit=False))
        messages.success(request, _("Saved."))
        return see_other(reverse("customer", args=[pk]))
    return _customer(request, company, form=form)


def _customer(request: HttpRequest, company: Company, **forms: Any) -> HttpResponseBase:
    policy, today = scope.required().policy, local_today()
    context = {
        "company": Company.objects.get(pk=company.pk),
        "form": forms.get("form") or CompanyForm(instance=company, policy=policy),
        "agreeing": forms.get("agreeing") or AgreementForm(policy=policy),
        "inviting": forms.get("inviting") or InviteForm(),
        "agreements": [
            (one, one.since <= today and (one.until is None or one.until >= today))
            for one in company.agreements.order_by("-since")
        ],
        "seats": _seats(request, company),
        "invitations": company.invitations.order_by("-invited_at") if _shows(request) else [],
        "places": actions.seats_of(company),
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "companies/customer.html", context, status=422 if wrong else 200)


def _purpose(request: HttpRequest) -> str:
    """The purpose by which this reader sees whom we know at companies; "" for none."""
    found = seeing.purposes(scope.required().policy, roles_of(request.user), NAME)
    return found[0] if found else ""


def _shows(request: HttpRequest) -> bool:
    policy, roles = scope.required().policy, roles_of(request.user)
    return bool(seeing.how(policy, roles, _purpose(request), ADDRESS))


def _seats(request: HttpRequest, company: Company) -> list[Seat]:
    """Who sits there, and a line in the log that they were seen."""
    purpose = _purpose(request)
    if not purpose:
        return []
    seats = list(
        company.seats.running(local_today())
        .select_related("user__person")
        .order_by("user__person__name")
    )
    who = reader(request, roles_of(request.user), purpose)
    reading.look_through(who, [seat.user.person_id for seat in seats], [NAME])
    return seats


@require_POST
@customer_desk
def agree(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Agree on a service."""
    company = get_object_or_404(Company, pk=pk)
    form = AgreementForm(request.POST, policy=scope.required().policy)
    if not form.is_valid():
        return _customer(request, company, agreeing=form)
    actions.agree(company, **form.cleaned_data, by=_me(request))
    messages.success(request, _("Agreed."))
    return see_other(reverse("customer", args=[pk]))


@require_POST
@customer_desk
def end_agreement(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """End an agreement, at once."""
    found = get_object_or_404(Agreement, pk=pk)
    actions.end_agreement(found)
    messages.success(request, _("The agreement has ended."))
    return see_other(reverse("customer", args=[found.company_id]))


@require_POST
@customer_desk
def invite(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Invite somebody to a seat at the company."""
    company = get_object_or_404(Company, pk=pk)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _customer(request, company, inviting=form)
    actions.invite(company, **form.cleaned_data, by=_me(request))
    messages.success(request, _("The invitation is on its way."))
    return see_other(reverse("customer", args=[pk]))


@require_POST
@customer_desk
def end_seat(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """End somebody's seat: they are signed out at once."""
    seat = get_object_or_404(Seat.objects.select_related("user__person"), pk=pk)
    actions.leave(seat)
    messages.success(request, _("The seat is free."))
    return see_other(reverse("customer", args=[seat.company_id]))


@require_POST
@customer_desk
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take an invitation back."""
    found = get_object_or_404(SeatInvitation, pk=pk)
    found.delete()
    messages.success(request, _("The invitation is withdrawn."))
    return see_other(reverse("customer", args=[found.company_id]))


@require_POST
@customer_desk
def end(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Stop working with the company."""
    actions.end(get_object_or_404(Company, pk=pk))
    messages.success(request, _("You work with this company no more. Its people are signed out."))
    return see_other(reverse("companies"))
