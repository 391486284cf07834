"""A recruiting firm's notes on a CV: its own, and nobody else's."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ordholden.companies.models import Seat
from ordholden.dialogues import actions, noting
from ordholden.dialogues.access import reaching
from ordholden.dialogues.forms import Remark
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.sourcing.views.cvs import opened


def _person(seat: Seat, key: UUID) -> Person:
    """Whose CV this is. Raises Http404 for an employer, and for a CV the firm does not see."""
    person, _open = opened(seat, key)
    if not noting.may_note(seat.company, person):
        raise Http404
    return person


@require_http_methods(["GET", "POST"])
@never_cache
@reaching
def cv_notes(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponseBase:
    """The firm's notes on a CV, and one more."""
    person = _person(seat, key)
    posted = request.POST if request.method == "POST" else None
    form = Remark(posted)
    if posted is not None and form.is_valid():
        actions.note(seat, person, form.cleaned_data["text"])
        messages.success(request, _("Noted."))
        return see_other(reverse("cv_notes", args=[key]))
    context = {
        "seat": seat,
        "key": key,
        "form": form,
        "notes": actions.notes_on(seat.company, person),
    }
    return render(request, "dialogues/notes.html", context, status=422 if form.errors else 200)


@require_POST
@reaching
def remove_note(request: HttpRequest, seat: Seat, key: UUID, pk: UUID) -> HttpResponseBase:
    """Take one of the firm's own notes away."""
    if not actions.remove_note(seat.company, _person(seat, key), pk):
        raise Http404
    messages.success(request, _("The note is gone."))
    return see_other(reverse("cv_notes", args=[key]))
