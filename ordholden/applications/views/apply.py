"""Applying: the form, what is sent exactly, and sending it."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ordholden.applications import actions, asking
from ordholden.applications.forms.apply import Apply
from ordholden.applications.models import Application
from ordholden.applications.showing import Sent
from ordholden.candidates.actions import sign_up
from ordholden.candidates.forms.joining import SignUp
from ordholden.candidates.views.joining import about
from ordholden.candidates.views.mine import me
from ordholden.companies.models import Company
from ordholden.jobs.access import receiving
from ordholden.jobs.models import JobAd
from ordholden.kit import clock
from ordholden.kit.http import see_other
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web import errors

State = Application.State
BESIDE = frozenset({"csrfmiddlewaretoken", "then"})


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def apply(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Apply for a position, with an account or without (S-13, S-18, S-20).

    A field that is not asked for is refused whole: 422, nothing stored.
    """
    policy = scope.required().policy
    if not asking.has_applications(policy):
        raise Http404
    ad = get_object_or_404(JobAd, pk=pk)
    if not ad.is_open:
        return redirect("job", pk=ad.pk)
    if request.user.is_authenticated:
        return _apply_signed_in(request, ad)
    return _apply_as_guest(request, ad)


def _apply_signed_in(request: HttpRequest, ad: JobAd) -> HttpResponseBase:
    person = me(request)
    found = Application.objects.by(person, ad)
    if found and found.state == State.SENT:
        return redirect("my_application", pk=found.pk)
    posted = request.method == "POST"
    sent = (request.POST, request.FILES) if posted else ()
    later = request.POST.get("then") == "later"
    form = Apply(ad, *sent, person=person, application=found, lenient=later)
    if posted and surplus(request, form):
        return errors.page(request, 422)
    if posted and form.is_valid():
        with transaction.atomic():
            application = found or actions.begin(person, ad)
            actions.save(application, form.draft())
        if later:
            messages.success(request, _("Saved. Nobody but you sees it until you send it."))
            return see_other(reverse("apply", args=[ad.pk]))
        return see_other(reverse("review_application", args=[application.pk]))
    policy = scope.required().policy
    context = {"form": form, "ad": ad, "keeps": asking.keeps_while_typing(policy), **about(policy)}
    return render(request, "applications/apply.html", context, status=422 if form.errors else 200)


@require_POST
@sensitive_post_parameters()
@never_cache
@login_required
def save_draft(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Keep what has been typed so far, while it is being typed: texts, and no files."""
    ad = get_object_or_404(JobAd, pk=pk)
    policy = scope.required().policy
    if not (asking.has_applications(policy) and asking.keeps_while_typing(policy) and ad.is_open):
        raise Http404
    person = me(request)
    found = Application.objects.by(person, ad)
    form = Apply(ad, request.POST, person=person, application=found, lenient=True)
    if surplus(request, form):
        return errors.page(request, 422)
    kept = form.is_valid() and (found is None or found.state == State.DRAFT)
    if kept:
        written = form.draft()
        with transaction.atomic():
            application = found or actions.begin(person, ad)
            actions.save(application, actions.Draft(written.values, written.answers))
    return render(request, "applications/parts/saved.html", {"kept": kept, "at": clock.now()})


def _apply_as_guest(request: HttpRequest, ad: JobAd) -> HttpResponseBase:
    posted = request.method == "POST"
    sent = (request.POST, request.FILES) if posted else ()
    joining, form = SignUp(*sent), Apply(ad, *sent)
    if posted and surplus(request, joining, form):
        return errors.page(request, 422)
    if posted and not ratelimit.consume(request, action="signup"):
        return errors.page(request, 429)
    # Both say what is missing at once.
    if posted and all([joining.is_valid(), form.is_valid()]):
        with transaction.atomic():
            _keep_until_confirmed(joining, form, ad)
        return see_other(reverse("sign_up_sent"))
    context = {
        "form": form,
        "joining": joining,
        "ad": ad,
        "guest": True,
        **about(scope.required().policy),
    }
    faults = bool(form.errors or joining.errors)
    return render(request, "applications/apply.html", context, status=422 if faults else 200)


def _keep_until_confirmed(joining: SignUp, form: Apply, ad: JobAd) -> None:
    """Register them; the application is sent when they confirm that the address is theirs."""
    answers = sign_up.Answers(
        values=joining.values(),
        consents=joining.consents(),
        password=joining.cleaned_data.get("person.account") or "",
        files=joining.files_given(),
    )
    person = sign_up.sign_up(answers, locale=words.locale())
    if person is None:  # known here: only the owner of the address hears of it
        return
    application = actions.begin(person, ad)
    actions.save(application, form.draft())
    application.state = State.WAITING
    application.save(update_fields=["state"])


def surplus(request: HttpRequest, *forms: Any) -> bool:
    """Whether something was sent that none of these forms asks for."""
    asked = {name for form in forms for name in form.fields}
    posted: QueryDict = request.POST
    return bool({*posted, *request.FILES} - asked - BESIDE)


@require_http_methods(["GET", "POST"])
@never_cache
def review(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Exactly what will be sent, to whom, and when it is gone; then it is sent (S-20)."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    application = get_object_or_404(Application, pk=pk, person=me(request))
    if application.state != State.DRAFT:
        return redirect("my_application", pk=application.pk)
    if request.method == "POST":
        actions.send(application)
        messages.success(request, _("Sent. You follow it here."))
        return see_other(reverse("my_application", args=[application.pk]))
    context = {
        "application": application,
        "sent": Sent(application),
        "receiver": _receiver(application.ad),
    }
    return render(request, "applications/review.html", context)


def _receiver(ad: JobAd | None) -> Company | None:
    """The company that gets it beside us, if the ad is for one (JI-41)."""
    found = ad.company if ad else None
    return found if found and receiving(found) else None
