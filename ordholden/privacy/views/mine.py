"""My data: what is held about me, why, and when it goes; what I agreed to; taking it along."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ordholden.accounts import places
from ordholden.kit import clock
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.policy import Policy
from ordholden.privacy import actions, lifeline, words
from ordholden.privacy.models import Consent, ConsentEvent, NoticeShown
from ordholden.privacy.views import erasures
from ordholden.reading import actions as reading
from ordholden.tenants import scope
from ordholden.web.charts import Lane, LifeLine, Stage

WITHDRAW = "privacy.withdraw"
MOST_NAMES = 4  # on one line of life


def me(request: HttpRequest) -> Person:
    """The person who is signed in. Raises Http404 for an account without one."""
    person = getattr(request.user, "person", None)
    if person is None:
        raise Http404
    return person  # type: ignore[no-any-return]


@login_required
@require_GET
def my_data(request: HttpRequest) -> HttpResponseBase:
    """Everything held, why, and the day each thing goes, drawn as a line of life."""
    person = me(request)
    policy = scope.required().policy
    held = lifeline.held_about(person, lambda _held: reading.own_values(person.user))
    line = LifeLine(
        lanes=tuple(_lane(together) for together in _alike(held)),
        today=clock.today(policy.timezone),
        title=_("When each thing goes"),
    )
    shown = NoticeShown.objects.filter(person=person).select_related("notice").order_by("-at")[:5]
    return render(
        request,
        "privacy/my_data.html",
        {
            "side_nav": places.mine(request.user),
            "rows": _rows(policy, held),
            "line": line,
            "shown": shown,
            "me": person,
        },
    )


def _rows(policy: Policy, held: list[lifeline.Held]) -> list[dict[str, Any]]:
    """What is held, put together where why, who and when are the same."""
    found: dict[object, dict[str, Any]] = {}
    for one in held:
        purposes = words.purposes(policy, one.purposes)
        seen_by = words.seen_by(policy, one.category)
        key = (tuple(purposes), tuple(seen_by), one.ends_on, one.waits_for)
        row = found.setdefault(
            key,
            {
                "things": [],
                "purposes": purposes,
                "seen_by": seen_by,
                "ends_on": one.ends_on,
                "waits": [words.once(word) for word in one.waits_for],
            },
        )
        row["things"].append((words.category(one.category), one.texts))
    return list(found.values())


def _alike(held: list[lifeline.Held]) -> list[list[lifeline.Held]]:
    """Categories that began and go together share one line of life."""
    found: dict[object, list[lifeline.Held]] = {}
    for one in held:
        if one.since:
            found.setdefault((one.since, one.ends_on, one.rule, one.waits_for), []).append(one)
    return list(found.values())


def _lane(together: list[lifeline.Held]) -> Lane:
    one = together[0]
    names = [words.category(each.category) for each in together]
    stages = tuple(
        Stage(step.on, words.action(step.do))
        for step in one.stages
        if step.on and step.on != one.ends_on
    )
    note = (
        ""
        if one.ends_on
        else _("No date yet: it goes once %(event)s.")
        % {"event": words.either([words.once(word) for word in one.waits_for])}
    )
    since = one.since or clock.today(scope.required().policy.timezone)
    if len(names) > MOST_NAMES:
        rest = len(names) - MOST_NAMES + 1
        names = [*names[: MOST_NAMES - 1], _("%(count)s more") % {"count": rest}]
    return Lane(words.listed(names), since=since, due=one.ends_on, note=note, stages=stages)


@login_required
@require_GET
def my_consents(request: HttpRequest) -> HttpResponseBase:
    """What I said yes or no to, in the very words, with one button to take each back."""
    person = me(request)
    rows = []
    for row in Consent.objects.filter(person=person).order_by("consent"):
        asked = scope.required().policy.document.consent.get(row.consent)
        if asked is not None:
            rows.append({"row": row, "text": asked.text[words.locale()], "asked": asked})
    return render(
        request,
        "privacy/my_consents.html",
        {"side_nav": places.mine(request.user), "rows": rows, "open": _askable(person)},
    )


def _askable(person: Person) -> list[dict[str, Any]]:
    """Questions that may be put to this person now, without having been answered yes."""
    policy = scope.required().policy
    return [
        {"id": key, "text": one.text[words.locale()]}
        for key, one in policy.document.consent.items()
        if one.who in person.kinds
        and not one.per
        and one.at in ("sign_up", "profile")
        and actions.ask(key, person=person, locale=words.locale(), place="my_consents")
    ]


@login_required
@require_POST
def give(request: HttpRequest, consent: str) -> HttpResponseBase:
    """Say yes, after all: the words are the ones on the page."""
    person = me(request)
    if consent not in {one["id"] for one in _askable(person)}:
        raise Http404
    actions.give_consent(
        consent, person=person, locale=words.locale(), confirmed=bool(person.confirmed_at)
    )
    messages.success(request, _("Thank you. You can take it back whenever you like."))
    return see_other("/my/consents/")


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponseBase:
    """Take a consent back: one step, as giving it was (WW-105)."""
    person = me(request)
    row = get_object_or_404(Consent, pk=pk, person=person)
    actions.withdraw_consent(row, locale=words.locale())
    if not Person.objects.filter(pk=person.pk).exclude(state=State.KEPT).exists():
        logout(request)
        messages.success(request, _("Your consent is withdrawn, and your profile is deleted."))
        return see_other("/")
    messages.success(request, _("Your consent is withdrawn. What rested on it has stopped."))
    return see_other("/my/consents/")


def withdrawal_token(row: Consent) -> str:
    """The signed part of a link that withdraws one consent without signing in."""
    return signing.dumps(str(row.pk), salt=WITHDRAW)


@require_http_methods(["GET", "POST"])
def withdraw_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link in a mail. Looking changes nothing (mail scanners look); the button does."""
    try:
        key = signing.loads(token, salt=WITHDRAW)
    except signing.BadSignature:
        raise Http404 from None
    row = get_object_or_404(Consent, pk=key)
    stands = row.state in (Consent.State.GIVEN, Consent.State.UNCONFIRMED, Consent.State.AWAITING)
    if request.method == "POST" and stands:
        actions.withdraw_consent(row, how=ConsentEvent.How.LINK, locale=words.locale())
        stands = False
    asked = scope.required().policy.document.consent.get(row.consent)
    text = asked.text[words.locale()] if asked else ""
    return render(request, "privacy/withdraw.html", {"stands": stands, "text": text})


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponseBase:
    """Delete my profile: what goes now, what a law keeps and until when, then one button."""
    person = me(request)
    if request.method == "POST":
        receipt = actions.delete_profile(person)
        logout(request)
        return render(
            request,
            "privacy/deleted.html",
            {"code": receipt.code, **erasures.shown(receipt.erasure)},
        )
    kept = [
        {
            "what": words.listed([words.category(word) for word in one.what]),
            "until": one.until,
            "law": words.law(one.law),
        }
        for one in actions.kept_by_law(person)
    ]
    goes = [words.category(one.category) for one in lifeline.held_about(person)]
    return render(request, "privacy/delete.html", {"kept": kept, "goes": goes})


@login_required
@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest) -> HttpResponseBase:
    """The notice has changed: what changed, and the questions asked again (JT-62)."""
    person = me(request)
    waiting = Consent.objects.filter(person=person, state=Consent.State.AWAITING)
    if request.method == "POST":
        for row in waiting:
            if request.POST.get(row.consent) == "yes":
                actions.give_consent(
                    row.consent, person=person, locale=words.locale(), confirmed=True
                )
            elif request.POST.get(row.consent) == "no":
                actions.withdraw_consent(row, locale=words.locale())
        messages.success(request, _("Thank you, your answers are noted."))
        return see_other("/my/consents/")
    document = scope.required().policy.document
    asked = [
        {"id": row.consent, "text": document.consent[row.consent].text[words.locale()]}
        for row in waiting
        if row.consent in document.consent
    ]
    return render(request, "privacy/approval.html", {"asked": asked, "note": _latest_note()})


def _latest_note() -> str:
    from ordholden.privacy.models import Notice

    latest = Notice.objects.in_force().lean().first()
    return latest.note if latest else ""
