"""For other programs: feeds of open ads, their map, and a list on a customer's own site."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from ordholden.jobs import feeds, finding, looking
from ordholden.jobs.models import EmbeddingSite, JobAd
from ordholden.jobs.views.public import apply_url, with_ads
from ordholden.kit.http import site_url
from ordholden.tenants import scope

MAPPED = 40_000  # addresses in one part of the map; fifty thousand are allowed
EMBEDDED = 50
# Whoever keeps a copy asks whether it still stands: what has ended is gone at once (WW-83).
fresh = cache_control(no_cache=True)


def _head(request: HttpRequest, look: looking.Look) -> feeds.Head:
    policy = scope.required().policy
    brand = policy.document.controller.brand
    query = look.query()
    return feeds.Head(
        title=f"{look.text} · {brand}" if look.text else brand,
        description=_("Jobs at %(name)s") % {"name": brand},
        page=site_url(reverse("jobs") + (f"?{query}" if query else "")),
        address=site_url(request.path + (f"?{query}" if query else "")),
        language=policy.locale,
    )


@require_safe
@with_ads
@fresh
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest open ads, or those of a search, as atom, rss or json."""
    look = looking.read(request.GET)
    head = _head(request, look)
    found = finding.search(look.asked(scope.required().policy), many=feeds.MOST).ads
    match kind:
        case "atom":
            return HttpResponse(feeds.atom(head, found), content_type=f"{ATOM}; charset=utf-8")
        case "rss":
            return HttpResponse(feeds.rss(head, found), content_type=f"{RSS}; charset=utf-8")
        case "json":
            here = bool(found and apply_url(found[0]))
            text = feeds.json_feed(head, found, apply_here=here)
            return HttpResponse(text, content_type="application/feed+json")
    raise Http404


ATOM, RSS = "application/atom+xml", "application/rss+xml"


@require_safe
@with_ads
@fresh
def engines(request: HttpRequest) -> HttpResponseBase:
    """Every open ad, for job search engines."""
    head = _head(request, looking.Look())
    pieces = list(feeds.engine_xml(head, JobAd.objects.open().newest().iterator(chunk_size=500)))
    return StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")


@require_safe
@with_ads
@fresh
def sitemap(request: HttpRequest) -> HttpResponse:
    """The address of every open ad, with the day it came out."""
    found = JobAd.objects.open().newest().only("pk", "published_at")
    page = Paginator(found, MAPPED).get_page(request.GET.get("page"))
    context = {
        "pages": [(site_url(ad.get_absolute_url()), ad.published_at) for ad in page],
    }
    return render(request, "jobs/sitemap.xml", context, content_type="application/xml")


@require_safe
@with_ads
@fresh
@xframe_options_exempt
def embedded(request: HttpRequest) -> HttpResponse:
    """A bare list for a frame on a customer's site; no other site may frame it."""
    sites = list(EmbeddingSite.objects.values_list("origin", flat=True))
    if not sites:
        raise Http404
    look = looking.read(request.GET)
    found = finding.search(look.asked(scope.required().policy), many=EMBEDDED)
    query = look.query()
    everything = site_url(reverse("jobs") + (f"?{query}" if query else ""))
    answer = render(request, "jobs/embedded.html", {"found": found, "everything": everything})
    answer._csp_replace = {"frame-ancestors": sites}  # type: ignore[attr-defined]
    return answer
