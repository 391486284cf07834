"""Which parts this tenant asks this person for, why, and how long each stays."""

from dataclasses import dataclass
from datetime import date

from ordholden.accounts.places import has_cv
from ordholden.candidates import asking, foresight
from ordholden.cvs.kinds import KINDS, Kind
from ordholden.people import actions as people
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import words


@dataclass(frozen=True)
class Offered:
    """A kind that is asked for: its columns without those that are not, and the day it goes."""

    person: Person
    kind: Kind
    asked: asking.Asked
    columns: tuple[str, ...]
    until: date | str

    @property
    def label(self) -> str:
        """What the category is called."""
        return words.category(self.kind.category)


def to_person(policy: Policy, person: Person) -> dict[str, Offered]:
    """The kinds a person may fill in now, by key. What is kept encrypted has no parts."""
    return _offered(policy, person, asking.open_to(policy, person))


def to_staff(policy: Policy, person: Person) -> dict[str, Offered]:
    """The kinds that staff may write about somebody."""
    return _offered(policy, person, asking.by_staff(policy, person))


def _offered(policy: Policy, person: Person, asked: list[asking.Asked]) -> dict[str, Offered]:
    if not has_cv(policy):
        return {}
    there = {one.category: one for one in asked}
    standing = asking.standing(person)
    return {
        kind.key: Offered(
            person,
            kind,
            there[kind.category],
            tuple(c for c in kind.labels if kind.needs.get(c, kind.category) in there),
            foresight.until(policy, kind.category, person=person, standing=standing),
        )
        for kind in KINDS.values()
        if kind.category in there and not people.is_protected(person, kind.category)
    }
