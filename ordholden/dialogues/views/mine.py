"""One's own: which companies asked, and what one makes of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts import places
from ordholden.accounts.models import User
from ordholden.dialogues import actions, between, showing
from ordholden.dialogues.forms import Answer, AskBack, Write
from ordholden.dialogues.models import Dialogue
from ordholden.kit.http import see_other
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.tenants import scope

SHOWN = 20


def _me(request: HttpRequest) -> Person:
    """Who is signed in. Raises Http404 where companies reach nobody."""
    assert isinstance(request.user, User)
    if not between.has_dialogues(scope.required().policy):
        raise Http404
    return request.user.person


def _mine(request: HttpRequest, pk: UUID) -> tuple[Person, Dialogue]:
    person = _me(request)
    rows = Dialogue.objects.filter(person=person).select_related("company")
    return person, get_object_or_404(rows, pk=pk)


@require_safe
@never_cache
@login_required
def my_requests(request: HttpRequest) -> HttpResponseBase:
    """Every company that asked, the latest first."""
    person = _me(request)
    found = Dialogue.objects.filter(person=person).order_by("-asked_at", "-pk")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    answered, today = between.answered(person), local_today()
    context = {
        "side_nav": places.mine(request.user),
        "page": page,
        "rows": [(one, showing.state_of(one, answered, today)) for one in page],
    }
    return render(request, "dialogues/mine.html", context)


@require_safe
@never_cache
@login_required
def my_request(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What one company asked, and what can be done about it."""
    person, dialogue = _mine(request, pk)
    return _page(request, person, dialogue)


def _page(
    request: HttpRequest, person: Person, dialogue: Dialogue, **forms: Any
) -> HttpResponseBase:
    state = showing.state_of(dialogue, between.answered(person), local_today())
    context = {
        "side_nav": places.mine(request.user),
        "dialogue": dialogue,
        "company": dialogue.company,
        "state": state,
        "messages_here": showing.to_person(dialogue),
        "question": AskBack(),
        "writing": Write(),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "dialogues/one_of_mine.html", context, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def answer(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """First what is shown to whom, and that they answer for it; then the answer (JI-12, JI-41)."""
    person, dialogue = _mine(request, pk)
    policy = scope.required().policy
    way, today = between.way(policy), local_today()
    posted = request.POST if request.method == "POST" else None
    form = Answer(posted)
    if posted is not None and form.is_valid():
        text = form.cleaned_data["text"]
        actions.answer(dialogue, text, by=person, locale=words.locale())
        messages.success(request, _("Your answer is sent. The company now sees who you are."))
        return see_other(reverse("my_request", args=[pk]))
    if way is None or dialogue.company is None or not dialogue.is_open(today):
        return see_other(reverse("my_request", args=[pk]))
    context = {
        "side_nav": places.mine(request.user),
        "dialogue": dialogue,
        "company": dialogue.company,
        "shown": showing.named(way),
        "consent": policy.document.consent[way.consent].text[words.locale()],
        "form": form,
    }
    return render(request, "dialogues/answer.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def ask_back(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Ask the company something, and stay unknown."""
    person, dialogue = _mine(request, pk)
    form = AskBack(request.POST)
    if not form.is_valid():
        return _page(request, person, dialogue, question=form)
    actions.ask_back(dialogue, form.cleaned_data["text"], by=person)
    messages.success(request, _("Your question is sent. The company does not see who you are."))
    return see_other(reverse("my_request", args=[pk]))


@require_POST
@login_required
def write(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Write on to a company that knows who one is."""
    person, dialogue = _mine(request, pk)
    form = Write(request.POST)
    if not form.is_valid():
        return _page(request, person, dialogue, writing=form)
    actions.write(dialogue, form.cleaned_data["text"], by=person)
    return see_other(reverse("my_request", args=[pk]))


@require_POST
@login_required
def decline(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """No, and the company hears nothing of it (JI-14)."""
    said = _("Declined. The company is told nothing: to it, it looks as if you had not answered.")
    return _done(request, pk, lambda person, one: actions.decline(one, by=person), said)


@require_POST
@login_required
def end(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take back that the company sees who one is (JI-13)."""
    return _done(
        request,
        pk,
        lambda person, one: actions.end(one, by=person, locale=words.locale()),
        _("It has ended. The company sees nothing more of you here."),
    )


def _done(
    request: HttpRequest, pk: UUID, do: Callable[[Person, Dialogue], None], said: str
) -> HttpResponseBase:
    person, dialogue = _mine(request, pk)
    do(person, dialogue)
    messages.success(request, said)
    return see_other(reverse("my_request", args=[pk]))
