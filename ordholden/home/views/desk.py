"""The desk of the tenant's own people: what waits for them, by role."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ordholden.accounts import access
from ordholden.accounts.access import staff_required
from ordholden.accounts.models import Invitation, Membership
from ordholden.home.places import LOOKING, OFFICERS
from ordholden.kit import clock
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.privacy import control
from ordholden.privacy.models import Notice, PurposeReview, SweepRun
from ordholden.privacy.views.officer import red_items
from ordholden.tenants import scope

WEEKS = 30  # days ahead that are told of


@dataclass(frozen=True)
class Tile:
    """A count that leads somewhere."""

    label: str
    figure: int | str
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Part:
    """What one role has before it."""

    title: str
    tiles: tuple[Tile, ...]
    sentences: tuple[str, ...] = ()


@staff_required()
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """Everything that waits for the person who is signed in."""
    roles = access.roles_of(request.user)
    parts = []
    if roles & LOOKING:
        parts.append(_people())
    if roles & OFFICERS:
        parts.append(_promises())
    if "administrator" in roles:
        parts.append(_house())
    latest = SweepRun.objects.order_by("-day", "-started_at").first()
    context = {
        "parts": parts,
        "roles": [Membership.Role(role).label for role in sorted(roles)],
        "latest": latest,
        "today": clock.today(scope.required().policy.timezone),
    }
    return render(request, "home/desk.html", context)


def _people() -> Part:
    known = Person.objects.known_as("candidate")
    url = reverse("people")
    return Part(
        _("People"),
        (
            Tile(_("candidates who can be found"), known.usable().count(), url),
            Tile(_("waiting for their own yes"), known.filter(state="pending").count(), url),
            Tile(_("restricted: stored, not used"), known.filter(state="restricted").count(), url),
        ),
    )


def _promises() -> Part:
    today = clock.today(scope.required().policy.timezone)
    due = sum(bucket.rows for bucket in control.due_soon(WEEKS))
    red = red_items(today)
    waiting = PurposeReview.objects.filter(answered_at=None).count()
    url = reverse("control")
    return Part(
        _("Promises"),
        (
            Tile(_("needing somebody today"), len(red), url, "red" if red else ""),
            Tile(_("records due within a month"), due, url),
            Tile(_("questions to answer"), waiting, reverse("purpose_reviews")),
        ),
        tuple(red),
    )


def _house() -> Part:
    members = Membership.objects.running(local_today()).values("user_id").distinct().count()
    invited = Invitation.objects.filter(expires_at__gt=clock.now()).count()
    notice = Notice.objects.in_force().lean().first()
    return Part(
        _("The house"),
        (
            Tile(_("people of our own"), members, reverse("staff")),
            Tile(_("open invitations"), invited, reverse("staff")),
            Tile(
                _("version of the notice in force"),
                notice.number if notice else "–",
                reverse("notice_versions"),
            ),
        ),
    )
