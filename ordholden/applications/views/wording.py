"""The team's wordings, and the stages of a recruitment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ordholden.accounts.access import staff_required
from ordholden.applications import actions, asking
from ordholden.applications.actions.talking import MESSAGES, collects
from ordholden.applications.forms.wording import NameStage, NewStage, WordingForm
from ordholden.applications.models import Application, Stage, Wording
from ordholden.applications.views.board import Table, at_table
from ordholden.jobs.access import WRITERS
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import see_other
from ordholden.privacy import words
from ordholden.tenants import scope


@require_http_methods(["GET", "POST"])
@staff_required(*WRITERS)
def wordings(request: HttpRequest) -> HttpResponseBase:
    """All wordings, and one more."""
    policy = scope.required().policy
    if not asking.has_applications(policy) or not collects(policy, MESSAGES):
        raise Http404
    form = WordingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.keep_wording(form.save(commit=False))
        messages.success(request, _("Saved."))
        return see_other(reverse("wordings"))
    rows = [(one, words.purpose(one.purpose)) for one in Wording.objects.all()]
    context = {"rows": rows, "form": form}
    return render(
        request, "applications/wordings.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@staff_required(*WRITERS)
def wording(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Change one, or remove it."""
    found = get_object_or_404(Wording, pk=pk)
    if request.method == "POST" and request.POST.get("then") == "remove":
        found.delete()
        messages.success(request, _("Removed."))
        return see_other(reverse("wordings"))
    form = WordingForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.keep_wording(form.save(commit=False))
        messages.success(request, _("Saved."))
        return see_other(reverse("wordings"))
    context = {"wording": found, "form": form}
    return render(request, "applications/wording.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
@at_table
def stages(request: HttpRequest, table: Table) -> HttpResponseBase:
    """The stages of this recruitment, and one more."""
    return _stages(request, table, NewStage())


def _stages(request: HttpRequest, table: Table, form: NewStage) -> HttpResponseBase:
    there = set(
        Application.objects.filter(ad=table.ad, stage__isnull=False).values_list(
            "stage_id", flat=True
        )
    )
    found = actions.stages_of(table.ad)
    rows: list[dict[str, Any]] = [
        {
            "stage": one,
            "moves": one.kind in actions.MIDDLE,
            "earlier": one.kind in actions.MIDDLE and found[n - 1].kind in actions.MIDDLE,
            "later": one.kind in actions.MIDDLE and found[n + 1].kind in actions.MIDDLE,
            "empty": one.pk not in there,
        }
        for n, one in enumerate(found)
    ]
    context = {"ad": table.ad, "rows": rows, "form": form}
    return render(request, "applications/stages.html", context, status=422 if form.errors else 200)


@require_POST
@at_table
def change_stages(request: HttpRequest, table: Table) -> HttpResponseBase:
    """Add, name, move or leave out a stage."""
    verb, _sep, key = request.POST.get("then", "").partition(":")
    if verb == "add":
        form = NewStage(request.POST)
        if not form.is_valid():
            return _stages(request, table, form)
        actions.add_stage(table.ad, **form.cleaned_data)
    else:
        stage = next((one for one in table.stages if str(one.pk) == key), None)
        if stage is None:
            raise Http404
        _change(request, table, verb, stage)
    messages.success(request, _("Saved."))
    return see_other(reverse("stages", args=[table.ad.pk]))


def _change(request: HttpRequest, table: Table, verb: str, stage: Stage) -> None:
    if verb == "name":
        form = NameStage(request.POST)
        if not form.is_valid():
            raise NotPossible(_("This name is too long."))
        actions.name_stage(table.ad, stage, form.cleaned_data["name"])
    elif verb in ("earlier", "later"):
        actions.shift_stage(table.ad, stage, -1 if verb == "earlier" else 1)
    elif verb == "remove":
        actions.remove_stage(table.ad, stage)
    else:
        raise Http404
