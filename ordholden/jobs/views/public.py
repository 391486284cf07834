"""For everybody: one job, and whom to call about it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ordholden.jobs import actions
from ordholden.jobs.access import can_write, has_ads
from ordholden.jobs.models import AdContact, JobAd
from ordholden.jobs.picture import picture
from ordholden.jobs.posting import as_json_ld, job_posting
from ordholden.kit.http import site_url
from ordholden.tenants import scope


def with_ads(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of tenants whose notice speaks of job ads; at others there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_ads(scope.required().policy):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@with_ads
@cache_control(no_cache=True)
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One job. An ad that has ended says so and nothing of what it said (WW-83, S-49)."""
    ad = get_object_or_404(JobAd, pk=pk)
    if ad.is_open:
        return render(request, "jobs/job.html", shown(ad, request))
    if ad.state == JobAd.State.DRAFT:
        raise Http404
    over = ad.state != JobAd.State.PAUSED
    answer = render(request, "jobs/gone.html", {"over": over}, status=410 if over else 404)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@with_ads
@cache_control(public=True, max_age=300)
def job_picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What other sites show beside a link to an ad; gone when the ad is."""
    ad = get_object_or_404(JobAd.objects.open(), pk=pk)
    return HttpResponse(picture(ad, scope.required().policy), content_type="image/png")


def shown(ad: JobAd, request: HttpRequest) -> dict[str, Any]:
    """What the page of an ad shows."""
    return {
        "ad": ad,
        "has_contact": AdContact.objects.filter(ad=ad, hidden_at=None).exists(),
        "apply_url": apply_url(ad),
        "may_write": can_write(request.user),
        "json_ld": as_json_ld(job_posting(ad, apply_here=bool(apply_url(ad)))),
        "address": site_url(ad.get_absolute_url()),
        "picture": site_url(reverse("job_picture", args=[ad.pk])),
    }


def apply_url(ad: JobAd) -> str:
    """Where one applies, or "" while no room answers for it."""
    try:
        return reverse("apply", args=[ad.pk])
    except NoReverseMatch:
        return ""


@csrf_exempt  # it only counts; and whoever reads an ad is given no cookie (S-53)
@require_POST
@never_cache
@with_ads
def job_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show whom to call: one click, counted (WW-18)."""
    ad = get_object_or_404(JobAd.objects.open(), pk=pk)
    contact = actions.count_contact(ad)
    return render(request, "jobs/contact.html", {"ad": ad, "contact": contact})
