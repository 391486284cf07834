"""Who looked: every CV a company sees is written down before it is shown (JI-19, JI-20, JI-21).

An anonymous CV stands in the person's list of who looked. One in personal form is read about a
known person, so it stands in the access log as well; the first time is a hand-over.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest

from ordholden.companies.models import Company, Seat
from ordholden.people.models import Person
from ordholden.privacy.actions import disclosing
from ordholden.privacy.actions.disclosing import Receiver
from ordholden.reading import actions as reading
from ordholden.reading.models import Action
from ordholden.reading.readers import Reader, reader
from ordholden.sourcing.models import View
from ordholden.sourcing.ways import NAME, Form, Open, Way

Kind = View.Kind
PHOTO = "person.photo"


def note(persons: Collection[UUID], seat: Seat, kind: str, form: str) -> None:
    """Write down that somebody at a company saw these persons' CVs: one statement for all.

    kind: of View.Kind. form: "anonymous" or "personal". The person finds it on their page and in
    the copy of their data.
    """
    View.objects.bulk_create(
        View(
            person_id=one,
            company=seat.company,
            company_name=seat.company.name,
            user_id=seat.user_id,
            kind=Kind(kind),
            form=Form(form),
        )
        for one in persons
    )


def note_list(request: HttpRequest, seat: Seat, found: Collection[Open]) -> None:
    """Write down that these CVs were seen in a list: a few statements, however many.

    Of those in personal form the name is seen, which is a hand-over and a line in the access log.
    Raises NotRead for a reader who has been stopped.
    """
    by_way: dict[Way, list[UUID]] = {}
    for one in found:
        if one.way is not None:
            by_way.setdefault(one.way, []).append(one.person_id)
    for way, persons in by_way.items():
        hand_over(persons, seat.company, way)
        reading.look_through(as_reader(request, way), persons, {NAME}, Action.SEARCH)
    for form in Form.values:
        note([one.person_id for one in found if one.form == form], seat, Kind.LISTED, form)


def note_opened(request: HttpRequest, seat: Seat, person: Person, found: Open) -> None:
    """Write down that a CV was opened, in whichever form it is shown. Raises NotRead."""
    if found.way is not None:
        hand_over([person.pk], seat.company, found.way)
        reading.look_at(as_reader(request, found.way), person, _about(found.way))
    note([person.pk], seat, Kind.OPENED, found.form)


def as_reader(request: HttpRequest, way: Way) -> Reader:
    """Somebody at a company, who reads by a consent that stands (`ways.open_to` has said so)."""
    return replace(reader(request, [way.role], way.purpose), role=way.role, agreed=True)


def hand_over(persons: list[UUID], company: Company, way: Way) -> None:
    """The first time that a company learns who somebody is, it is a hand-over (JI-19, JI-42).

    Written once for each person, company and way. Raises NotPossible where the notice's entry
    does not allow it.
    """
    leaf = next(one for one in disclosing.entries_on(way.consent) if way.purpose in one.purposes)
    receiver = Receiver(name=company.name, id=company.pk, notice=company.privacy_url)
    disclosing.hand_over_once(persons, leaf.id, receiver, purpose=way.purpose)


def _about(way: Way) -> frozenset[str]:
    """Who they are, in the line; what a file holds has a line of its own when it is opened."""
    return frozenset(one for one in way.what if one.startswith("person.") and one != PHOTO)
