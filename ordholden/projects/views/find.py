"""Finding people: words, a place, choices with their counts; searches that are kept."""

from collections.abc import Sequence
from functools import partial, wraps
from typing import Any, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ordholden.companies import access
from ordholden.companies.access import SeatView, View
from ordholden.companies.models import Seat
from ordholden.jobs.facets import Facet, facet
from ordholden.jobs.looking import KM
from ordholden.jobs.models import JobAd
from ordholden.jobs.occupations import occupations
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import see_other
from ordholden.privacy import words
from ordholden.projects import actions, looking
from ordholden.projects.looking import Look
from ordholden.projects.models import KeptSearch
from ordholden.sourcing import finding, sight, viewing, ways
from ordholden.sourcing.access import searching as seated
from ordholden.sourcing.finding import Found, Reason
from ordholden.sourcing.models import Visibility
from ordholden.tenants import scope
from ordholden.web.templatetags.web import quoted

P = ParamSpec("P")
SHOWN = 20
LAST_PAGE = 50
HEADINGS = {
    "trade": gettext_lazy("Trade"),
    "region": gettext_lazy("Region"),
    "experience": gettext_lazy("Experience"),
    "education": gettext_lazy("Education"),
    "language": gettext_lazy("Languages"),
}


class NoAgreement(NotPossible):
    """The company has no agreement on the CV database today."""


def searching(view: SeatView[P]) -> View[P]:
    """A page of companies that may search the CV database today (JI-07)."""

    @wraps(view)
    @never_cache
    @seated
    def guarded(
        request: HttpRequest, seat: Seat, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not access.may_search(seat.company):
            raise NoAgreement(_("Your company has no agreement on the CV database today."))
        return view(request, seat, *args, **kwargs)

    return guarded


@require_safe
@searching
def find(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """The CVs that fit, as this company sees each; that it saw them is written down (JI-20)."""
    policy, look = scope.required().policy, looking.read(request.GET)
    page, found = _page(look, seat, request.GET.get("page", ""))
    context = {
        "look": look,
        "found": found,
        "page": page,
        "cards": noted(request, seat, found.persons),
        "lost": look.is_lost(policy),
        "labels": look.labels(policy),
        "facets": facets(look, found),
        "sorts": look.sorts(),
        "kms": KM,
        "years": [(years, looking.years_label(years)) for years in looking.YEARS],
        "levels": [(key, words.capital(str(said))) for key, said in looking.EDUCATION.items()],
        "days": [(days, looking.days_label(days)) for days in looking.ACTIVE],
        "keep": [pair for pair in look.pairs() if pair[0] != "sort"],
    }
    return render(request, "projects/find.html", context)


def noted(request: HttpRequest, seat: Seat, persons: Sequence[UUID]) -> list[sight.Card]:
    """The cards of those of these persons whom the company sees, written down before (JI-20)."""
    found = ways.open_to(seat.company, persons)
    viewing.note_list(request, seat, list(found.values()))
    return sight.cards(found, persons)


def _page(look: Look, seat: Seat, number: str) -> tuple[Any, Found]:
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    wanted = min(max(1, wanted), LAST_PAGE)
    asked = look.asked(scope.required().policy)
    found = finding.search(asked, (wanted - 1) * SHOWN, SHOWN, company=seat.company_id)
    page = Paginator(range(min(found.total, LAST_PAGE * SHOWN)), SHOWN).get_page(wanted)
    if page.number != wanted:  # beyond the last: the last
        first = (page.number - 1) * SHOWN
        found = finding.search(asked, first, SHOWN, company=seat.company_id)
    return page, found


def facets(look: Look, found: Found) -> list[Facet]:
    """Every facet that still divides what was found; experience from little to much."""
    made = (
        facet(
            name,
            str(heading),
            found.facets.get(name, {}),
            look.chosen.get(name, ()),
            label=partial(looking.value_label, name),
            **({"order": lambda one: int(one.value)} if name == "experience" else {}),
        )
        for name, heading in HEADINGS.items()
    )
    return [one for one in made if one]


# ------------------------------------------------------------------ like one, for an ad
@require_safe
@searching
def like(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponseBase:
    """CVs that are like one the company sees."""
    row = get_object_or_404(Visibility, key=key)
    if row.person_id not in ways.open_to(seat.company, [row.person_id]):
        raise Http404
    context = {"key": key, "cards": noted(request, seat, finding.like(row.person_id))}
    return render(request, "projects/like.html", context)


@require_safe
@searching
def for_ad(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """People for one of the company's open ads, each with the reason."""
    ads = JobAd.objects.open().filter(company=seat.company_id).newest()[:50]
    asked = request.GET.get("ad", "")
    chosen = next((ad for ad in ads if str(ad.pk) == asked), None)
    hits = finding.for_ad(chosen, company=seat.company_id) if chosen else ()
    reasons = {one.person: [reason(why) for why in one.reasons] for one in hits}
    found = ways.open_to(seat.company, tuple(reasons))
    viewing.note_list(request, seat, list(found.values()))
    there = [one for one in reasons if one in found]
    shown = list(zip(sight.cards(found, there), [reasons[one] for one in there], strict=True))
    context = {"ads": ads, "chosen": chosen, "shown": shown}
    return render(request, "projects/for_ad.html", context)


def reason(why: Reason) -> str:
    """One reason why somebody fits an ad, in words."""
    match why.kind:
        case "occupation":
            known = occupations().get(why.value)
            return known.name(words.locale()) if known else why.value
        case "distance":
            return _("%(km)s km away") % {"km": why.value}
    return quoted(why.value)


# ------------------------------------------------------------------ kept searches
@require_POST
@searching
def keep(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Keep a search, with a mail when there is somebody new or without."""
    actions.keep(seat, looking.read(request.POST), mails="mails" in request.POST)
    messages.success(request, _("Kept."))
    return see_other(reverse("kept_searches"))


@require_safe
@searching
def kept(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """One's kept searches."""
    policy = scope.required().policy
    rows = [
        (one, ", ".join(label for label, _query in actions.look_of(one).labels(policy)))
        for one in KeptSearch.objects.filter(user=seat.user).order_by("-kept_at")
    ]
    return render(request, "projects/kept.html", {"rows": rows})


@require_POST
@searching
def change_kept(request: HttpRequest, seat: Seat, pk: UUID) -> HttpResponseBase:
    """Have a kept search mailed or not any more, or forget it."""
    found = get_object_or_404(KeptSearch, pk=pk, user=seat.user)
    if request.POST.get("then") == "forget":
        found.delete()
    else:
        look = looking.read(QueryDict(found.query))
        actions.keep(seat, look, mails=not found.mails)
    return see_other(reverse("kept_searches"))
