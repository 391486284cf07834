"""For those who write ads: all of them, one of them, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ordholden.accounts.access import Role, roles_of, staff_required
from ordholden.accounts.models import User
from ordholden.companies.access import has_companies
from ordholden.jobs import actions
from ordholden.jobs.access import WRITERS
from ordholden.jobs.drafts import Draft, said_by
from ordholden.jobs.forms import (
    AdForm,
    ForCompany,
    QuestionForms,
    Renewal,
    TeamForm,
    asked_of,
    filled,
)
from ordholden.jobs.models import AdContact, JobAd
from ordholden.jobs.views.public import apply_url, with_ads
from ordholden.kit.http import see_other
from ordholden.tenants import scope

SHOWN = 25
State = JobAd.State
# Which tab is open when nobody chose one.
FIRST = (State.PUBLISHED, State.DRAFT, State.PAUSED, State.ENDED)


@require_safe
@staff_required(*WRITERS)
@with_ads
def ads(request: HttpRequest) -> HttpResponseBase:
    """All ads by state."""
    counts: dict[str, int] = dict(JobAd.objects.values_list("state").annotate(number=Count("pk")))
    state = request.GET.get("state", "")
    if state not in State.values:
        state = next((one for one in FIRST if counts.get(one)), State.PUBLISHED)
    found = JobAd.objects.filter(state=state)
    order = {"draft": "-created_at", "ended": "-ended_at"}.get(state, "deadline")
    page = Paginator(found.order_by(order, "pk"), SHOWN).get_page(request.GET.get("page"))
    tabs = [(value, label, counts.get(value, 0)) for value, label in State.choices]
    may_embed = bool(roles_of(request.user) & {Role.ADMINISTRATOR, Role.MARKETING})
    context = {"page": page, "tabs": tabs, "state": state, "may_embed": may_embed}
    return render(request, "jobs/ads.html", context)


@require_http_methods(["GET", "POST"])
@staff_required(*WRITERS)
@with_ads
def write_ad(request: HttpRequest) -> HttpResponseBase:
    """Write an ad from nothing, or from one that is there (`?like=`)."""
    like = request.GET.get("like", "")
    draft = None
    if like:
        draft = said_by(_found(like))
    return _writing(request, None, draft)


@require_http_methods(["GET", "POST"])
@staff_required(*WRITERS)
@with_ads
def change_ad(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Change what an ad says."""
    ad = get_object_or_404(JobAd, pk=pk)
    return _writing(request, ad, said_by(ad))


def _found(key: str) -> JobAd:
    try:
        return get_object_or_404(JobAd, pk=UUID(key))
    except ValueError:
        raise Http404 from None


def _writing(request: HttpRequest, ad: JobAd | None, draft: Draft | None) -> HttpResponseBase:
    policy, posted = scope.required().policy, request.POST if request.method == "POST" else None
    initial = filled(draft) if draft else {}
    if ad is None:
        initial.pop("deadline", None)
    else:
        initial["version"] = ad.version
    form = AdForm(policy, posted, initial=initial)
    questions = QuestionForms(
        posted, initial=asked_of(draft) if draft else None, prefix="questions"
    )
    if posted is not None and form.is_valid() and questions.is_valid():
        assert isinstance(request.user, User)
        asked = tuple(one for each in questions if (one := each.asked()) is not None)
        try:
            written = actions.write(
                form.draft(asked), by=request.user, ad=ad, version=form.cleaned_data["version"]
            )
        except actions.Refused as refused:
            _show_faults(form, refused)
        else:
            return _after_writing(request, written)
    faulty = posted is not None
    context = {"form": form, "questions": questions, "ad": ad}
    return render(request, "jobs/write_ad.html", context, status=422 if faulty else 200)


def _show_faults(form: AdForm, refused: actions.Refused) -> None:
    for field, sentences in refused.faults.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)


