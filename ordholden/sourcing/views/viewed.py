"""Who looked at my CV: by company and time, as a drawing and as a list (JI-20, JI-21)."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.db.models.functions import TruncWeek
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ordholden.accounts import places
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.sourcing.models import View
from ordholden.sourcing.views.mine import owner
from ordholden.tenants import scope
from ordholden.web.charts import Bar
from ordholden.web.dates import day_and_month, short_date

WEEKS, SHOWN, COMPANIES = 12, 25, 10


@require_safe
@never_cache
@login_required
def viewed(request: HttpRequest) -> HttpResponseBase:
    """Every time a company saw my CV: which company, when, how far, and in which form."""
    _user, person, _policy = owner(request)
    rows = View.objects.filter(person=person)
    page = Paginator(rows.order_by("-at", "pk"), SHOWN).get_page(request.GET.get("page"))
    context = {
        "side_nav": places.mine(request.user),
        "page": page,
        "weeks": _weeks(person),
        "companies": _companies(person),
        "total": page.paginator.count,
    }
    return render(request, "sourcing/viewed.html", context)


def _weeks(person: Person) -> list[Bar]:
    """How often in each of the last twelve weeks, the oldest first."""
    zone = scope.required().policy.timezone
    today = clock.today(zone)
    this = today - timedelta(days=today.weekday())
    first = this - timedelta(weeks=WEEKS - 1)
    moment = datetime.combine(first, datetime.min.time(), clock.now().tzinfo)
    rows = View.objects.filter(person=person, at__gte=moment - timedelta(days=1))
    found: dict[Any, int] = dict(
        rows.annotate(week=TruncWeek("at")).values_list("week").annotate(n=Count("pk"))
    )
    counts = {week.date(): count for week, count in found.items()}
    days = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [Bar(day_and_month(day), counts.get(day, 0)) for day in days]


def _companies(person: Person) -> list[Bar]:
    """Which companies looked most often, and when last."""
    rows = View.objects.filter(person=person).values("company_name")
    most = rows.annotate(n=Count("pk"), last=Max("at")).order_by("-n", "company_name")[:COMPANIES]
    note = _("last %(day)s")
    return [
        Bar(row["company_name"], row["n"], note=note % {"day": short_date(row["last"].date())})
        for row in most
    ]
