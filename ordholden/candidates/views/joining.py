"""Registering: the form the policy makes, and the answer that is the same for everybody."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ordholden.accounts import actions as accounts
from ordholden.candidates import emails
from ordholden.candidates.actions import register, sign_up
from ordholden.candidates.forms.fields import BESIDE
from ordholden.candidates.forms.joining import Answer, SignUp
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import actions as privacy
from ordholden.privacy import lifeline, words
from ordholden.privacy.models import Notice
from ordholden.tenants import scope
from ordholden.web import errors


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def join(request: HttpRequest) -> HttpResponseBase:
    """Sign up as a candidate (JT-01 to JT-11, JC-28 to JC-33, WW-20, JI-40, AB-03).

    A field that the policy does not ask for at this stage is refused whole: 422, nothing stored.
    """
    if request.user.is_authenticated:
        return redirect("my_profile")
    policy = scope.required().policy
    if "profiles" not in policy.modules:
        raise Http404
    posted = request.method == "POST"
    form = SignUp(request.POST, request.FILES) if posted else SignUp()
    if posted and form.surplus(request.POST, request.FILES):
        return errors.page(request, 422)
    if posted and not ratelimit.consume(request, action="signup"):
        return errors.page(request, 429)
    if posted and form.is_valid():
        answers = sign_up.Answers(
            values=form.values(),
            consents=form.consents(),
            password=form.cleaned_data.get("person.account") or "",
            files=form.files_given(),
        )
        sign_up.sign_up(answers, locale=words.locale())
        return see_other(reverse("sign_up_sent"))
    context = {"form": form, **about(policy)}
    return render(request, "candidates/join.html", context, status=422 if form.errors else 200)


def about(policy: Policy) -> dict[str, Any]:
    """What stands beside a form that asks for data: where it lies, and the notice in force."""
    return {
        "places": [place.text[words.locale()] for place in policy.document.storage.place],
        "notice": Notice.objects.in_force().lean().first(),
        "unwanted": unwanted(policy),
    }


def unwanted(policy: Policy) -> str:
    """The kinds of sensitive data nobody should write here, as one list of words."""
    sensitive = policy.document.sensitive
    if sensitive is None:
        return ""
    speaker = words.speaker()
    return words.either([speaker.phrases.of("sensitive_kinds", kind) for kind in sensitive.kinds])


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    """Look in your mail: the same for everybody, known here or not."""
    return render(request, "candidates/sent.html")


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def registered(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link in the letter to somebody whom staff registered: what is held, yes or no."""
    person = emails.person_of(token)
    if person is None:
        return render(request, "candidates/registered_gone.html", status=404)
    if accounts.account_of(person.email):
        return redirect("account_login")
    posted = request.method == "POST"
    if posted and request.POST.get("answer") == "no":
        privacy.delete_profile(person)
        return render(request, "candidates/registered_erased.html")
    form = Answer(request.POST) if posted else Answer()
    if posted and {*request.POST, *request.FILES} - {*form.fields} - BESIDE - {"answer"}:
        return errors.page(request, 422)
    if posted and form.is_valid():
        password = form.cleaned_data.get("person.account") or ""
        register.agree(person, form.consents(), locale=words.locale(), password=password)
        messages.success(request, _("Thank you, you are registered. Sign in to see your page."))
        return see_other(reverse("account_login"))
    context = {"form": form, "person": person, **_held(person), **about(scope.required().policy)}
    return render(
        request, "candidates/registered.html", context, status=422 if form.errors else 200
    )


def _held(person: Person) -> dict[str, Any]:
    held = lifeline.held_about(person)
    days = [one.ends_on for one in held if one.ends_on]
    return {
        "held": [(words.category(one.category), one.texts) for one in held],
        "origin": getattr(person, "origin", None),
        "ends_on": min(days, default=None),
    }
