"""Holds: the officer keeps exactly what a case needs, looks again, and lets go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ordholden.accounts.models import User
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions, holds, places
from ordholden.privacy.forms import HoldForm, RenewForm
from ordholden.privacy.models import Hold
from ordholden.privacy.views.officer import may_name, officer

LATEST = 20  # of those that have ended


@officer
@require_GET
@storing()
def overview(request: HttpRequest) -> HttpResponseBase:
    """What is kept past its day, for which case, until when; what waits for a yes; what ended."""
    assert isinstance(request.user, User)
    rows = Hold.objects.select_related("person").order_by("until", "pk")
    open_, waiting = list(rows.open()), list(rows.waiting())
    ended = list(rows.exclude(ended_at=None)[:LATEST])
    persons = {one.person_id for one in (*open_, *waiting, *ended) if one.person_id}
    return render(
        request,
        "privacy/holds.html",
        {
            "side_nav": places.officers(),
            "open": [holds.told(one) for one in open_],
            "waiting": [holds.told(one) for one in waiting],
            "ended": [holds.told(one) for one in ended],
            "named": not persons or may_name(request, sorted(persons)),
            "may_approve": actions.may_approve(request.user),
            "longest": holds.longest(),
            "renewal": RenewForm(),
        },
    )


@officer
@require_http_methods(["GET", "POST"])
@storing()
def new(request: HttpRequest, person: UUID) -> HttpResponseBase:
    """Hold one record of somebody: what, why, until when."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Person, pk=person)
    form = HoldForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        table, _colon, row = form.cleaned_data["record"].partition(":")
        hold = actions.set_hold(
            table,
            UUID(row),
            reason=form.cleaned_data["reason"],
            case=form.cleaned_data["case"],
            until=form.cleaned_data["until"],
            by=request.user,
        )
        waits = _("It waits for approval, and is not held yet.")
        said = _("It is held.") if hold.is_open else waits
        messages.success(request, said)
        return see_other(reverse("holds"))
    context = {"form": form, "person": found, "named": may_name(request, [found.pk])}
    return render(request, "privacy/hold.html", context, status=422 if form.errors else 200)


@officer
@require_POST
def renew(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Still needed."""
    form = RenewForm(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else None
    actions.renew_hold(_hold(pk), by=request.user, until=until)  # type: ignore[arg-type]
    messages.success(request, _("The hold is renewed."))
    return see_other(reverse("holds"))


@officer
@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Agree to what a colleague asked for."""
    actions.approve_hold(_hold(pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("It is held."))
    return see_other(reverse("holds"))


@officer
@require_POST
def release(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The case is over."""
    actions.release_hold(_hold(pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Released. What is due goes with the next sweep."))
    return see_other(reverse("holds"))


def _hold(pk: UUID) -> Hold:
    return get_object_or_404(Hold, pk=pk)
