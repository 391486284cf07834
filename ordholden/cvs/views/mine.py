"""One's own CV: each part written, changed, set in order and taken back by its person."""

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

from ordholden.accounts import places
from ordholden.accounts.places import has_cv
from ordholden.candidates.forms.fields import explain
from ordholden.candidates.views.mine import me
from ordholden.cvs import actions, showing
from ordholden.cvs import offered as offering
from ordholden.cvs.forms import PartForm
from ordholden.cvs.kinds import BY_CATEGORY
from ordholden.cvs.models import Part
from ordholden.cvs.offered import Offered
from ordholden.cvs.writers.pdf import LAYOUTS
from ordholden.kit.http import see_other
from ordholden.people.models import Detail, Person
from ordholden.tenants import scope
from ordholden.web import errors


def offered_to(person: Person) -> dict[str, Offered]:
    """What the notice asks this person for. Raises Http404 where it is nothing."""
    policy = scope.required().policy
    if not has_cv(policy):
        raise Http404
    return offering.to_person(policy, person)


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponseBase:
    """My CV: every part, what may be added, and the files it can be taken away as."""
    person = me(request)
    open_now = offered_to(person)
    there = {one.kind.key: one for one in showing.groups(person)}
    words = _own_words(person)
    sections = [
        {"offered": one, "group": there.get(key), "words": words.get(one.kind.category, [])}
        for key, one in open_now.items()
    ]
    context = {
        "side_nav": places.mine(request.user),
        "me": person,
        "sections": sections,
        "left": [one for key, one in there.items() if key not in open_now],
        "has_parts": bool(there),
        "layouts": LAYOUTS.values(),
    }
    return render(request, "cvs/overview.html", context)


def _own_words(person: Person) -> dict[str, list[str]]:
    """What the person wrote freely about the same categories, on the profile."""
    found: dict[str, list[str]] = {}
    rows = Detail.objects.filter(person=person, category__in=BY_CATEGORY, is_sealed=False)
    for detail in rows.order_by("category", "item"):
        found.setdefault(detail.category, []).append(detail.text)
    return found


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
@login_required
def add(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Write a new part."""
    person = me(request)
    offered = offered_to(person).get(kind)
    if offered is None:
        raise Http404
    form = PartForm(offered, request.POST if request.method == "POST" else None)
    if form.is_bound and form.surplus(request.POST):
        return errors.page(request, 422)
    if form.is_bound and form.is_valid():
        actions.add(person, offered.kind, form.values())
        messages.success(request, _("Saved. It counts from now on."))
        return see_other(reverse("my_cv"))
    return _form(request, form, offered, {"heading": offered.kind.add})


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
@login_required
def edit(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Change a part of mine; another's does not exist (404)."""
    person = me(request)
    part = get_object_or_404(Part, pk=pk, person=person)
    offered = offered_to(person).get(BY_CATEGORY[part.category].key)
    if offered is None:  # asked no more: it can be taken back, not changed
        raise Http404
    form = PartForm.of(part, offered, request.POST if request.method == "POST" else None)
    if form.is_bound and form.surplus(request.POST):
        return errors.page(request, 422)
    if form.is_bound and form.is_valid():
        actions.change(part, form.values())
        messages.success(request, _("Saved. It counts from now on."))
        return see_other(reverse("my_cv"))
    return _form(request, form, offered, {"heading": offered.label, "part": part})


def _form(
    request: HttpRequest, form: PartForm, offered: Offered, more: dict[str, Any]
) -> HttpResponseBase:
    explain(scope.required().policy, form.fields["title"], offered.asked)
    reason = form.fields["title"].reason  # type: ignore[attr-defined]
    del form.fields["title"].reason  # type: ignore[attr-defined]
    context = {"form": form, "offered": offered, "reason": reason, **more}
    return render(request, "cvs/part.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def remove(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take a part of mine back, for good."""
    actions.remove(get_object_or_404(Part, pk=pk, person=me(request)))
    messages.success(request, _("It is gone."))
    return see_other(reverse("my_cv"))


@require_POST
@login_required
def move(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One place up or down."""
    part = get_object_or_404(Part, pk=pk, person=me(request))
    actions.move(part, up=request.POST.get("to") == "up")
    return see_other(f"{reverse('my_cv')}#{BY_CATEGORY[part.category].key}")
