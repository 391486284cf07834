"""The frozen tables, for the roles to which the notice shows them."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ordholden.accounts.access import can_see, staff_required
from ordholden.figures.actions import questions
from ordholden.figures.models import Month
from ordholden.kit.http import require
from ordholden.privacy import words
from ordholden.tenants import scope

MONTHS = 12


@require_safe
@staff_required()
def figures(request: HttpRequest) -> HttpResponseBase:
    """Each question's last twelve months (S-22, JI-29, JT-57)."""
    policy = scope.required().policy
    mine = [one for one in dict.fromkeys(questions(policy)) if can_see(request.user, one)]
    require(bool(mine))
    tables = [{"name": words.category(one), "months": _months(one)} for one in mine]
    return render(request, "figures/figures.html", {"tables": tables})


def _months(category: str) -> list[dict[str, Any]]:
    found = Month.objects.filter(category=category).order_by("-month")[:MONTHS]
    return [
        {
            "month": one.month,
            "base": one.base,
            "groups": [
                {"name": _answer(group.value), "persons": group.persons, "percent": group.percent}
                for group in one.groups.select_related("month").order_by("-persons", "value")
            ],
        }
        for one in found
    ]


def _answer(value: str) -> str:
    """An answer of the form in the page's language; a year stays a year."""
    return {"woman": _("Woman"), "man": _("Man"), "other": _("Neither, or both")}.get(value, value)
