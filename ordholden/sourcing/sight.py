"""A CV as companies see it: what the notice opens in each form, and nothing besides.

The anonymous form has neither what names the person nor what the personal form adds: X-41 reads
both lists of the notice together. The postal address is in neither, gender and birth in none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from ordholden.candidates.models import Document
from ordholden.cvs.kinds import BY_CATEGORY, KINDS, WORKPLACE, Kind
from ordholden.cvs.models import Part
from ordholden.cvs.showing import latest_first
from ordholden.kit import clock
from ordholden.people.models import Detail, Person
from ordholden.privacy import words
from ordholden.sourcing import ways
from ordholden.sourcing.masking import Known, Mask
from ordholden.sourcing.models import View, Visibility
from ordholden.tenants import scope

Form = View.Form
PHOTO, ADDRESS, LINKS = "person.photo", "person.address", "person.social_profile"
NEVER = frozenset({ADDRESS, "person.birth_date", "person.gender", "person.nationality"})
WISHES = "wishes"


@dataclass(frozen=True)
class Line:
    """One part of a CV, as a company reads it."""

    title: str
    where: str = ""
    span: str = ""
    level: str = ""
    text: str = ""
    link: str = ""
    expires_on: date | None = None
    part: Part | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Group:
    """The parts of one kind, and what was written freely about it."""

    key: str
    label: str
    is_dated: bool = False
    lines: tuple[Line, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A CV in one form. In the anonymous one `name`, `email`, `phone`, `photo` and `documents`
    are empty."""

    key: UUID | None
    form: str
    headline: str
    active: str
    groups: tuple[Group, ...] = ()
    name: str = ""
    email: str = ""
    phone: str = ""
    photo: Document | None = None
    documents: tuple[tuple[str, Document], ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether it says who it is."""
        return self.form == Form.PERSONAL

    def group(self, key: str) -> Group | None:
        """The parts of a kind ("skills")."""
        return next((one for one in self.groups if one.key == key), None)


class Material:
    """Everything about one person that a CV is made of."""

    def __init__(self, person: Person, row: Visibility | None) -> None:
        self.person, self.row = person, row
        self.parts: list[Part] = []
        self.details: list[Detail] = []
        self.documents: list[Document] = []

    @cached_property
    def mask(self) -> Mask:
        """What hides this person inside texts."""
        return Mask(
            Known(
                name=self.person.name,
                phone=self.person.phone,
                addresses=tuple(self._said(ADDRESS)),
                workplaces=(*self._said(WORKPLACE), *self._workplaces()),
                handles=tuple(self._handles()),
            )
        )

    def _said(self, category: str) -> list[str]:
        return [one.value for one in self.details if one.category == category]

    def _workplaces(self) -> Iterable[str]:
        named = {kind.category for kind in KINDS.values() if WORKPLACE in kind.needs.values()}
        return (one.organisation for one in self.parts if one.category in named)

    def _handles(self) -> Iterable[str]:
        yield self.person.email.partition("@")[0]
        links = [one.link for one in self.parts if one.category == LINKS]
        for link in (*links, *self._said(LINKS)):
            yield link.rstrip("/").rpartition("/")[2].lstrip("@")


def gather(persons: Collection[UUID], *, files: bool = True) -> dict[UUID, Material]:
    """What these persons' CVs are made of: five queries, however many persons."""
    ids = list(persons)
    rows = {one.person_id: one for one in Visibility.objects.filter(person__in=ids)}
    found = {one.pk: Material(one, rows.get(one.pk)) for one in Person.objects.filter(pk__in=ids)}
    for part in Part.objects.filter(person__in=ids).order_by("position", "pk"):
        if part.person_id in found:
            found[part.person_id].parts.append(part)
    details = Detail.objects.filter(person__in=ids, is_sealed=False)
    for detail in details.order_by("category", "item"):
        if detail.person_id in found:
            found[detail.person_id].details.append(detail)
    documents = Document.objects.filter(person__in=ids) if files else Document.objects.none()
    for document in documents.order_by("category", "collected_at"):
        if document.person_id in found:
            found[document.person_id].documents.append(document)
    return found


def anonymous(person: Person) -> Shown:
    """Somebody's CV as every searching company sees it (JI-08, JI-16, X-41)."""
    return draw(gather([person.pk], files=False)[person.pk], None)


def personal(person: Person, way: ways.Way | None = None) -> Shown:
    """Somebody's CV in the form that says who it is: by one way, or as for everybody (JI-16)."""
    way = way or ways.for_everybody(scope.required().policy)
    return draw(gather([person.pk])[person.pk], way)


def draw(material: Material, way: ways.Way | None, *, brief: bool = False) -> Shown:
    """A CV by a way to its personal form, or anonymous for None. brief: without longer texts."""
    base = ways.anonymous(scope.required().policy)
    open_ = (base.what if base else frozenset()) - _identifying()
    if way is not None:
        open_ |= way.what
    return _Drawing(material, open_ - NEVER, way is not None, brief).shown()


def _identifying() -> frozenset[str]:
    """What the personal form adds, by whichever way: in the anonymous one it is not there."""
    policy = scope.required().policy
    base = ways.anonymous(policy)
    added = frozenset[str]().union(*(one.what for one in ways.personal(policy)))
    return added - (base.what if base else frozenset()) | {WORKPLACE, "profile.references"}


class _Drawing:
    """One CV in the making."""

    def __init__(
        self, material: Material, open_: frozenset[str], personal: bool, brief: bool
    ) -> None:
        self.material, self.open, self.personal = material, open_, personal
        self.brief = brief
        self.person = material.person

    def shown(self) -> Shown:
        row, form = self.material.row, Form.PERSONAL if self.personal else Form.ANONYMOUS
        groups = tuple(self._groups())
        shown = Shown(
            key=row.key if row else None,
            form=form,
            headline=headline(groups),
            active=lately(self.person.last_activity_at.date()),
            groups=groups,
        )
        if not self.personal:
            return shown
        files = [one for one in self.material.documents if one.category in self.open]
        return replace(
            shown,
            name=self._own("person.name", self.person.name),
            email=self._own("person.email", self.person.email),
            phone=self._own("person.phone", self.person.phone),
            photo=next((one for one in files if one.category == PHOTO), None),
            documents=tuple(
                (words.about(one.category), one) for one in files if one.category != PHOTO
            ),
        )

    def _own(self, category: str, value: str) -> str:
        return value if category in self.open else ""

    def _text(self, text: str) -> str:
        return text if self.personal or not text else self.material.mask(text)

    def _groups(self) -> Iterable[Group]:
        parts: dict[str, list[Part]] = {}
        for part in self.material.parts:
            parts.setdefault(part.category, []).append(part)
        free: dict[str, list[str]] = {}
        for detail in self.material.details:
            free.setdefault(detail.category, []).append(detail.value)
        for category in self._order(parts, free):
            kind = BY_CATEGORY.get(category)
            yield Group(
                kind.key if kind else category,
                words.about(category),
                bool(kind and kind.is_dated),
                self._lines(kind, parts.get(category, [])) if kind else (),
                self._words(kind, free.get(category, [])),
            )

    def _words(self, kind: Kind | None, free: list[str]) -> tuple[str, ...]:
        """What was written freely. Of a kind that names workplaces it is left out while those are
        hidden: nobody can tell which of its words is one (JI-16, X-41)."""
        hidden = (
            kind is not None and WORKPLACE in kind.needs.values() and WORKPLACE not in self.open
        )
        return () if self.brief or hidden else tuple(self._text(text) for text in free)

    def _order(self, parts: dict[str, list[Part]], free: dict[str, list[str]]) -> list[str]:
        """What is open and there: first what the person says of themself, then kind by kind."""
        known = ["profile.presentation", *BY_CATEGORY]
        there = {one for one in {*parts, *free} if one in self.open and one.startswith("profile.")}
        later = sorted(there - set(known))
        return [one for one in known if one in there] + later

    def _lines(self, kind: Kind, parts: list[Part]) -> tuple[Line, ...]:
        ordered = sorted(parts, key=latest_first) if kind.is_dated else parts
        return tuple(self._line(kind, part) for part in ordered)

    def _line(self, kind: Kind, part: Part) -> Line:
        hidden = kind.needs.get("organisation", kind.category) not in self.open
        where = [] if hidden else [self._text(part.organisation)]
        where.append(self._text(part.place))
        return Line(
            title=self._text(part.title),
            where=", ".join(one for one in where if one),
            span=part.span,
            level=self._text(kind.level(part.level)),
            text="" if self.brief else self._text(part.text),
            link=part.link if self.personal else "",
            expires_on=part.expires_on,
            part=part,
        )


def headline(groups: Collection[Group]) -> str:
    """What a CV is called in a list: the work that is wished for, or that was done last."""
    by_key = {one.key: one for one in groups}
    for key in (WISHES, "experience", "education", "skills"):
        if key in by_key and by_key[key].lines:
            return by_key[key].lines[0].title
    return _("A CV")


def lately(day: date) -> str:
    """When somebody was last active, as roughly as companies may know it."""
    ago = clock.today(scope.required().policy.timezone) - day
    if ago <= timedelta(days=7):
        return _("this week")
    if ago <= timedelta(days=31):
        return _("this month")
    if ago <= timedelta(days=183):
        return _("this half year")
    return _("longer ago")


# ------------------------------------------------------------------ lists
@dataclass(frozen=True)
class Card:
    """A CV in a list of found ones: the same for anonymous ones whoever it is of."""

    key: UUID
    form: str
    headline: str
    name: str
    active: str
    last_jobs: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    places: tuple[str, ...]


def cards(found: Mapping[UUID, ways.Open], order: Iterable[UUID]) -> list[Card]:
    """The cards of CVs that a company sees now (`ways.open_to`), in this order: five queries.

    Whoever shows them notes it first (`viewing.note_list`).
    """
    materials = gather(found, files=False)
    return [
        card(draw(materials[one], found[one].way, brief=True)) for one in order if one in materials
    ]


def card(shown: Shown) -> Card:
    """A CV in short."""
    assert shown.key is not None
    return Card(
        key=shown.key,
        form=shown.form,
        headline=shown.headline,
        name=shown.name,
        active=shown.active,
        last_jobs=_titles(shown, "experience", 2),
        skills=_titles(shown, "skills", 6),
        languages=_titles(shown, "languages", 4),
        places=tuple(dict.fromkeys(one.where for one in _lines(shown, WISHES) if one.where))[:2],
    )


def _lines(shown: Shown, key: str) -> tuple[Line, ...]:
    group = shown.group(key)
    return group.lines if group else ()


def _titles(shown: Shown, key: str, most: int) -> tuple[str, ...]:
    return tuple(one.title for one in _lines(shown, key))[:most]
