"""One's own CV in the database: online or not, in which form, and what companies see of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts import places
from ordholden.accounts.models import User
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import limits, words
from ordholden.privacy.models import Consent
from ordholden.sourcing import actions, sight, ways
from ordholden.sourcing.models import View, Visibility
from ordholden.sourcing.ways import Way
from ordholden.tenants import scope

Form, State = View.Form, Visibility.State


def owner(request: HttpRequest) -> tuple[User, Person, Policy]:
    """Who is signed in, if they can have a CV in the database. Raises Http404 for others."""
    assert isinstance(request.user, User)
    person, policy = request.user.person, scope.required().policy
    if not ways.has_cvs(policy) or "candidate" not in person.kinds:
        raise Http404
    return request.user, person, policy


@require_safe
@never_cache
@login_required
def visibility(request: HttpRequest) -> HttpResponseBase:
    """Who sees my CV, in plain words, and what I can change of it at once (JI-05, JI-15)."""
    _user, person, policy = owner(request)
    row = Visibility.objects.filter(person=person).first()
    way, base = ways.for_everybody(policy), ways.anonymous(policy)
    assert base is not None
    context = {
        "side_nav": places.mine(request.user),
        "row": row,
        "state": row.state if row else State.OFF,
        "personal": way and standing(person, way),
        "has_personal": way is not None,
        "shown": named(base.what),
        "hidden": named((way.what if way else frozenset()) - base.what),
        "follows": ways.following(policy) is not None,
        "objects": limits.objects_to(person, base.purpose),
    }
    return render(request, "sourcing/visibility.html", context)


def standing(person: Person, way: Way, per: str = "") -> Consent | None:
    """The consent that a way rests on, if it stands."""
    found = Consent.objects.filter(person=person, consent=way.consent, per=per)
    return found.filter(state=Consent.State.GIVEN).first()


def named(categories: frozenset[str]) -> list[str]:
    """Categories as the notice calls them."""
    return sorted(words.category(one) for one in categories)


@require_POST
@login_required
def choose(request: HttpRequest, state: str) -> HttpResponseBase:
    """Online, offline, or out of the database: at once, and as often as one likes."""
    user, person, _policy = owner(request)
    actions.choose(person, state, by=user)
    said = {
        State.ONLINE: _("Your CV is online. Companies find it from now on."),
        State.OFFLINE: _("Your CV is offline. No search finds it any more."),
        State.OFF: _("Your CV is out of the database. No company sees it."),
    }
    messages.success(request, said[State(state)])
    return see_other(reverse("my_visibility"))


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def personal_form(request: HttpRequest) -> HttpResponseBase:
    """Show who I am to every company that searches: asked in the notice's words, then one yes."""
    user, person, policy = owner(request)
    way = ways.for_everybody(policy)
    if way is None:
        raise Http404
    if request.method == "POST":
        actions.show_personally(person, by=user, locale=words.locale())
        messages.success(request, _("Companies see who you are. Take it back whenever you like."))
        return see_other(reverse("my_visibility"))
    base = ways.anonymous(policy)
    opened = way.what - (base.what if base else frozenset())
    context: dict[str, Any] = {
        "text": policy.document.consent[way.consent].text[words.locale()],
        "opened": named(opened),
        "side_nav": places.mine(request.user),
    }
    return render(request, "sourcing/personal_form.html", context)


@require_POST
@login_required
def anonymous_form(request: HttpRequest) -> HttpResponseBase:
    """Back to the anonymous form, at once."""
    user, person, _policy = owner(request)
    actions.hide_again(person, by=user, locale=words.locale())
    messages.success(request, _("Your CV is anonymous again, for everybody who searches."))
    return see_other(reverse("my_visibility"))


@require_safe
@never_cache
@login_required
def preview(request: HttpRequest) -> HttpResponseBase:
    """My CV as a company sees it, in either form."""
    _user, person, policy = owner(request)
    form = Form.PERSONAL if request.GET.get("form") == Form.PERSONAL else Form.ANONYMOUS
    has_personal = ways.for_everybody(policy) is not None
    if form == Form.PERSONAL and has_personal:
        shown = sight.personal(person)
    else:
        shown = sight.anonymous(person)
    context = {
        "side_nav": places.mine(request.user),
        "shown": shown,
        "form": shown.form,
        "has_personal": has_personal,
        "is_preview": True,
    }
    return render(request, "sourcing/preview.html", context)
