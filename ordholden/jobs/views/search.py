"""The search for a job: words, a place, choices with their counts; and what is being typed."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ordholden.jobs import finding, looking, places
from ordholden.jobs.actions import alerts
from ordholden.jobs.facets import Facet, facet
from ordholden.jobs.finding import Asked, Found
from ordholden.jobs.looking import Look
from ordholden.jobs.models import JobAd
from ordholden.jobs.occupations import TRADES, occupations
from ordholden.jobs.views.public import with_ads
from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.tenants import scope

SHOWN = 20
SUGGESTED = 8
HEADINGS = {
    "trade": gettext_lazy("Trade"),
    "region": gettext_lazy("Region"),
    "time": gettext_lazy("Working time"),
    "kind": gettext_lazy("Employment"),
    "remote": gettext_lazy("Where the work is done"),
}


@require_safe
@with_ads
def jobs(request: HttpRequest) -> HttpResponse:
    """Every job there is, or those that fit: the newest or the best first (WW-110)."""
    policy, look = scope.required().policy, looking.read(request.GET)
    page, found = _page(look.asked(policy), request.GET.get("page", ""))
    shown = context(policy, look, found) | {
        "page": page,
        "keep": _keep(look),
        "signed_in": request.user.is_authenticated,
        "back": urlencode({"next": request.get_full_path()}),
    }
    return render(request, "jobs/jobs.html", shown)


def _keep(look: Look) -> list[tuple[str, str]]:
    """What a form sends to keep this search; empty where there is nothing to keep it for."""
    if not alerts.is_offered():
        return []
    return [pair for pair in look.pairs() if pair[0] != "sort"]


def _page(asked: Asked, number: str) -> tuple[Any, Found]:
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = finding.search(asked, first=max(0, wanted - 1) * SHOWN, many=SHOWN)
    page = Paginator(range(found.total), SHOWN).get_page(wanted)
    if page.number != wanted:  # beyond the last: the last
        found = finding.search(asked, first=(page.number - 1) * SHOWN, many=SHOWN)
    return page, found


def context(policy: Policy, look: Look, found: Found) -> dict[str, Any]:
    """What the page of a search shows."""
    return {
        "look": look,
        "query": look.query(),
        "found": found,
        "ads": [(ad, _distance(look, policy, ad)) for ad in found.ads],
        "lost": look.is_lost(policy),
        "labels": look.labels(policy),
        "sorts": look.sorts(),
        "facets": facets(look, found),
        "kms": looking.KM,
        "sinces": [(days, words.capital(looking.since_label(days))) for days in looking.SINCE],
        "occupations": by_trade(),
        "titles": finding.suggested("", 30),
    }


def _distance(look: Look, policy: Policy, ad: JobAd) -> int | None:
    there = look.there(policy)
    if there is None or ad.latitude is None or ad.longitude is None:
        return None
    points = ((there.latitude, there.longitude), (ad.latitude, ad.longitude))
    return round(places.km_between(*points))


def facets(look: Look, found: Found) -> list[Facet]:
    """Every facet that still divides what was found."""
    made = (
        facet(
            name,
            str(heading),
            found.facets[name],
            look.chosen.get(name, ()),
            label=partial(looking.value_label, name),
        )
        for name, heading in HEADINGS.items()
    )
    return [one for one in made if one]


def by_trade() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every occupation in the page's language, under its trade."""
    locale = words.locale()
    return [
        (
            str(label),
            sorted(
                (one.name(locale), one.code) for one in occupations().values() if one.trade == trade
            ),
        )
        for trade, label in TRADES.items()
    ]


@require_safe
@with_ads
def suggest(request: HttpRequest) -> HttpResponse:
    """What somebody may be about to type: titles that are there, occupations, or towns."""
    if "place" in request.GET:
        countries = looking.countries(scope.required().policy)
        found = places.starting(request.GET["place"], countries, SUGGESTED)
    else:
        begun = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:60]
        found = finding.suggested(begun, SUGGESTED) if begun else []
        found += [name for name in _occupations(begun) if name not in found]
    return render(request, "jobs/parts/options.html", {"options": found[:SUGGESTED]})


def _occupations(begun: str) -> list[str]:
    names = (one.name(words.locale()) for one in occupations().values())
    return sorted(name for name in names if begun and name.casefold().startswith(begun.casefold()))
