"""Writing one issue and sending it to everybody who said yes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ordholden.accounts.access import Role, staff_required
from ordholden.accounts.models import User
from ordholden.kit.http import see_other
from ordholden.mailings import actions, classes
from ordholden.mailings.forms import WriteIssue
from ordholden.mailings.models import Issue
from ordholden.privacy import words
from ordholden.tenants import scope

SHOWN = 20


@require_http_methods(["GET", "POST"])
@staff_required(Role.MARKETING)
def issues(request: HttpRequest) -> HttpResponseBase:
    """Earlier issues, and a new one."""
    policy = scope.required().policy
    if not classes.bulk(policy):
        raise Http404
    posted = request.method == "POST"
    form = WriteIssue(policy, request.POST if posted else None)
    if posted and form.is_valid():
        assert isinstance(request.user, User)
        issue = actions.send_issue(**form.cleaned_data, by=request.user)
        messages.success(request, _("On its way."))
        return see_other(reverse("issue", args=[issue.pk]))
    phrases = words.speaker().phrases
    context = {
        "form": form,
        "issues": Issue.objects.order_by("-at")[:SHOWN],
        "counts": [
            (words.capital(phrases.of("mail_classes", key)), len(actions.permissions(key)))
            for key in classes.bulk(policy)
        ],
    }
    return render(request, "mailings/issues.html", context, status=422 if form.errors else 200)


@require_safe
@staff_required(Role.MARKETING)
def issue(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """How far one issue is."""
    found = get_object_or_404(Issue, pk=pk)
    name = words.capital(words.speaker().phrases.of("mail_classes", found.mail_class))
    return render(request, "mailings/issue.html", {"issue": found, "name": name})