def _after_writing(request: HttpRequest, ad: JobAd) -> HttpResponseBase:
    if "more" in request.POST:
        messages.success(request, _("Saved. There is room for another question."))
        return see_other(reverse("change_ad", args=[ad.pk]) + "#questions")
    messages.success(request, _("Saved."))
    return see_other(reverse("ad", args=[ad.pk]))


@require_safe
@staff_required(*WRITERS)
@with_ads
def ad(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One ad as it looks, with all that can be done with it."""
    found = get_object_or_404(JobAd, pk=pk)
    return render(request, "jobs/ad.html", _about(found))


def _about(found: JobAd) -> dict[str, Any]:
    team = list(found.team.select_related("user__person"))
    return {
        "ad": found,
        "contact": AdContact.objects.filter(ad=found).first(),
        "questions": found.questions.all(),
        "events": found.events.order_by("-at")[:20],
        "team": [one.user.person.name for one in team if one.user.person],
        "team_form": TeamForm(found, initial={"members": [str(one.user_id) for one in team]}),
        "for_form": _for_form(found),
        "renewal": Renewal(),
        "asked_for": sum(found.contact_counts.values_list("shown", flat=True)),
        "apply_url": apply_url(found),
        "has_contact": False,
        "verbs": verbs(found),
    }


def _for_form(found: JobAd) -> ForCompany | None:
    """Whom a draft is written for, where companies sign in at all."""
    if found.state != State.DRAFT or not has_companies(scope.required().policy):
        return None
    return ForCompany(initial={"company": found.company_id})


def verbs(found: JobAd) -> list[tuple[str, str, str]]:
    """What can be done with an ad now: the verb, its label and the look of its button."""
    possible = {
        State.DRAFT: [("publish", _("Publish"), "")],
        State.PUBLISHED: [("pause", _("Pause"), "plain"), ("end", _("End it now"), "danger")],
        State.PAUSED: [("publish", _("Publish again"), ""), ("end", _("End it now"), "danger")],
        State.ENDED: [],
    }
    return possible[State(found.state)]


DONE = {
    "publish": lambda: _("Published: everybody can read it from now on."),
    "pause": lambda: _("Paused: nobody finds it until you publish it again."),
    "end": lambda: _("Ended: it is gone from list, search, feeds and map."),
    "renew": lambda: _("Renewed: it stands first again."),
}


@require_POST
@staff_required(*WRITERS)
@with_ads
def run_ad(request: HttpRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Publish, pause, renew or end an ad."""
    if verb not in DONE:
        raise Http404
    assert isinstance(request.user, User)
    found = get_object_or_404(JobAd, pk=pk)
    if verb == "renew":
        form = Renewal(request.POST)
        if not form.is_valid():
            context = _about(found) | {"renewal": form}
            return render(request, "jobs/ad.html", context, status=422)
        actions.renew(found, until=form.cleaned_data["until"], by=request.user)
    else:
        {"publish": actions.publish, "pause": actions.pause, "end": actions.end}[verb](
            found, by=request.user
        )
    messages.success(request, DONE[verb]())
    return see_other(reverse("ad", args=[found.pk]))


@require_POST
@staff_required(*WRITERS)
@with_ads
def write_for(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Say for which company an ad is."""
    found = get_object_or_404(JobAd, pk=pk)
    form = ForCompany(request.POST)
    if form.is_valid():
        actions.write_for(found, form.cleaned_data["company"])
        messages.success(request, _("Saved."))
    return see_other(reverse("ad", args=[found.pk]))


@require_POST
@staff_required(*WRITERS)
@with_ads
def choose_team(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Say which colleagues work on an ad."""
    found = get_object_or_404(JobAd.objects.filter(~Q(state=State.ENDED)), pk=pk)
    form = TeamForm(found, request.POST)
    if form.is_valid():
        actions.choose_team(found, form.cleaned_data["members"])
        messages.success(request, _("Saved."))
    return see_other(reverse("ad", args=[found.pk]))
