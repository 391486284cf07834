"""My mails: each kind with its state, stopped or asked for in one step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ordholden.accounts import places
from ordholden.kit.http import see_other
from ordholden.mailings import actions, classes
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.tenants import scope


def _me(request: HttpRequest) -> Person:
    person: Person = request.user.person  # type: ignore[union-attr]
    return person


@require_safe
@login_required
def my_mails(request: HttpRequest) -> HttpResponseBase:
    """Every kind of mail, whether I get it, and one button each (AB-14, WW-104)."""
    policy = scope.required().policy
    context = {
        "rows": classes.of_person(policy, _me(request)),
        "may_subscribe": bool(classes.questions(policy)),
        "side_nav": places.mine(request.user),
    }
    return render(request, "mailings/my_mails.html", context)


@require_POST
@login_required
def change(request: HttpRequest, mail_class: str, way: str) -> HttpResponseBase:
    """Stop a kind of mail, or ask for it."""
    person = _me(request)
    there = {one.key: one for one in classes.of_person(scope.required().policy, person)}
    if mail_class not in there or there[mail_class].state == "always":
        raise Http404
    if way == "stop":
        actions.stop(person, mail_class, locale=words.locale())
        messages.success(request, _("Stopped. No more of these leave from now on."))
    elif way == "allow":
        actions.allow(person, mail_class, locale=words.locale())
        messages.success(request, _("Noted. You can stop them whenever you like."))
    else:
        raise Http404
    return see_other(reverse("my_mails"))
