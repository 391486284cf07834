"""References: asked for by the team, named by the candidate, given by the referee."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ordholden.applications import actions, emails
from ordholden.applications.forms.meeting import AskReference, NameReferee, OwnData, Statement
from ordholden.applications.models import Request
from ordholden.applications.models.references import REFERENCES
from ordholden.applications.views import mine
from ordholden.applications.views.board import Table, at_table, back, one_of, show
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.privacy import words


@require_POST
@at_table
def ask_reference(request: HttpRequest, table: Table, pk: UUID) -> HttpResponseBase:
    """Ask the candidate to name somebody, with the reason."""
    found, form = one_of(table, pk), AskReference(request.POST)
    if not form.is_valid():
        return show(request, table, found, ask_reference=form)
    actions.ask_for_references(found, form.cleaned_data["reason"], by=table.user)
    messages.success(request, _("Asked. The candidate sees why, and decides."))
    return back(table, pk)


@require_POST
@mine.own
def name_referee(request: HttpRequest, person: Person, pk: UUID, asked: UUID) -> HttpResponseBase:
    """Name somebody, with a yes to asking this one person."""
    wanted = get_object_or_404(
        Request, pk=asked, application_id=pk, person=person, category=REFERENCES
    )
    form = NameReferee(request.POST)
    if not form.is_valid():
        return mine.show(request, person, pk, name_referee=form)
    said = {key: form.cleaned_data[key] for key in ("name", "email", "phone", "relation")}
    actions.name_referee(wanted, **said, locale=words.locale())
    messages.success(request, _("Thank you. We have written to them, and said that it was you."))
    return see_other(reverse("my_application", args=[pk]))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def reference(request: HttpRequest, token: str) -> HttpResponseBase:
    """The referee's own page: what is held, saying something, setting right, being gone."""
    found = emails.reference_of(token)
    if found is None or found.referee is None:
        return render(request, "applications/reference_gone.html", status=404)
    said = request.POST.get("answer", "")
    if said == "erase":
        actions.forget_referee(found)
        return render(request, "applications/reference_erased.html")
    statement = Statement(request.POST if said == "speak" else None)
    if statement.is_valid():
        actions.speak(found, statement.cleaned_data["text"])
        messages.success(request, _("Thank you. It has arrived."))
        return see_other(request.path)
    now = {"name": found.referee.name, "phone": found.referee.phone}
    own_data = OwnData(request.POST if said == "correct" else None, initial=now)
    if own_data.is_valid():
        actions.correct_referee(found, **own_data.cleaned_data)
        messages.success(request, _("Set right."))
        return see_other(request.path)
    context = {
        "reference": found,
        "candidate": found.person.name,
        "statement": statement,
        "own_data": own_data,
    }
    wrong = bool(statement.errors or own_data.errors)
    return render(request, "applications/reference.html", context, status=422 if wrong else 200)
