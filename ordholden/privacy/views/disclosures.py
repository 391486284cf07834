"""Who received what: for the person it is about, and for the privacy officer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ordholden.accounts import places as own
from ordholden.people.use import storing
from ordholden.privacy import places, words
from ordholden.privacy.models import Disclosure
from ordholden.privacy.views.mine import me
from ordholden.privacy.views.officer import may_name, officer

SHOWN = 25


@dataclass(frozen=True)
class Line:
    """One hand-over as a page tells it."""

    at: datetime
    receiver: str
    kind: str
    notice: str
    decides_itself: bool
    what: str
    purpose: str
    ground: str


def line(one: Disclosure) -> Line:
    """The same in the notice's words."""
    kind = words.recipient(one.recipient)
    return Line(
        at=one.at,
        receiver=one.receiver,
        kind=kind if kind != one.receiver else "",
        notice=one.receiver_notice,
        decides_itself=one.decides_itself,
        what=words.listed([words.category(category) for category in one.categories]),
        purpose=words.purpose(one.purpose),
        ground=words.ground(one.ground),
    )


@login_required
@never_cache
@require_GET
def my_handed_over(request: HttpRequest) -> HttpResponseBase:
    """Who received what of mine, when, on what ground; and who answers for it since (JI-42)."""
    found = Disclosure.objects.filter(person=me(request)).order_by("-at", "-pk")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "side_nav": own.mine(request.user),
        "page": page,
        "rows": [line(one) for one in page],
    }
    return render(request, "privacy/my_handed_over.html", context)


@officer
@never_cache
@require_GET
@storing()
def handed_over(request: HttpRequest) -> HttpResponseBase:
    """Every hand-over, the newest first: of one person, or to one receiver, if asked."""
    found = _asked(request, Disclosure.objects.select_related("person"))
    page = Paginator(found.order_by("-at", "-pk"), SHOWN).get_page(request.GET.get("page"))
    persons = sorted({one.person_id for one in page if one.person_id})
    context = {
        "side_nav": places.officers(),
        "page": page,
        "rows": [(one, line(one), _only(one)) for one in page],
        "named": not persons or may_name(request, persons),
        "narrowed": bool(request.GET.get("person") or request.GET.get("receiver")),
    }
    return render(request, "privacy/handed_over.html", context)


def _asked(request: HttpRequest, found: QuerySet[Disclosure]) -> QuerySet[Disclosure]:
    """Narrowed by keys alone: nothing that names anybody stands in an address."""
    for column, asked in (("person_id", "person"), ("receiver_id", "receiver")):
        if request.GET.get(asked):
            found = found.filter(**{column: _key(request.GET[asked])})
    return found


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _only(one: Disclosure) -> dict[str, str]:
    """Addresses of the same page about this person, and about this receiver."""
    page = reverse("handed_over")
    return {
        "person": f"{page}?person={one.person_id}" if one.person_id else "",
        "receiver": f"{page}?receiver={one.receiver_id}" if one.receiver_id else "",
    }
