"""The desk of the tenant's own people: what waits for them, by role."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ordholden.accounts import access
from ordholden.accounts.access import staff_required
from ordholden.accounts.models import Invitation, Membership, User
from ordholden.candidates import sight
from ordholden.flags.models import Flag
from ordholden.flags.showing import Seeing
from ordholden.home.places import OFFICERS
from ordholden.home.views.public import evidence
from ordholden.kit import clock
from ordholden.mailings import actions as mailings
from ordholden.mailings import classes
from ordholden.mailings.models import Issue
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.privacy import control, words
from ordholden.privacy.models import Notice, PurposeReview, SweepRun
from ordholden.privacy.views.officer import red_items
from ordholden.tenants import scope

MOST_FLAGS = 99  # that are counted
AHEAD = 30  # days that are told of
# How a role sees something, by the word of the policy.
HOW = {
    "open": gettext_lazy("in full"),
    "masked": gettext_lazy("in part"),
    "reveal": gettext_lazy("one thing at a time, for a reason that is written down"),
    "anonymous": gettext_lazy("without what tells who it is"),
    "aggregate": gettext_lazy("as overall numbers only"),
    "after_consent": gettext_lazy("once the person has said yes"),
    "emergency": gettext_lazy("only in an emergency"),
    "under_agreement": gettext_lazy("while an agreement of confidentiality is in force"),
}


@dataclass(frozen=True)
class Tile:
    """A count; with an address it leads there."""

    label: str
    figure: int | str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Part:
    """What one role has before it."""

    title: str
    tiles: tuple[Tile, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What the policy lets a role see: what, how, for which purposes."""

    what: str
    how: str
    purposes: tuple[str, ...]


@staff_required()
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """Everything that waits for the person who is signed in."""
    roles = access.roles_of(request.user)
    policy = scope.required().policy
    parts = []
    if sight.purposes(policy, roles):
        parts.append(_people(request.user, officer=bool(roles & OFFICERS)))
    if "marketing" in roles and classes.bulk(policy):
        parts.append(_mails(policy))
    parts.append(_promises() if roles & OFFICERS else _notice())
    if "administrator" in roles:
        parts.append(_house())
    latest = SweepRun.objects.order_by("-day", "-started_at").first()
    context = {
        "parts": parts,
        "seen": seen(policy, roles),
        "roles": [Membership.Role(role).label for role in sorted(roles)],
        "latest": latest,
        "today": clock.today(policy.timezone),
    }
    return render(request, "home/desk.html", context)


def seen(policy: Policy, roles: frozenset[str]) -> list[Seen]:
    """Everything these roles may see, as the policy says it; what is not here is not theirs."""
    return [
        Seen(
            words.listed([words.about(word) for word in one.what]),
            str(HOW[one.how]),
            tuple(words.purpose(key) for key in one.purposes),
        )
        for one in policy.document.see
        if one.role in roles
    ]


def _people(user: User | AnonymousUser, *, officer: bool) -> Part:
    known = Person.objects.known_as("candidate")
    url = reverse("people")
    idle = reverse("not_in_use") if officer else ""
    return Part(
        _("People"),
        (
            Tile(_("candidates who can be found"), known.usable().count(), url),
            Tile(
                _("waiting for their own yes"),
                known.filter(state=State.PENDING).count(),
                idle,
            ),
            Tile(
                _("restricted: stored, not used"),
                _restricted(),
                f"{idle}?state=restricted" if idle else "",
            ),
            *_flags(user),
        ),
    )


def _flags(user: User | AnonymousUser) -> tuple[Tile, ...]:
    """Sensitive data that was found where they may read it, if there is any."""
    waiting = Flag.objects.filter(state=Flag.State.OPEN)[:MOST_FLAGS]
    seen = Seeing(user).shown(waiting) if isinstance(user, User) and waiting else []
    label = _("sensitive data to be looked at")
    return (Tile(label, len(seen), reverse("flags"), "soon"),) if seen else ()


def _mails(policy: Policy) -> Part:
    url = reverse("issues")
    name = words.speaker().phrases.of
    said_yes = _("said yes to: %(mails)s")
    return Part(
        _("Mails"),
        (
            *(
                Tile(
                    said_yes % {"mails": name("mail_classes", key)},
                    len(mailings.permissions(key)),
                    url,
                )
                for key in classes.bulk(policy)
            ),
            Tile(_("issues sent"), Issue.objects.count(), url),
        ),
    )


def _notice() -> Part:
    """What everybody who works here should know stands: the notice, and that it is kept."""
    notice = Notice.objects.in_force().lean().first()
    kept = evidence()
    return Part(
        _("The notice"),
        (
            Tile(
                _("version of the notice in force"),
                notice.number if notice else "–",
                reverse("notice_versions"),
            ),
            Tile(
                _("records erased by rule in a year"), kept.rows if kept else 0, reverse("notice")
            ),
        ),
    )


def _promises() -> Part:
    today = clock.today(scope.required().policy.timezone)
    due = sum(bucket.rows for bucket in control.due_soon(AHEAD))
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


def _restricted() -> int:
    with storing():  # that they are there is told, and nothing of them
        return Person.objects.known_as("candidate").filter(state=State.RESTRICTED).count()
