"""A CV as people read it: kinds in order, the latest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from ordholden.cvs import months
from ordholden.cvs.kinds import BY_CATEGORY, KINDS, WORKPLACE, Kind
from ordholden.cvs.models import Part
from ordholden.kit import clock
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web.dates import long_date

SOON = timedelta(days=60)


@dataclass(frozen=True)
class Line:
    """One part, ready to be read. expiry: "", "soon" or "red"."""

    part: Part
    kind: Kind
    place: str
    expiry: str

    @property
    def level(self) -> str:
        """How well, in words."""
        return self.kind.level(self.part.level)


@dataclass(frozen=True)
class Group:
    """The parts of one kind."""

    kind: Kind
    label: str
    lines: tuple[Line, ...]


def of_person(person: Person) -> dict[str, list[Part]]:
    """Somebody's parts by kind, each in its order; one query."""
    found: dict[str, list[Part]] = {}
    for part in Part.objects.filter(person=person).order_by("position", "pk"):
        found.setdefault(BY_CATEGORY[part.category].key, []).append(part)
    for key, parts in found.items():
        if KINDS[key].is_dated:
            parts.sort(key=latest_first)
    return found


def latest_first(part: Part) -> tuple[bool, tuple[int, ...], tuple[int, ...], int]:
    """Sorts what goes on first, then what ended last; what has no time comes last."""
    return (
        not part.is_current,
        tuple(-ord(letter) for letter in part.ends or part.starts) or (1,),
        tuple(-ord(letter) for letter in part.starts) or (1,),
        part.position,
    )


def for_others(person: Person) -> dict[str, list[Part]]:
    """The parts of a CV that is taken elsewhere, by kind."""
    return {key: parts for key, parts in of_person(person).items() if KINDS[key].for_others}


def groups(person: Person, seen: Collection[str] | None = None) -> list[Group]:
    """The CV as it is shown. seen: the categories that may be seen; None for one's own."""
    today = clock.today(scope.required().policy.timezone)
    return [
        Group(
            KINDS[key],
            words.category(KINDS[key].category),
            tuple(_line(part, today, seen) for part in parts),
        )
        for key, parts in sorted(of_person(person).items(), key=_in_order)
        if seen is None or KINDS[key].category in seen
    ]


def _in_order(item: tuple[str, list[Part]]) -> int:
    return list(KINDS).index(item[0])


def _line(part: Part, today: date, seen: Collection[str] | None) -> Line:
    kind = BY_CATEGORY[part.category]
    hidden = seen is not None and kind.needs.get("organisation", kind.category) not in seen
    where = ("", part.place) if hidden else (part.organisation, part.place)
    return Line(part, kind, ", ".join(one for one in where if one), _expiry(part, today))


def _expiry(part: Part, today: date) -> str:
    if part.expires_on is None or part.expires_on > today + SOON:
        return ""
    return "red" if part.expires_on < today else "soon"


def needed(categories: Collection[str]) -> set[str]:
    """The categories that a CV of these shows, names of workplaces included."""
    kinds = [BY_CATEGORY[one] for one in categories if one in BY_CATEGORY]
    more = {WORKPLACE for kind in kinds if WORKPLACE in kind.needs.values()}
    return {kind.category for kind in kinds} | more


def in_words(part: Part) -> str:
    """A part as lines of text, for whoever compares two versions of it."""
    kind = BY_CATEGORY[part.category]
    valid = str(long_date(part.expires_on)) if part.expires_on else ""
    where = ", ".join(one for one in (part.organisation, part.place) if one)
    lines = (part.title, where, part.span, kind.level(part.level), valid, part.link, part.text)
    return "\n".join(line for line in lines if line)


__all__ = ["Group", "Line", "for_others", "groups", "in_words", "months", "needed", "of_person"]
