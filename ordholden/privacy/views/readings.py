"""Who saw what: for the person, without names; for the privacy officer, by employee."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ordholden.accounts import places as own
from ordholden.accounts.models import User
from ordholden.kit import clock
from ordholden.kit.http import see_other
from ordholden.privacy import places, words
from ordholden.privacy.views.mine import me
from ordholden.privacy.views.officer import officer
from ordholden.reading import actions, telling
from ordholden.reading.models import Alarm, Grant
from ordholden.tenants import scope

SHOWN = 25
WEEK = timedelta(days=6)


@login_required
@never_cache
@require_GET
def my_readings(request: HttpRequest) -> HttpResponseBase:
    """When somebody of ours saw something of mine, in which role and for what (S-81)."""
    asked = parse_datetime(request.GET.get("before", "").replace(" ", "+"))
    before = asked if asked and asked.tzinfo else clock.now() + timedelta(seconds=1)
    found = telling.seen_of(me(request), before, SHOWN + 1)
    context = {
        "side_nav": own.mine(request.user),
        "rows": [_row(one) for one in found[:SHOWN]],
        "older": found[SHOWN - 1].at.isoformat() if len(found) > SHOWN else "",
        "newest": asked is None,
        "firm": scope.required().name,
    }
    return render(request, "privacy/my_readings.html", context)


def _row(one: telling.Seen) -> dict[str, Any]:
    return {
        "at": one.at,
        "what": telling.action_name(one.action),
        "role": words.role(one.role),
        "purpose": words.purpose(one.purpose),
        "fields": words.listed([words.category(field) for field in one.fields]),
        "firm": one.firm,
    }


class Days(forms.Form):
    """From one day to another; the last seven where nothing is said."""

    first = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
    )


def _days(request: HttpRequest) -> tuple[Days, date, date]:
    today = clock.today(scope.required().policy.timezone)
    form = Days(request.GET if request.GET else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    last = given.get("last") or today
    first = given.get("first") or last - WEEK
    return Days(initial={"first": first, "last": last}), first, last


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    zone = ZoneInfo(scope.required().policy.timezone)
    return (
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )


@officer
@never_cache
@require_GET
def readings(request: HttpRequest) -> HttpResponseBase:
    """What each employee read, alarms that nobody has looked into, and the operator's leave."""
    form, first, last = _days(request)
    found = telling.read_between(*_moments(first, last))
    alarms = list(Alarm.objects.open().select_related("user__person").order_by("-at")[:50])
    names = telling.names_of({one.user_id for one in found if one.user_id})
    query = f"first={first.isoformat()}&last={last.isoformat()}"
    context = {
        "side_nav": places.officers(),
        "form": form,
        "rows": [
            {
                "who": names.get(one.user_id, "") if one.user_id else "",
                "operator": one.role == "operator",
                "role": words.role(one.role),
                "purpose": words.purpose(one.purpose),
                "url": one.user_id and f"{reverse('readings_of', args=[one.user_id])}?{query}",
                "read": one,
            }
            for one in found
        ],
        "alarms": alarms,
        "grants": Grant.objects.order_by("-begins_at")[:10],
        "now": clock.now(),
    }
    return render(request, "privacy/readings.html", context)


@officer
@never_cache
@require_GET
def readings_of(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One employee's lines, day by day; how many persons, and never which."""
    user = get_object_or_404(User.objects.select_related("person"), pk=pk)
    form, first, last = _days(request)
    rows = [
        {
            "at": line.at,
            "what": telling.action_name(line.action),
            "role": words.role(line.actor_role),
            "purpose": words.purpose(line.purpose),
            "fields": words.listed([words.about(field) for field in line.fields]),
            "persons": line.persons,
        }
        for line in telling.lines_of(user.pk, *_moments(first, last))
    ]
    context = {"side_nav": places.officers(), "form": form, "rows": rows, "who": user.person.name}
    return render(request, "privacy/readings_of.html", context)


@officer
@require_POST
def look_into(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Somebody has looked into an alarm."""
    assert isinstance(request.user, User)
    actions.look_into(get_object_or_404(Alarm, pk=pk), by=request.user)
    messages.success(request, _("Noted. Who was stopped can read again."))
    return see_other(reverse("readings"))
