"""Which other sites may show the list of jobs in a frame."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ordholden.accounts.access import Role, staff_required
from ordholden.jobs.forms import SiteForm
from ordholden.jobs.models import EmbeddingSite
from ordholden.jobs.views.public import with_ads
from ordholden.kit.http import see_other, site_url


@require_http_methods(["GET", "POST"])
@staff_required(Role.ADMINISTRATOR, Role.MARKETING)
@with_ads
def embedding(request: HttpRequest) -> HttpResponseBase:
    """The sites, one more, and what they put into their page."""
    form = SiteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        EmbeddingSite.objects.get_or_create(origin=form.cleaned_data["origin"])
        messages.success(request, _("Saved."))
        return see_other(reverse("embedding"))
    context = {
        "form": form,
        "sites": EmbeddingSite.objects.order_by("origin"),
        "address": site_url(reverse("jobs_embedded")),
    }
    return render(request, "jobs/embedding.html", context, status=422 if form.errors else 200)


@require_POST
@staff_required(Role.ADMINISTRATOR, Role.MARKETING)
@with_ads
def remove_embedding(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """From now on this site's visitors see an empty frame."""
    get_object_or_404(EmbeddingSite, pk=pk).delete()
    return see_other(reverse("embedding"))
