"""People whose data nobody finds or uses: not confirmed yet, or restricted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.people.use import storing
from ordholden.policy import Policy
from ordholden.privacy import lifeline, places, words
from ordholden.privacy.models import Consent
from ordholden.privacy.views.officer import may_name, officer
from ordholden.tenants import scope

SHOWN = 25
STATES = (State.PENDING, State.RESTRICTED)


@dataclass(frozen=True)
class Idle:
    """Somebody who is stored and not used, and the day they go."""

    person: Person
    kinds: str
    day: date | None
    note: str


@officer
@require_GET
@storing()
def not_in_use(request: HttpRequest) -> HttpResponseBase:
    """Who waits for their own yes, and whose data is only stored (GDPR art. 18)."""
    asked = request.GET.get("state")
    state = State.RESTRICTED if asked == State.RESTRICTED else State.PENDING
    found = Person.objects.filter(state=state).order_by("collected_at", "pk")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "side_nav": places.officers(),
        "state": state,
        "tabs": _tabs(),
        "page": page,
        "rows": _rows(scope.required().policy, list(page)),
        "named": may_name(request, [person.pk for person in page]),
    }
    return render(request, "privacy/not_in_use.html", context)


def _tabs() -> list[tuple[str, str, int]]:
    found = Person.objects.filter(state__in=STATES).order_by().values_list("state")
    counts = dict(found.annotate(Count("pk")))
    return [
        (state.value, words.capital(str(state.label)), counts.get(state, 0)) for state in STATES
    ]


def _rows(policy: Policy, persons: list[Person]) -> list[Idle]:
    """Rows of the list: one question for the consents of all, none for each."""
    standing = _standing([person.pk for person in persons])
    return [
        Idle(
            person,
            words.listed([words.person_kind(kind) for kind in person.kinds]),
            *_end(policy, person, standing.get(person.pk, frozenset())),
        )
        for person in persons
    ]


def _standing(persons: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, frozenset[str]] = {}
    rows = Consent.objects.standing().filter(person_id__in=persons)
    for pk, consent in rows.values_list("person_id", "consent"):
        found[pk] = found.get(pk, frozenset()) | {consent}
    return found


def _end(policy: Policy, person: Person, standing: frozenset[str]) -> tuple[date | None, str]:
    """The day somebody goes, or why there is none: a restriction stops what erases by itself."""
    if person.state == State.RESTRICTED:
        return None, _("Not while the restriction lasts")
    happened = lifeline.anchors(person)
    _rule, stages = lifeline.decide(policy, person, "person.name", happened, standing)
    return lifeline.erased_on(policy, stages, "person.name"), _("No date yet")
