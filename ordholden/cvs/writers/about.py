"""Whose CV it is: what a CV says of them beside its parts, as far as the notice asks for it."""

from dataclasses import dataclass

from ordholden.candidates import asking
from ordholden.kit import clock
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.tenants import scope


@dataclass(frozen=True)
class About:
    """A person as the head of their CV. made: when, as ISO 8601 says it."""

    person: Person
    name: str
    email: str
    phone: str
    address: str
    presentation: str
    made: str


def about(person: Person) -> About:
    """What the notice still asks for; what is kept encrypted stays where it is."""
    open_now = {one.category for one in asking.open_to(scope.required().policy, person)}
    return About(
        person=person,
        name=person.name,
        email=person.email,
        phone=person.phone if "person.phone" in open_now else "",
        address=_said(person, "person.address", open_now),
        presentation=_said(person, "profile.presentation", open_now),
        made=clock.now().replace(microsecond=0).isoformat(),
    )


def _said(person: Person, category: str, open_now: set[str]) -> str:
    if category not in open_now or people.is_protected(person, category):
        return ""
    return people.text_of(person, category)
