"""The notice, for everybody: in force, earlier ones, for machines; and receipts to verify."""

import hashlib
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ordholden.policy import Policy
from ordholden.policy.notice import Mark, build_notice, render_html, render_json
from ordholden.privacy import control, words
from ordholden.privacy.actions.notices import until
from ordholden.privacy.models import Erasure, Notice
from ordholden.privacy.views import erasures
from ordholden.tenants import scope
from ordholden.web import errors
from ordholden.web.templatetags.web import longdate


@require_GET
def notice(request: HttpRequest) -> HttpResponseBase:
    """The notice in force, layered, with the evidence beside rules that have run."""
    policy = scope.required().policy
    version = Notice.objects.in_force().lean().first()
    marks = evidence()
    key = _key(policy.id, marks)
    body = cache.get(key)
    if body is None:
        body = render_html(build_notice(policy, words.locale()), marks)
        cache.set(key, body, 3600)
    return render(
        request,
        "privacy/notice.html",
        {
            "body": body,
            "version": version,
            "versions": version and version.number > 1,
            "judged": control.judged(),
        },
    )


def _key(policy_id: str, marks: dict[str, Mark]) -> str:
    told = "|".join(f"{rule}:{mark.kind}:{mark.text}" for rule, mark in sorted(marks.items()))
    digest = hashlib.sha256(f"{policy_id}{words.locale()}{told}".encode()).hexdigest()
    return f"notice-{digest}"


def evidence() -> dict[str, Mark]:
    """What stands beside each rule: when it was last kept, or that it is planned."""
    policy = scope.required().policy
    marks = {path: Mark("planned", _("Planned")) for path in control.planned_entries(policy)}
    for rule, kept in control.kept().items():
        text = _("Kept %(day)s · %(rows)s erased so far") % {
            "day": longdate(kept.day),
            "rows": kept.total,
        }
        marks[f"retain.{rule}"] = Mark("kept", text)
    return marks


@require_GET
def versions(request: HttpRequest) -> HttpResponseBase:
    """Every version, with the days it was in force, and who was given data from then on or no
    more (AB-19)."""
    found = list(Notice.objects.in_force().lean())
    before: list[Notice | None] = [*found[1:], None]
    rows = [
        (one, until(one), *_receivers(one, earlier))
        for one, earlier in zip(found, before, strict=True)
    ]
    return render(request, "privacy/versions.html", {"versions": rows})


def _receivers(one: Notice, before: Notice | None) -> tuple[str, str]:
    """The receivers that are new in a version, and those that are gone, as two lists in words."""
    if before is None:
        return "", ""
    now, then = _named(one.policy), _named(before.policy)
    new = [name for key, name in now.items() if then.get(key) != name]
    gone = [name for key, name in then.items() if now.get(key) != name]
    return words.listed(new), words.listed(gone)


def _named(policy: Policy) -> dict[str, str]:
    phrases = words.speaker().phrases
    return {
        one.id: one.name or words.listed([phrases.of("services", key) for key in one.services])
        for one in policy.recipients()
    }


@require_GET
def version(request: HttpRequest, number: int) -> HttpResponseBase:
    """One version exactly as it was published (JI-01, JT-60)."""
    one = get_object_or_404(Notice, number=number)
    texts = {text.locale: text for text in one.texts.order_by("locale")}
    if not texts:
        raise Http404
    text = texts.get(words.locale()) or texts[one.policy.locale]
    return render(
        request, "privacy/version.html", {"version": one, "text": text, "until": until(one)}
    )


@require_GET
def machine_copy(request: HttpRequest) -> HttpResponseBase:
    """The notice for machines, so that an outsider can compare promise and conduct."""
    policy = scope.required().policy
    text = render_json(policy, build_notice(policy, policy.locale))
    return HttpResponse(text, content_type="application/json")


class ReceiptForm(forms.Form):
    """A code from a receipt."""

    code = forms.CharField(label=gettext_lazy("Code of the receipt"), max_length=40, strip=True)


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Whoever has the code sees that an erasure was done, and what it counted.

    A code has 128 bits drawn at random. With a million receipts, 2^20 guesses find one with a
    chance of 2^20 * 2^20 / 2^128, less than one in 10^26; and guessing is slowed down.
    """
    if request.method == "POST" and not ratelimit.consume(request, action="receipt"):
        return errors.page(request, 429)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    found: Erasure | None = None
    if form.is_valid():
        digest = hashlib.sha256(form.cleaned_data["code"].encode()).hexdigest()
        found = Erasure.objects.filter(code_sha256=digest).select_related("course").first()
        if found is None:
            form.add_error("code", _("No receipt has this code. Please check how it is spelled."))
    context: dict[str, Any] = {"form": form, "erasure": found}
    if found:
        context |= erasures.shown(found)
    status = 422 if form.errors else 200
    return render(request, "privacy/receipt.html", context, status=status)
