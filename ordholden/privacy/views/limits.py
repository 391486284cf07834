"""Restrictions and objections: asked for from my data, decided by the officer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ordholden.accounts import places as account_places
from ordholden.accounts.models import User
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import actions, limits, places, words
from ordholden.privacy.forms import DecisionForm
from ordholden.privacy.models import Limit
from ordholden.privacy.views.mine import me
from ordholden.privacy.views.officer import may_name, officer
from ordholden.tenants import scope

LATEST = 20


# ------------------------------------------------------------------ my data
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponseBase:
    """What I may stop by myself: every use, or one purpose; and what I stopped."""
    person = me(request)
    policy = scope.required().policy
    standing = {one.purpose: one for one in Limit.objects.standing().filter(person=person)}
    rows = [
        (key, words.purpose(key), limits.is_absolute(policy, key), standing.get(key))
        for key in limits.open_to_objection(policy, person)
    ]
    decided = Limit.objects.objections().filter(person=person, outcome=Limit.Outcome.REFUSED)
    context = {
        "side_nav": account_places.mine(request.user),
        "offers_restriction": policy.document.rights.restrict is not None,
        "offers_objection": policy.document.rights.object is not None,
        "restriction": limits.restriction_of(person),
        "rows": rows,
        "refused": [(one, words.purpose(one.purpose)) for one in decided.order_by("-decided_at")],
    }
    return render(request, "privacy/my_rights.html", context)


@login_required
@require_POST
def ask_restriction(request: HttpRequest) -> HttpResponseBase:
    """Have my data stored and used for nothing else, from now on."""
    if scope.required().policy.document.rights.restrict is None:
        raise Http404
    actions.restrict(me(request))
    messages.success(request, _("From now on your data is stored and not used."))
    return see_other(reverse("my_rights"))


@login_required
@require_POST
def ask_objection(request: HttpRequest) -> HttpResponseBase:
    """Object to one purpose: it stops now."""
    purpose = request.POST.get("purpose", "")
    limit = actions.object_to(me(request), purpose)
    said = (
        _("It has stopped, for good.")
        if limit.outcome
        else _("It has stopped. We weigh your objection and write to you.")
    )
    messages.success(request, said)
    return see_other(reverse("my_rights"))


# ------------------------------------------------------------------ the officer
@officer
@require_GET
@storing()
def overview(request: HttpRequest) -> HttpResponseBase:
    """What waits for a decision, what stands, what was decided."""
    rows = Limit.objects.exclude(kind=Limit.Kind.RULE).select_related("person")
    waiting = list(rows.standing().objections().filter(outcome="").order_by("asked_at"))
    restricted = list(rows.standing().restrictions().order_by("asked_at"))
    decided = list(rows.exclude(decided_at=None).order_by("-decided_at")[:LATEST])
    persons = {one.person_id for one in (*waiting, *restricted, *decided)}
    context = {
        "side_nav": places.officers(),
        "waiting": _told(waiting),
        "restricted": _told(restricted),
        "decided": _told(decided),
        "named": not persons or may_name(request, sorted(persons)),
    }
    return render(request, "privacy/limits.html", context)


def _told(rows: list[Limit]) -> list[tuple[Limit, str]]:
    return [(one, words.purpose(one.purpose) if one.purpose else "") for one in rows]


@officer
@require_http_methods(["GET", "POST"])
@storing()
def decision(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Decide an objection, or end a restriction: why, in words the person reads."""
    assert isinstance(request.user, User)
    limit = get_object_or_404(Limit.objects.select_related("person"), pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why, told = form.cleaned_data["why"], form.cleaned_data["told"]
        if limit.kind == Limit.Kind.RESTRICTION:
            actions.lift(limit, by=request.user, why=why, told=told)
            messages.success(request, _("They are told first. It opens again the night after."))
        else:
            uphold = request.POST.get("answer") == "uphold"
            actions.decide(limit, uphold=uphold, by=request.user, why=why)
            messages.success(request, _("Decided, and they are told."))
        return see_other(reverse("limits"))
    about = words.purpose(limit.purpose) if limit.purpose else ""
    named = may_name(request, [limit.person_id])
    context = {"form": form, "limit": limit, "about": about, "named": named}
    return render(request, "privacy/decision.html", context, status=422 if form.errors else 200)


@officer
@require_http_methods(["GET", "POST"])
@storing()
def restrict_for(request: HttpRequest, person: UUID) -> HttpResponseBase:
    """Somebody asked by letter or telephone to have their data only stored."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Person, pk=person)
    if request.method == "POST":
        actions.restrict(found, by=request.user)
        messages.success(request, _("From now on this data is stored and not used."))
        return see_other(reverse("limits"))
    context = {"person": found, "named": may_name(request, [found.pk])}
    return render(request, "privacy/restrict.html", context)
