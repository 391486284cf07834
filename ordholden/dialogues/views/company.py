"""A company asks, waits, and talks with who answered. It never learns of a no."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ordholden.companies.models import Seat
from ordholden.dialogues import actions, between, showing
from ordholden.dialogues.access import reaching
from ordholden.dialogues.actions import asking, talking
from ordholden.dialogues.forms import Question, Write
from ordholden.dialogues.models import Approach
from ordholden.kit.http import see_other
from ordholden.reading import actions as reading
from ordholden.sourcing import viewing
from ordholden.sourcing.views.cvs import opened
from ordholden.sourcing.ways import NAME
from ordholden.tenants import scope

SHOWN = 25
SHOWN_HERE = frozenset({NAME, "person.email", "person.phone"})


@require_http_methods(["GET", "POST"])
@never_cache
@reaching
def ask(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponseBase:
    """Ask whoever this CV is of for contact."""
    opened(seat, key)  # 404 for a CV that is not there, hidden, or nobody's
    posted = request.POST if request.method == "POST" else None
    form = Question(posted)
    if posted is not None and form.is_valid():
        made = actions.ask(seat, key, **form.cleaned_data)
        messages.success(request, _("Your question is on its way."))
        return see_other(reverse("asked_person", args=[made.pk]))
    before = asking.asked_before(seat.company, key)
    context = {
        "seat": seat,
        "form": form,
        "key": key,
        "left": asking.left(seat.company),
        "before": before,
        "days": asking.OPEN_FOR.count,
    }
    return render(request, "dialogues/ask.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@reaching
def asked_people(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Whom the company asked, and what came of it."""
    found = Approach.objects.of(seat.company).select_related("by__person").order_by("-asked_at")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    rows = showing.asked(seat.company, list(page))
    _note_names(request, [one.person.pk for one in rows if one.person is not None])
    context = {"seat": seat, "page": page, "rows": rows, "left": asking.left(seat.company)}
    return render(request, "dialogues/asked.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@reaching
def asked_person(request: HttpRequest, seat: Seat, pk: UUID) -> HttpResponseBase:
    """One of them: what was written, and who it is if they have answered."""
    approach = get_object_or_404(Approach.objects.of(seat.company), pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = Write(posted)
    if posted is not None and form.is_valid():
        actions.reply(approach, seat, form.cleaned_data["text"])
        return see_other(reverse("asked_person", args=[pk]))
    (row,) = showing.asked(seat.company, [approach])
    way = between.way(scope.required().policy)
    if row.person is not None and way is not None:
        about = way.what & SHOWN_HERE
        reading.look_at(viewing.as_reader(request, way), row.person, about)
    context = {
        "seat": seat,
        "row": row,
        "messages_here": showing.to_company(row),
        "may_reply": talking.may_reply(approach, row.dialogue),
        "form": form,
        "known": showing.known(row, way) if way else None,
        "has_cv": row.person is not None and _sees_cv(seat, approach.cv_key),
    }
    return render(request, "dialogues/one_asked.html", context, status=422 if form.errors else 200)


def _note_names(request: HttpRequest, persons: list[UUID]) -> None:
    way = between.way(scope.required().policy)
    if way is not None:
        reading.look_through(viewing.as_reader(request, way), persons, [NAME])


def _sees_cv(seat: Seat, key: UUID) -> bool:
    try:
        opened(seat, key)
    except Http404:
        return False
    return True
