"""The board of a recruitment: who applied, how far each has come, and what is done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ordholden.accounts.access import roles_of
from ordholden.accounts.models import User
from ordholden.applications import access, actions, asking, beside, showing
from ordholden.applications.actions.talking import MESSAGES, REQUESTED, collects
from ordholden.applications.forms.board import Ask, Move, Plan, Remark, Write
from ordholden.applications.models import Application, Recruitment, Stage
from ordholden.applications.numbers import purpose_of
from ordholden.companies.access import seat_of
from ordholden.jobs.access import can_write, receiving
from ordholden.jobs.models import JobAd
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.policy import Policy
from ordholden.privacy import gate
from ordholden.reading import actions as reading
from ordholden.reading.models import Action
from ordholden.reading.readers import Reader
from ordholden.reading.refusals import NobodyHere
from ordholden.tenants import scope

MOST = 200  # recruitments of one employee on one page
IN_USE = Q(applications__state=Application.State.SENT) & ~Q(applications__person__state=State.KEPT)


@dataclass(frozen=True)
class Table:
    """One recruitment, and who of its team is looking."""

    request: HttpRequest
    ad: JobAd
    reader: Reader
    policy: Policy

    @property
    def user(self) -> User:
        """Who is looking."""
        assert isinstance(self.request.user, User)
        return self.request.user

    @cached_property
    def stages(self) -> list[Stage]:
        """The stages of this recruitment."""
        return actions.stages_of(self.ad)

    @cached_property
    def named_by(self) -> str:
        """The category by which the team knows a name."""
        return access.named_by(self.policy, self.reader.roles)

    def sees(self, category: str) -> bool:
        """Whether the team sees a category of applications."""
        return access.sees(self.policy, self.reader.roles, category)

    def everybody(self) -> "QuerySet[Application]":
        """Everybody's who has applied and whose data may be used for it now, the oldest first."""
        with gate.purpose(self.reader.purpose):
            persons = gate.allowed(Person.objects.all())
        found = Application.objects.in_use().filter(ad=self.ad, person__in=persons)
        return found.select_related("person", "stage").order_by("sent_at")


