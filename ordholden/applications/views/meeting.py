"""Interviews: the team proposes and calls off, the candidate answers, both put it in a calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ordholden.applications import actions, calendar
from ordholden.applications.forms.meeting import NoTime, Propose
from ordholden.applications.models import Interview
from ordholden.applications.models.meetings import INTERVIEW
from ordholden.applications.views import mine
from ordholden.applications.views.board import Table, at_table, back, one_of, show
from ordholden.kit.http import see_other, site_url
from ordholden.people.models import Person
from ordholden.web import dates


@require_POST
@at_table
def propose(request: HttpRequest, table: Table, pk: UUID) -> HttpResponseBase:
    """Propose times."""
    found, form = one_of(table, pk), Propose(request.POST)
    if not table.sees(INTERVIEW):
        raise Http404
    if not form.is_valid():
        return show(request, table, found, propose=form)
    said = form.cleaned_data
    actions.propose(found, form.times, minutes=said["minutes"], place=said["place"], by=table.user)
    messages.success(request, _("Proposed. The candidate takes one, or says that none fits."))
    return back(table, pk)


@require_POST
@at_table
def call_off(request: HttpRequest, table: Table, pk: UUID, interview: UUID) -> HttpResponseBase:
    """Call one off."""
    actions.call_off(_at(table, pk, interview), by=table.user)
    messages.success(request, _("Called off. The candidate is told."))
    return back(table, pk)


@require_safe
@at_table
def to_calendar(request: HttpRequest, table: Table, pk: UUID, interview: UUID) -> HttpResponseBase:
    """For the team's calendar."""
    found = _at(table, pk, interview)
    return _file(found, reverse("application", args=[table.ad.pk, pk]))


def _at(table: Table, pk: UUID, interview: UUID) -> Interview:
    if not table.sees(INTERVIEW):
        raise Http404
    return get_object_or_404(
        Interview.objects.select_related("application"), pk=interview, application=one_of(table, pk)
    )


@require_POST
@mine.own
def answer(request: HttpRequest, person: Person, pk: UUID, interview: UUID) -> HttpResponseBase:
    """Take one of the times, say that none fits, or that I cannot come after all."""
    found = _mine(person, pk, interview)
    said = request.POST.get("answer", "")
    if said == "none":
        form = NoTime(request.POST, auto_id="no_time_%s")
        if not form.is_valid():
            return mine.show(request, person, pk, no_time=form)
        actions.no_time_fits(found, form.cleaned_data["text"])
        messages.success(request, _("Noted. They can propose other times."))
    elif said == "off":
        actions.call_off(found, by=None)
        messages.success(request, _("Called off. They see it on their page."))
    elif said.isdecimal() and len(said) < 3:
        taken = actions.take_time(found, int(said))
        assert taken.starts_at is not None
        messages.success(request, _("Agreed: %(time)s.") % {"time": dates.moment(taken.starts_at)})
    else:
        messages.error(request, _("Choose one of the times, or say that none fits."))
    return see_other(reverse("my_application", args=[pk]))


@require_safe
@mine.own
def my_calendar(
    request: HttpRequest, person: Person, pk: UUID, interview: UUID
) -> HttpResponseBase:
    """For my own calendar."""
    return _file(_mine(person, pk, interview), reverse("my_application", args=[pk]))


def _mine(person: Person, pk: UUID, interview: UUID) -> Interview:
    return get_object_or_404(
        Interview.objects.select_related("application"),
        pk=interview,
        application_id=pk,
        person=person,
    )


def _file(interview: Interview, path: str) -> HttpResponse:
    if interview.starts_at is None:
        raise Http404
    return HttpResponse(
        calendar.invitation(interview, url=site_url(path)),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="interview.ics"'},
    )
