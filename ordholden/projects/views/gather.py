"""Projects: who was gathered for a vacancy, how far each is, and several side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.companies.models import Seat
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.projects import actions
from ordholden.projects.forms import Into, ProjectForm
from ordholden.projects.models import Gathered, Project
from ordholden.projects.views.find import noted, searching
from ordholden.sourcing import sight, viewing, ways
from ordholden.sourcing.models import Visibility

Stage = Gathered.Stage
SIDE_BY_SIDE = 4


@require_http_methods(["GET", "HEAD", "POST"])
@searching
def projects(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """The company's projects, and one more."""
    posted = request.POST if request.method == "POST" else None
    form = ProjectForm(posted)
    if posted is not None and form.is_valid():
        begun = actions.begin(seat, form.cleaned_data["name"])
        return see_other(reverse("project", args=[begun.pk]))
    rows = Project.objects.of(seat.company).annotate(many=Count("gathered")).order_by("-begun_at")
    context = {"rows": rows, "form": form}
    return render(request, "projects/projects.html", context, status=422 if form.errors else 200)


@require_safe
@searching
def project(request: HttpRequest, seat: Seat, pk: UUID) -> HttpResponseBase:
    """One project: everybody in it by stage, as the company sees each today."""
    found = get_object_or_404(Project, pk=pk, company=seat.company)
    gathered = list(found.gathered.order_by("at", "pk"))
    cards = {one.key: one for one in noted(request, seat, [one.person_id for one in gathered])}
    keys = _keys(gathered)
    columns = [
        {
            "stage": stage,
            "label": stage.label,
            "rows": [
                (one, cards[keys[one.person_id]])
                for one in gathered
                if one.stage == stage and keys.get(one.person_id) in cards
            ],
        }
        for stage in Stage
    ]
    context = {
        "project": found,
        "columns": columns,
        "stages": Stage.choices,
        "many": len(cards),
        "gone": len(gathered) - len(cards),
    }
    return render(request, "projects/project.html", context)


def _keys(gathered: list[Gathered]) -> dict[UUID, UUID]:
    rows = Visibility.objects.filter(person__in=[one.person_id for one in gathered])
    return dict(rows.values_list("person_id", "key"))


def _person(seat: Seat, key: UUID) -> UUID:
    """Whose CV it is that the company sees by this key. Raises Http404."""
    row = get_object_or_404(Visibility, key=key)
    if row.person_id not in ways.open_to(seat.company, [row.person_id]):
        raise Http404
    return row.person_id


@require_http_methods(["GET", "HEAD", "POST"])
@searching
def gather(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponseBase:
    """Put a CV into a project, or into a new one."""
    person = _person(seat, key)
    posted = request.POST if request.method == "POST" else None
    chosen = Into(seat.company, posted if posted and "to" in posted else None)
    begun = ProjectForm(posted if posted and "name" in posted else None)
    if begun.is_valid():
        into = actions.begin(seat, begun.cleaned_data["name"])
    elif chosen.is_valid():
        into = chosen.cleaned_data["to"]
    else:
        context = {"key": key, "chosen": chosen, "begun": begun}
        status = 422 if posted is not None else 200
        return render(request, "projects/gather.html", context, status=status)
    actions.gather(into, person, seat=seat)
    messages.success(request, _("It is in the project now."))
    return see_other(reverse("project", args=[into.pk]))


@require_POST
@searching
def move(request: HttpRequest, seat: Seat, pk: UUID, gathered: UUID) -> HttpResponseBase:
    """Move somebody to another stage, or out of the project."""
    found = get_object_or_404(Gathered, pk=gathered, project=pk, project__company=seat.company)
    stage = request.POST.get("stage", "")
    if stage == "out":
        actions.let_go(found)
    elif stage in Stage.values:
        actions.move(found, stage)
    return see_other(reverse("project", args=[pk]))


@require_POST
@searching
def end(request: HttpRequest, seat: Seat, pk: UUID) -> HttpResponseBase:
    """End a project."""
    actions.end(get_object_or_404(Project, pk=pk, company=seat.company))
    messages.success(request, _("The project is over, and who was in it is forgotten here."))
    return see_other(reverse("projects"))


@require_safe
@searching
def compare(request: HttpRequest, seat: Seat, pk: UUID) -> HttpResponseBase:
    """Up to four of a project side by side, kind by kind; each counts as opened (JI-20)."""
    found = get_object_or_404(Project, pk=pk, company=seat.company)
    wanted = set(request.GET.getlist("cv")[:50])
    keys = {
        str(key): person
        for person, key in _keys(list(found.gathered.all())).items()
        if str(key) in wanted
    }
    open_ = ways.open_to(seat.company, list(keys.values())[:SIDE_BY_SIDE])
    materials = sight.gather(open_, files=False)
    shown = []
    for person in Person.objects.filter(pk__in=open_).order_by("pk"):
        viewing.note_opened(request, seat, person, open_[person.pk])
        shown.append(sight.draw(materials[person.pk], open_[person.pk].way))
    context: dict[str, Any] = {"project": found, "shown": shown, "rows": _rows(shown)}
    return render(request, "projects/compare.html", context)


def _rows(shown: list[sight.Shown]) -> list[tuple[str, list[sight.Group | None]]]:
    labels = dict.fromkeys((group.key, group.label) for one in shown for group in one.groups)
    return [(label, [one.group(key) for one in shown]) for key, label in labels]
