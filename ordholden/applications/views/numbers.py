"""The page of numbers about recruitments."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ordholden.accounts.access import staff_required
from ordholden.applications import asking, numbers
from ordholden.applications.models import Stage
from ordholden.jobs.access import WRITERS
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web.charts import Bar


@require_safe
@staff_required(*WRITERS)
def recruitment_numbers(request: HttpRequest) -> HttpResponseBase:
    """How far applicants come, how long they wait, where they come from."""
    policy = scope.required().policy
    purpose = numbers.purpose_of(policy)
    if not purpose or not asking.has_applications(policy):
        raise Http404
    found = numbers.count(policy)
    context: dict[str, Any] = {"numbers": found, "purpose": words.purpose(purpose)}
    if found is not None:
        few = _("fewer than %(n)s") % {"n": policy.document.statistics.min_cell}
        context |= {
            "way": _bars({str(Stage.Kind(k).label): n for k, n in found.way.items()}, few),
            "sources": _bars({_source(k): n for k, n in found.sources.items()}, few),
            "ads": found.ads,
            "few": few,
        }
    return render(request, "applications/numbers.html", context)


def _bars(groups: dict[str, int | None], few: str) -> list[Bar]:
    return [
        Bar(words.capital(name), n or 0, tone="quiet" if n is None else "", note=few * (n is None))
        for name, n in groups.items()
    ]


def _source(value: str) -> str:
    return _("the form on our site") if value == asking.SITE else value
