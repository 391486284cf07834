"""One's own place: overview, profile, files, and the questions asked for numbers alone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts import access, places
from ordholden.accounts.models import User
from ordholden.candidates import asking, foresight
from ordholden.candidates.actions import contacts, documents
from ordholden.candidates.actions import profile as profiles
from ordholden.candidates.forms.profile import Profile, Statistics
from ordholden.candidates.models import Document
from ordholden.candidates.views import handing
from ordholden.candidates.views.joining import about
from ordholden.kit.http import see_other
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.privacy import lifeline, words
from ordholden.privacy.models import Consent
from ordholden.reading import actions as reading
from ordholden.tenants import scope
from ordholden.web import errors


def me(request: HttpRequest) -> Person:
    """The person who is signed in."""
    assert isinstance(request.user, User)
    return request.user.person


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponseBase:
    """The front door: what there is about me, and whom I can turn to (AB-41)."""
    person, policy = me(request), scope.required().policy
    held = lifeline.held_about(person)
    days = [one.ends_on for one in held if one.ends_on]
    context = {
        "me": person,
        "side_nav": places.mine(request.user),
        "held": len(held),
        "next": min(days, default=None),
        "consents": Consent.objects.standing().filter(person=person).count(),
        "waiting": Consent.objects.filter(person=person, state="awaiting").exists(),
        "contact": contacts.contact_of(person),
        "general": policy.document.contact.get("general") or policy.document.contact.get("header"),
        "is_staff": access.is_staff(request.user),
        "asks_statistics": bool(asking.statistics_for(policy, person)),
    }
    return render(request, "candidates/overview.html", context)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponseBase:
    """See and change what I told: it counts at once (AB-33, JC-33, JT-12)."""
    person = me(request)
    posted = request.method == "POST"
    sent = (request.POST, request.FILES) if posted else ()
    form = Profile(person, *sent, opened=reading.own_values(person.user))
    if posted and form.surplus(request.POST, request.FILES):
        return errors.page(request, 422)
    if posted and form.is_valid():
        profiles.save(person, form.sent(), form.files_given())
        messages.success(request, _("Saved. It counts from now on."))
        return see_other(reverse("my_profile"))
    context = {
        "me": person,
        "form": form,
        "side_nav": places.mine(request.user),
        "files": files_of(person),
        **about(scope.required().policy),
    }
    return render(request, "candidates/profile.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def corrections(request: HttpRequest) -> HttpResponseBase:
    """What staff changed of what I told, before and after, and why (JI-49)."""
    found = me(request).corrections.order_by("-at")[:200]
    rows = [(one, words.category(one.category)) for one in found]
    context = {"rows": rows, "side_nav": places.mine(request.user)}
    return render(request, "candidates/corrections.html", context)


def files_of(person: Person) -> list[dict[str, Any]]:
    """A person's files, each with the day it goes."""
    policy, held = scope.required().policy, asking.standing(person)
    return [
        {
            "file": one,
            "label": words.category(one.category),
            "until": foresight.until(policy, one.category, person=person, standing=held),
        }
        for one in Document.objects.filter(person=person)
        .select_related("file")
        .order_by("category", "collected_at")
    ]


@require_safe
@login_required
def document(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One of my files; another's does not exist (404)."""
    person, found = me(request), _mine(request, pk)
    return handing.original(found, lambda: reading.open_own(person.user, found))


@require_safe
@login_required
def document_pages(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One of my files to look at, page by page."""
    person, found = me(request), _mine(request, pk)
    return handing.pages(
        request,
        found,
        lambda: reading.open_own(person.user, found),
        lambda number: reverse("my_document_page", args=[pk, number]),
        own=True,
        label=words.category(found.category),
        download=reverse("my_document", args=[pk]),
        back=reverse("my_profile"),
        back_label=_("Profile"),
    )


@require_safe
@login_required
def document_page(request: HttpRequest, pk: UUID, number: int) -> HttpResponseBase:
    """A page of one of my files, as a picture."""
    person, found = me(request), _mine(request, pk)
    return handing.page(lambda: reading.open_own(person.user, found), number)


def _mine(request: HttpRequest, pk: UUID) -> Document:
    return get_object_or_404(Document.objects.select_related("file"), pk=pk, person=me(request))


@require_POST
@login_required
def remove_document(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Remove one of my files for good."""
    documents.remove(get_object_or_404(Document, pk=pk, person=me(request)))
    messages.success(request, _("The file is gone."))
    return see_other(reverse("my_profile"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def for_statistics(request: HttpRequest) -> HttpResponseBase:
    """Asked after an application was sent, voluntarily; nobody sees an answer again (JI-29)."""
    person, policy = me(request), scope.required().policy
    asked = asking.statistics_for(policy, person)
    if not asked:
        raise Http404
    posted = request.method == "POST"
    form = Statistics(asked, request.POST if posted else None)
    if posted and {*request.POST} - {*form.fields} - {"csrfmiddlewaretoken"}:
        return errors.page(request, 422)
    if posted and form.is_valid():
        for category, value in form.cleaned_data.items():
            if value:
                people.save_detail(person, category, value)
        messages.success(request, _("Thank you. It is counted, and nobody can look it up."))
        return see_other(reverse("my"))
    return render(
        request,
        "candidates/statistics.html",
        {"form": form, "least": policy.document.statistics},
        status=422 if form.errors else 200,
    )