def at_table(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one recruitment: for its team. For others it does not exist (404, S-21)."""

    @access.at_work
    @wraps(view)
    def guarded(request: HttpRequest, /, ad: UUID, **kwargs: Any) -> HttpResponseBase:
        policy = scope.required().policy
        found = get_object_or_404(JobAd, pk=ad)
        reader = access.reader_on(request, found)
        if reader is None:
            raise NobodyHere
        if not asking.has_applications(policy):
            raise Http404
        answer = view(request, Table(request, found, reader, policy), **kwargs)
        add_never_cache_headers(answer)
        return answer

    return guarded


@require_safe
@access.at_work
def boards(request: HttpRequest) -> HttpResponseBase:
    """The recruitments I take part in, those with something new first."""
    if not asking.has_applications(scope.required().policy):
        raise Http404
    assert isinstance(request.user, User)
    mine = JobAd.objects.filter(team__user=request.user).exclude(state=JobAd.State.DRAFT)
    if not roles_of(request.user):  # of a company: what it is for, while it gets applications
        seat = seat_of(request.user)
        gets = seat is not None and receiving(seat.company) is not None
        mine = mine.filter(company=seat.company_id) if seat and gets else mine.none()
    counted = mine.annotate(
        everybody=Count("applications", filter=IN_USE),
        new=Count("applications", filter=IN_USE & Q(applications__stage__kind="received")),
    )
    found = counted.select_related("recruitment").order_by("-new", "-published_at")[:MOST]
    rows = [(one, getattr(one, "recruitment", None)) for one in found]
    policy, writes = scope.required().policy, can_write(request.user)
    context = {
        "rows": rows,
        "words": writes and collects(policy, MESSAGES),
        "counts": writes and bool(purpose_of(policy)),
    }
    return render(request, "applications/boards.html", context)


@require_safe
@at_table
def board(request: HttpRequest, table: Table) -> HttpResponseBase:
    """Everybody who applied, stage by stage. One line in the log for all who are shown."""
    return _board(request, table, Plan())


def _board(request: HttpRequest, table: Table, planning: Plan) -> HttpResponseBase:
    everybody = list(table.everybody())
    shown = [table.named_by] if table.named_by else ["application.letter"]
    reading.look_through(table.reader, showing.persons(everybody), shown, Action.LIST)
    names = _names(table, everybody)
    ratings = showing.ratings(everybody) if table.sees("application.assessment") else {}
    columns = [
        (
            stage,
            [
                (one, names[one.pk], ratings.get(one.pk))
                for one in everybody
                if one.stage_id == stage.pk and one.state == Application.State.SENT
            ],
        )
        for stage in table.stages
    ]
    context = {
        "ad": table.ad,
        "columns": columns,
        "stages": table.stages,
        "withdrawn": sum(one.state == Application.State.WITHDRAWN for one in everybody),
        "count": len(everybody),
        "run": Recruitment.objects.filter(ad=table.ad).first(),
        "plan": planning,
    }
    return render(
        request, "applications/board.html", context, status=422 if planning.errors else 200
    )


def _names(table: Table, found: list[Application]) -> dict[UUID, str]:
    """What the team calls each: the name in the application, or the person's, or a number."""
    if table.named_by == asking.NAME:
        return showing.names_in(found)
    if table.named_by:
        return {one.pk: one.person.name for one in found}
    number = _("Candidate %(number)s")
    return {one.pk: number % {"number": n} for n, one in enumerate(found, start=1)}


def one_of(table: Table, pk: UUID) -> Application:
    """An application to this recruitment; others do not exist (404)."""
    return get_object_or_404(table.everybody().select_related("ad"), pk=pk)


@require_safe
@at_table
def application(request: HttpRequest, table: Table, pk: UUID) -> HttpResponseBase:
    """One application in full, beside what the team notes and does."""
    return show(request, table, one_of(table, pk))


def show(
    request: HttpRequest, table: Table, found: Application, **refused: forms.Form
) -> HttpResponseBase:
    """The page of one application. refused: forms that were filled in wrongly, as they were."""
    sent = showing.Sent(found)
    there = {*(one.category for one in sent.answers), *(one.category for one in sent.files)}
    seen = {category for category in there if table.sees(category)}
    read = sorted({*seen, table.named_by} - {""})
    reading.look_at(table.reader, found.person, read)
    context = {
        "ad": table.ad,
        "application": found,
        "name": _names(table, [found])[found.pk],
        "until": sent.until,
        **_said(table, sent),
        **_around(table, found),
        **_forms(table, found),
        **_wordings(request, table, found),
        **beside.for_team(table.policy, table.reader, found),
        **refused,
    }
    return render(request, "applications/application.html", context, status=422 if refused else 200)


def _said(table: Table, sent: showing.Sent) -> dict[str, Any]:
    """What was sent, noted, written and asked, as far as the team sees each."""
    found = sent.application
    return {
        "said": [
            said
            for said, one in zip(sent.said, sent.answers, strict=True)
            if table.sees(one.category) and one.category != asking.NAME
        ],
        "files": [one for one in sent.files if table.sees(one.category)],
        "history": showing.history(found, names=True),
        "notes": [
            one
            for one in found.notes.select_related("by__person").order_by("-at")
            if table.sees(one.category)
        ],
        "talk": found.messages.order_by("at") if table.sees(MESSAGES) else [],
        "requests": found.requests.filter(category=REQUESTED).order_by("-at")
        if table.sees(REQUESTED)
        else [],
    }


def _around(table: Table, found: Application) -> dict[str, Any]:
    """The one before and the one after, so that nobody has to go back to the board."""
    order = list(table.everybody().values_list("pk", flat=True))
    here = order.index(found.pk)
    return {
        "before": order[here - 1] if here else None,
        "after": order[here + 1] if here + 1 < len(order) else None,
        "place": (here + 1, len(order)),
    }


def _forms(table: Table, found: Application) -> dict[str, Any]:
    if found.state != Application.State.SENT:
        return {}
    remark = Remark()
    return {
        "move": Move(
            stages=table.stages, initial={"stage": found.stage_id, "version": found.version}
        )
        if not found.closed_at
        else None,
        "remark": remark if remark.fields["kind"].choices else None,  # type: ignore[attr-defined]
        "ask": Ask() if collects(table.policy, REQUESTED) else None,
        "write": Write() if collects(table.policy, MESSAGES) else None,
    }


def _wordings(request: HttpRequest, table: Table, found: Application) -> dict[str, Any]:
    """The wordings this team may begin a message with, and the one that was chosen, filled in."""
    if found.state != Application.State.SENT or not collects(table.policy, MESSAGES):
        return {"wordings": (), "wording": None}
    fitting = actions.wordings_for(found)
    chosen = next((one for one in fitting if str(one.pk) == request.GET.get("wording")), None)
    more: dict[str, Any] = {"wordings": fitting, "wording": chosen}
    if chosen:
        name = _names(table, [found])[found.pk]
        more["write"] = Write(initial={"text": actions.fill_in(chosen, found, name)})
    return more


@require_POST
@at_table
def move(request: HttpRequest, table: Table, pk: UUID) -> HttpResponseBase:
    """Move one to another stage; the candidate hears of it."""
    form = Move(request.POST, stages=table.stages)
    if not form.is_valid():
        raise Http404
    done = actions.move(
        one_of(table, pk),
        form.cleaned_data["stage"],
        by=table.user,
        version=form.cleaned_data["version"],
    )
    messages.success(request, _("Moved to: %(stage)s") % {"stage": done.stage})
    return back(table, pk)


@require_POST
@at_table
def move_many(request: HttpRequest, table: Table) -> HttpResponseBase:
    """Move all that are ticked; who was changed by a colleague meanwhile stays."""
    stage = next((one for one in table.stages if str(one.pk) == request.POST.get("stage")), None)
    if stage is None:
        raise Http404
    there = {str(one.pk): one for one in table.everybody()}
    moved = left = 0
    for said in request.POST.getlist("chosen"):
        key, _sep, version = said.partition(":")
        found = there.get(key)
        if found is None or not version.isdigit():
            continue
        try:
            with transaction.atomic():
                actions.move(found, stage, by=table.user, version=int(version))
            moved += 1
        except actions.ChangedMeanwhile:
            left += 1
    said_moved = ngettext("%(n)s was moved.", "%(n)s were moved.", moved) % {"n": moved}
    messages.success(request, said_moved)
    if left:
        messages.warning(request, _("What a colleague changed meanwhile stayed where it is."))
    return see_other(reverse("board", args=[table.ad.pk]))


@require_POST
@at_table
def note(request: HttpRequest, table: Table, pk: UUID) -> HttpResponseBase:
    """Note something about an application."""
    found, form = one_of(table, pk), Remark(request.POST)
    if not form.is_valid():
        return show(request, table, found, remark=form)
    actions.note(found, **form.cleaned_data, by=table.user)
    messages.success(request, _("Noted."))
    return back(table, pk)


@require_POST
@at_table
def ask(request: HttpRequest, table: Table, pk: UUID) -> HttpResponseBase:
    """Ask for more, with the reason."""
    found, form = one_of(table, pk), Ask(request.POST)
    if not form.is_valid():
        return show(request, table, found, ask=form)
    actions.ask_for_more(found, **form.cleaned_data, by=table.user)
    messages.success(request, _("Asked. The candidate sees why, and decides."))
    return back(table, pk)


@require_POST
@at_table
def write(request: HttpRequest, table: Table, pk: UUID) -> HttpResponseBase:
    """Write to the candidate."""
    found, form = one_of(table, pk), Write(request.POST)
    if not form.is_valid():
        return show(request, table, found, write=form)
    actions.write_message(found, form.cleaned_data["text"], by=table.user)
    messages.success(request, _("Sent."))
    return back(table, pk)


def back(table: Table, pk: UUID) -> HttpResponseBase:
    """To the page of an application, after something was done with it."""
    return see_other(reverse("application", args=[table.ad.pk, pk]))


@require_POST
@at_table
def plan(request: HttpRequest, table: Table) -> HttpResponseBase:
    """Say when the recruitment is planned to end."""
    form = Plan(request.POST)
    if not form.is_valid():
        return _board(request, table, form)
    actions.plan_end(table.ad, form.cleaned_data["on"])
    messages.success(request, _("Saved."))
    return see_other(reverse("board", args=[table.ad.pk]))


@require_POST
@at_table
def end(request: HttpRequest, table: Table) -> HttpResponseBase:
    """End the recruitment for everybody in it, or open it again."""
    if request.POST.get("then") == "reopen":
        actions.reopen_recruitment(table.ad, by=table.user)
        messages.success(request, _("It runs again, and everybody is told."))
    else:
        actions.end_recruitment(table.ad, by=table.user)
        messages.success(request, _("The recruitment has ended, and everybody is told."))
    return see_other(reverse("board", args=[table.ad.pk]))
