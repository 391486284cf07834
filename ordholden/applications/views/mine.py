"""My applications: how each is going, what was asked, and deleting one."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ordholden.accounts import places
from ordholden.applications import actions, asking, beside, showing
from ordholden.applications.actions.talking import MESSAGES, collects
from ordholden.applications.forms.board import Reply, Write
from ordholden.applications.models import Application, Attachment, Request
from ordholden.applications.models.references import REFERENCES
from ordholden.candidates.views import handing
from ordholden.candidates.views.mine import me
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.reading import actions as reading
from ordholden.tenants import scope
from ordholden.web.dates import long_date

State = Application.State


def own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one's own, where the notice knows applications; it gets the person."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not asking.has_applications(scope.required().policy):
            raise Http404
        return view(request, me(request), *args, **kwargs)

    return guarded


@require_safe
@own
def my_applications(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Every position I applied for, and how far it has come (JI-30, S-26)."""
    found = Application.objects.filter(person=person).select_related("stage", "ad")
    context = {
        "rows": [(one, showing.ends_on(one)) for one in found.order_by("-created_at")],
        "side_nav": places.mine(request.user),
    }
    return render(request, "applications/mine.html", context)


@require_safe
@own
def my_application(request: HttpRequest, person: Person, pk: UUID) -> HttpResponseBase:
    """One of mine: what was sent, what happened, what is asked, what I may do."""
    return show(request, person, pk)


def show(
    request: HttpRequest,
    person: Person,
    pk: UUID,
    replies: Mapping[UUID, Reply] | None = None,
    **refused: forms.Form,
) -> HttpResponseBase:
    """The page of one's own application. refused: forms that were filled in wrongly; replies:
    answers that were not taken as they were, by request."""
    found, replies = _mine(person, pk), replies or {}
    context = {
        "application": found,
        "sent": showing.Sent(found),
        "history": showing.history(found, names=False),
        "requests": [
            (one, replies.get(one.pk) or Reply(auto_id=f"{one.pk}_%s"))
            for one in found.requests.exclude(category=REFERENCES).order_by("-at")
        ],
        "messages_here": found.messages.order_by("at"),
        "writes": found.state == State.SENT and collects(scope.required().policy, MESSAGES),
        "write": Write(),
        "wish": getattr(found, "wish", None),
        "side_nav": places.mine(request.user),
        **beside.for_candidate(found),
        **refused,
    }
    status = 422 if refused or replies else 200
    return render(request, "applications/one_of_mine.html", context, status=status)


def _mine(person: Person, pk: UUID) -> Application:
    return get_object_or_404(
        Application.objects.select_related("stage", "ad", "person", "wish"), pk=pk, person=person
    )


@require_safe
@own
def my_attachment(request: HttpRequest, person: Person, pk: UUID, file: UUID) -> HttpResponseBase:
    """A file of mine, as it was sent."""
    found = _my_file(person, pk, file)
    return handing.original(found, lambda: reading.open_own(person.user, found))


@require_safe
@own
def my_attachment_pages(
    request: HttpRequest, person: Person, pk: UUID, file: UUID
) -> HttpResponseBase:
    """A file of mine to look at, as it was sent."""
    found = _my_file(person, pk, file)
    sent = found.application.state == State.SENT
    return handing.pages(
        request,
        found,
        lambda: reading.open_own(person.user, found),
        lambda number: reverse("my_attachment_page", args=[pk, file, number]),
        own=True,
        label=words.category(found.category),
        download=reverse("my_attachment", args=[pk, file]),
        back=reverse("my_application" if sent else "review_application", args=[pk]),
        back_label=found.application.title,
    )


@require_safe
@own
def my_attachment_page(
    request: HttpRequest, person: Person, pk: UUID, file: UUID, number: int
) -> HttpResponseBase:
    """A page of a file of mine, as a picture."""
    found = _my_file(person, pk, file)
    return handing.page(lambda: reading.open_own(person.user, found), number)


def _my_file(person: Person, pk: UUID, file: UUID) -> Attachment:
    return get_object_or_404(
        Attachment.objects.select_related("file", "application"),
        pk=file,
        application_id=pk,
        person=person,
    )


@require_POST
@own
def withdraw(request: HttpRequest, person: Person, pk: UUID) -> HttpResponseBase:
    """Take it back."""
    actions.withdraw(_mine(person, pk))
    messages.success(request, _("Withdrawn. Nobody works with it any more."))
    return see_other(reverse("my_application", args=[pk]))


@require_POST
@own
def delete(request: HttpRequest, person: Person, pk: UUID) -> HttpResponseBase:
    """Delete it now; or, while a lock keeps it, on the day that is said (JI-33, S-23)."""
    done = actions.delete(_mine(person, pk))
    if done.lock is None:
        return render(request, "applications/deleted.html", {"code": done.code})
    said = _("It goes on %(day)s. Until then: %(reason)s.") % {
        "day": long_date(done.lock.until),
        "reason": done.lock.reason,
    }
    messages.info(request, said)
    return see_other(reverse("my_application", args=[pk]))


@require_POST
@own
def answer(request: HttpRequest, person: Person, pk: UUID, asked: UUID) -> HttpResponseBase:
    """Give what was asked for, or say that I would rather not."""
    found = get_object_or_404(Request, pk=asked, application_id=pk, person=person)
    if request.POST.get("answer") == "no":
        actions.answer_request(found, None)
        messages.success(request, _("Noted. That is your right."))
        return see_other(reverse("my_application", args=[pk]))
    form = Reply(request.POST, auto_id=f"{found.pk}_%s")
    if not form.is_valid():
        return show(request, person, pk, replies={found.pk: form})
    actions.answer_request(found, form.cleaned_data["text"])
    messages.success(request, _("Thank you, it has arrived."))
    return see_other(reverse("my_application", args=[pk]))


@require_POST
@own
def write(request: HttpRequest, person: Person, pk: UUID) -> HttpResponseBase:
    """Write to the team."""
    form = Write(request.POST)
    if not form.is_valid():
        return show(request, person, pk, write=form)
    actions.write_to_team(_mine(person, pk), form.cleaned_data["text"])
    messages.success(request, _("Sent."))
    return see_other(reverse("my_application", args=[pk]))
