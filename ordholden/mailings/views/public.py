"""For anybody with an address: subscribe, confirm, stop."""

from allauth.core import ratelimit
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ordholden.kit.http import see_other
from ordholden.mailings import actions, classes
from ordholden.mailings.forms import Subscribe
from ordholden.privacy import words
from ordholden.privacy.models import Notice
from ordholden.tenants import scope
from ordholden.web import errors


@require_http_methods(["GET", "POST"])
@never_cache
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """Subscribe with an address alone; the same answer whoever it belongs to (JC-21, WW-63)."""
    policy = scope.required().policy
    if not classes.questions(policy):
        raise Http404
    posted = request.method == "POST"
    form = Subscribe(policy, request.POST if posted else None)
    if posted and {*request.POST, *request.FILES} - {*form.fields} - {"csrfmiddlewaretoken"}:
        return errors.page(request, 422)
    if posted and not ratelimit.consume(request, action="signup"):
        return errors.page(request, 429)
    if posted and form.is_valid():
        address = form.cleaned_data["mailing.email"].strip().lower()
        actions.ask_to_confirm(actions.Wish(address, form.consents(), words.locale()))
        return see_other(reverse("mails_sent"))
    places = [place.text[words.locale()] for place in policy.document.storage.place]
    context = {"form": form, "places": places, "notice": Notice.objects.in_force().lean().first()}
    return render(request, "mailings/subscribe.html", context, status=422 if form.errors else 200)


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    """Look in your mail."""
    return render(request, "mailings/sent.html")


@require_http_methods(["GET", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link in the letter. Looking changes nothing; the button subscribes."""
    wish = actions.wish_of(token)
    if wish is None:
        return render(request, "mailings/gone.html", status=404)
    done = request.method == "POST"
    if done:
        actions.confirm(wish)
    asked = scope.required().policy.document.consent
    texts = [asked[key].text[words.locale()] for key in wish.consents if key in asked]
    return render(request, "mailings/confirm.html", {"texts": texts, "done": done})


@csrf_exempt  # the signed link is the permission, and mail programs post without a cookie
@require_http_methods(["GET", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link in every mail: looking changes nothing, the button stops them (WW-104).

    A mail program's own button posts here, and gets a bare 200 (RFC 8058).
    """
    try:
        mail_class, row = actions.behind(token)
    except signing.BadSignature:
        raise Http404 from None
    running = row is not None and actions.is_running(mail_class, row)
    if request.method == "POST":
        if row is not None:
            actions.stop_by_link(mail_class, row, locale=words.locale())
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("", content_type="text/plain")
        running = False
    name = words.capital(words.speaker().phrases.of("mail_classes", mail_class))
    return render(request, "mailings/stop.html", {"running": running, "name": name})
