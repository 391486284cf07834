"""My searches: kept, run again, mailed while I agree to it, and removed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ordholden.accounts import places
from ordholden.accounts.models import User
from ordholden.jobs import looking
from ordholden.jobs.actions import alerts
from ordholden.jobs.models import SavedSearch
from ordholden.jobs.views.public import with_ads
from ordholden.kit.http import see_other
from ordholden.mailings import actions as mailings
from ordholden.people.models import Person
from ordholden.privacy import actions as privacy
from ordholden.privacy import words
from ordholden.tenants import scope


def _me(request: HttpRequest) -> Person:
    """Whose searches these are. Raises Http404 where no job mails are offered."""
    assert isinstance(request.user, User)
    if not alerts.is_offered():
        raise Http404
    return request.user.person


@require_safe
@login_required
@with_ads
def my_searches(request: HttpRequest) -> HttpResponseBase:
    """Every search I keep, and whether what is new in them is mailed to me."""
    person, policy, here = _me(request), scope.required().policy, words.locale()
    consent = policy.document.mail[alerts.CLASS].consent or ""
    # Whoever said no is not asked again before the notice's time is over.
    asks = consent and privacy.ask(consent, person=person, locale=here, place="my_searches")
    saved = [
        (one, [label for label, _query in alerts.look_of(one).labels(policy)])
        for one in SavedSearch.objects.filter(person=person).order_by("-saved_at")
    ]
    context = {
        "saved": saved,
        "mailed": alerts.permission(person) is not None,
        "question": policy.document.consent[consent].text[here] if asks else "",
        "side_nav": places.mine(request.user),
    }
    return render(request, "jobs/my_searches.html", context)


@require_POST
@login_required
@with_ads
def save_search(request: HttpRequest) -> HttpResponseBase:
    """Keep the search whose page I am on."""
    alerts.save_search(_me(request), looking.read(request.POST))
    messages.success(request, _("Kept."))
    return see_other(reverse("my_searches"))


@require_POST
@login_required
@with_ads
def mail_my_searches(request: HttpRequest) -> HttpResponseBase:
    """Yes to job mails, in the notice's own words; a no is said under my mails, or in any mail."""
    mailings.allow(_me(request), alerts.CLASS, locale=words.locale())
    messages.success(request, _("Noted. You can stop them whenever you like."))
    return see_other(reverse("my_searches"))


@require_POST
@login_required
@with_ads
def forget_search(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Remove one of my searches."""
    get_object_or_404(SavedSearch, pk=pk, person=_me(request)).delete()
    messages.success(request, _("Removed."))
    return see_other(reverse("my_searches"))
