"""What pages tell of a dialogue: to the company, and to the person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ordholden.companies import access
from ordholden.companies.models import Company, Seat
from ordholden.companies.places import Tile
from ordholden.dialogues import between, noting
from ordholden.dialogues.models import Approach, Dialogue, Message
from ordholden.people.actions import local_today
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.sourcing import sight
from ordholden.sourcing.masking import Mask
from ordholden.sourcing.ways import Way
from ordholden.tenants import scope
from ordholden.web.site import Link

WAITING, CONTACT, NONE, ENDED = "waiting", "contact", "none", "ended"
DECLINED, LAPSED = "declined", "lapsed"
State = Dialogue.State


@dataclass(frozen=True)
class Asked:
    """One line of a company's list. person: only of who has shown themself."""

    approach: Approach
    state: str
    dialogue: Dialogue | None = None
    person: Person | None = None


@dataclass(frozen=True)
class Said:
    """One message as one side reads it."""

    at: datetime
    text: str
    mine: bool


def asked(company: Company, approaches: Collection[Approach]) -> list[Asked]:
    """What a company sees of whom it asked. Four queries, however many."""
    found = Dialogue.objects.filter(pk__in=[one.pk for one in approaches])
    dialogues = {one.pk: one for one in found.select_related("person")}
    answered = [one.person_id for one in dialogues.values() if one.state == State.ANSWERED]
    known, today = between.released(company, answered), local_today()
    return [_seen(one, dialogues.get(one.pk), known, today) for one in approaches]


def _seen(approach: Approach, dialogue: Dialogue | None, known: set[UUID], today: date) -> Asked:
    """A no, silence, somebody restricted and somebody gone are one state, from one day (JI-14)."""
    if dialogue is not None and dialogue.state == State.ANSWERED:
        if dialogue.person_id in known:
            return Asked(approach, CONTACT, dialogue, dialogue.person)
        return Asked(approach, ENDED)
    state = WAITING if today < approach.lapses_on else NONE
    return Asked(approach, state, dialogue if state == WAITING else None)


def to_company(one: Asked) -> list[Said]:
    """The messages a company reads: of who has not shown themself, with all that would give them
    away masked (JI-12). As many questions to the database whether somebody is there or not."""
    own = Said(one.approach.asked_at, one.approach.text, True)
    if one.state not in (WAITING, CONTACT):
        return [own]
    later = Message.objects.filter(dialogue=one.approach.pk, at__gt=one.approach.asked_at)
    rows = list(later.order_by("at", "pk"))
    hide = _mask(rows[0].person_id) if rows and one.person is None else None
    return [own] + [
        Said(row.at, hide(row.text) if hide and row.from_person else row.text, not row.from_person)
        for row in rows
    ]


def _mask(person: UUID) -> Mask:
    return sight.gather([person], files=False)[person].mask


@dataclass(frozen=True)
class Known:
    """Who somebody is, as far as the notice opens it to a company they answered."""

    name: str
    email: str
    phone: str


def known(one: Asked, way: Way) -> Known | None:
    """Who it is; None of whoever has not shown themself."""
    if one.person is None:
        return None
    person = one.person
    return Known(
        name=person.name if "person.name" in way.what else "",
        email=person.email if "person.email" in way.what else "",
        phone=person.phone if "person.phone" in way.what else "",
    )


def named(way: Way) -> list[str]:
    """What a way shows, as the notice calls it: first who somebody is."""
    ordered = sorted(way.what, key=lambda one: (not one.startswith("person."), one))
    return [words.category(one) for one in ordered]


def to_person(dialogue: Dialogue) -> list[Said]:
    """The messages as the person reads them."""
    rows: list[Message] = list(dialogue.messages.order_by("at", "pk"))
    return [Said(row.at, row.text, row.from_person) for row in rows]


def state_of(dialogue: Dialogue, answered: set[str], today: date) -> str:
    """What a dialogue is to its person."""
    if dialogue.state == State.DECLINED:
        return DECLINED
    if dialogue.state == State.ANSWERED:
        return CONTACT if str(dialogue.company_id) in answered else ENDED
    return WAITING if dialogue.is_open(today) else LAPSED


def beside(seat: Seat, key: UUID) -> list[Link]:
    """A firm's way to its notes on a CV; none for an employer (JI-23)."""
    policy = scope.required().policy
    if not between.has_dialogues(policy) or not noting.purpose_of(policy, seat.company):
        return []
    return [Link(_("Notes"), reverse("cv_notes", args=[key]), "pencil")]


def waiting(seat: Seat) -> list[Tile]:
    """For the company's front page: with whom it is in contact, and whom it waits for."""
    if not between.has_dialogues(scope.required().policy) or not access.may_search(seat.company):
        return []
    rows = asked(seat.company, Approach.objects.of(seat.company).order_by("-asked_at")[:200])
    url = reverse("asked_people")
    return [
        Tile(_("In contact"), sum(one.state == CONTACT for one in rows), url),
        Tile(_("Waiting for an answer"), sum(one.state == WAITING for one in rows), url),
    ]
