"""Get a copy: ask, see how far it is, fetch it. By signing in, or by the link in the mail."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ordholden.accounts import places
from ordholden.copies import actions
from ordholden.copies.models import Copy
from ordholden.kit.http import see_other
from ordholden.people.models import Person
from ordholden.privacy import words


def _me(request: HttpRequest) -> Person:
    """The person who is signed in. Raises Http404 for an account without one."""
    person = getattr(request.user, "person", None)
    if not isinstance(person, Person):
        raise Http404
    return person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_copy(request: HttpRequest) -> HttpResponseBase:
    """One button, and then how far it is; the page looks again by itself while it is made."""
    person = _me(request)
    if request.method == "POST":
        actions.ask_for(person, words.locale())
        return see_other(reverse("my_copy"))
    copy = Copy.objects.filter(person=person).select_related("person").first()
    if copy is not None and actions.is_over(copy):
        copy = None
    context = {
        "side_nav": places.mine(request.user),
        "copy": copy,
        "until": copy and actions.ends_on(copy),
    }
    answer = render(request, "copies/my_copy.html", context)
    if copy is not None and copy.state == Copy.State.MAKING:
        answer["Refresh"] = "5"  # without JavaScript, too
    return answer


@login_required
@require_safe
@never_cache
def download(request: HttpRequest) -> HttpResponseBase:
    """The archive, for whoever is signed in as the person it is about."""
    copy = Copy.objects.filter(person=_me(request)).select_related("person", "file").first()
    if copy is None:
        raise Http404
    return _archive(actions.fetch(copy))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def copy_by_link(request: HttpRequest, code: str) -> HttpResponseBase:
    """The link in the mail. Looking uses nothing up (mail scanners look); the button does."""
    if request.method == "POST":
        return _archive(actions.fetch_by_code(code))
    there = actions.behind(code) is not None
    return render(request, "copies/by_link.html", {"there": there}, status=200 if there else 404)


def _archive(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return answer
