"""Companies somebody follows, and at a company those who follow it (JI-17, JI-18, S-32)."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts import places
from ordholden.companies import access
from ordholden.companies.models import Agreement, Company, Seat
from ordholden.kit.http import see_other
from ordholden.people.actions import local_today
from ordholden.privacy import words
from ordholden.privacy.models import Consent
from ordholden.sourcing import actions, sight, viewing, ways
from ordholden.sourcing.access import searching
from ordholden.sourcing.views.mine import named, owner, standing
from ordholden.tenants import scope

MOST, SHOWN = 20, 25


class Find(forms.Form):
    """A company's name, or a part of it."""

    brief = True
    q = forms.CharField(label=gettext_lazy("A company's name"), max_length=120, required=False)


def companies() -> Any:
    """The companies that may look for people today."""
    running = Agreement.objects.running(local_today())
    agreed = running.filter(service=Agreement.Service.CV_DATABASE)
    return Company.objects.standing().filter(pk__in=agreed.values("company_id")).order_by("name")


@require_safe
@never_cache
@login_required
def following(request: HttpRequest) -> HttpResponseBase:
    """Companies I follow, since when; and finding one to follow."""
    _user, person, policy = owner(request)
    way = ways.following(policy)
    if way is None:
        raise Http404
    rows = Consent.objects.filter(
        person=person, consent=way.consent, state=Consent.State.GIVEN
    ).exclude(per="")
    since = {row.per: row.given_at for row in rows}
    known = Company.objects.filter(pk__in=[UUID(one) for one in since]).order_by("name")
    form = Find(request.GET or None)
    said = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    found = companies().filter(name__icontains=said)[:MOST] if said else []
    context = {
        "side_nav": places.mine(request.user),
        "followed": [(one, since[str(one.pk)], access.may_search(one)) for one in known],
        "form": form,
        "said": said,
        "found": [(one, str(one.pk) in since) for one in found],
    }
    return render(request, "sourcing/following.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def follow(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Follow a company: what it gets is said before the yes, also what it gets offline (JI-17)."""
    user, person, policy = owner(request)
    way, company = ways.following(policy), get_object_or_404(companies(), pk=pk)
    if way is None:
        raise Http404
    if request.method == "POST":
        actions.follow(person, company, by=user, locale=words.locale())
        messages.success(request, _("You follow %(name)s.") % {"name": company.name})
        return see_other(reverse("my_following"))
    context = {
        "side_nav": places.mine(request.user),
        "company": company,
        "text": policy.document.consent[way.consent].text[words.locale()],
        "opened": named(way.what),
        "follows": standing(person, way, str(company.pk)),
    }
    return render(request, "sourcing/follow.html", context)


@require_POST
@login_required
def unfollow(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Follow it no more: it sees what all others see, from now on."""
    user, person, _policy = owner(request)
    company = get_object_or_404(Company, pk=pk)
    actions.unfollow(person, str(company.pk), by=user, locale=words.locale())
    messages.success(request, _("You no longer follow %(name)s.") % {"name": company.name})
    return see_other(reverse("my_following"))


@require_safe
@never_cache
@searching
def followers(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Those who follow the company, in personal form, whether their CV is online or not (JI-18)."""
    way = ways.following(scope.required().policy)
    if way is None:
        raise Http404
    rows = Consent.objects.standing().filter(consent=way.consent, per=str(seat.company.pk))
    page = Paginator(
        rows.exclude(person=None).order_by("-given_at", "pk").values_list("person_id", flat=True),
        SHOWN,
    ).get_page(request.GET.get("page"))
    open_ = ways.open_to(seat.company, list(page))
    viewing.note_list(request, seat, open_.values())
    context = {"seat": seat, "page": page, "cards": sight.cards(open_, list(page))}
    return render(request, "sourcing/followers.html", context)
