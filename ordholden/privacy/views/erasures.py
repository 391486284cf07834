"""What every place has answered to an erasure: on a receipt, and for the privacy officer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ordholden.kit.http import see_other
from ordholden.privacy import actions, places, sinks, words
from ordholden.privacy.models import Erasure, ErasureAnswer, ErasureCourse
from ordholden.privacy.sinks import telling
from ordholden.privacy.views.officer import officer

SHOWN = 25


def shown(erasure: Erasure) -> dict[str, Any]:
    """A receipt's counts, and what the sinks say; receipts from before they did have no course."""
    course = ErasureCourse.objects.filter(erasure=erasure).prefetch_related("answers").first()
    return {
        "counts": [(words.category(c.record), c) for c in erasure.counts.order_by("record")],
        "course": course,
        "lines": telling.told(course) if course else [],
    }


@officer
@require_GET
def overview(request: HttpRequest) -> HttpResponseBase:
    """What is not complete, with every sink's answer; and the latest that are."""
    waiting = sinks.unfinished().select_related("erasure").prefetch_related("answers")[:SHOWN]
    closed = ErasureCourse.objects.exclude(closed_at=None).select_related("erasure")
    context = {
        "side_nav": places.officers(),
        "open": [(course, telling.told(course)) for course in waiting],
        "closed": closed.order_by("-closed_at", "pk")[:SHOWN],
    }
    return render(request, "privacy/erasures.html", context)


@officer
@require_POST
def again(request: HttpRequest) -> HttpResponseBase:
    """Ask every sink once more, now."""
    actions.follow_up.later()
    messages.success(request, _("It is tried again now."))
    return see_other(reverse("erasures"))


@officer
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A processor has said that it erased what it had."""
    actions.confirm_processor(get_object_or_404(ErasureAnswer, pk=pk))
    messages.success(request, _("Noted."))
    return see_other(reverse("erasures"))
