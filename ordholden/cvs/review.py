"""What was found in a file, for its person to look through: nothing is stored before their yes.

The draft is the page itself: every field of every part, sent back with what was ticked.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ordholden.candidates import asking
from ordholden.candidates.forms.inputs import field_for
from ordholden.cvs import offered as offering
from ordholden.cvs.forms import PartForm
from ordholden.cvs.kinds import KINDS, WORKPLACE, Kind
from ordholden.cvs.models import Part
from ordholden.cvs.offered import Offered
from ordholden.cvs.readers import Found
from ordholden.cvs.readers.found import MOST
from ordholden.people import actions as people
from ordholden.people.models import Detail, Person
from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.web.careful import Careful

COUNT, TAKE, KIND, VALUE = "parts", "take", "kind", "value."
# What a file may say of the person beside the parts; the name and the address of an account are
# the person's to change where they stand.
VALUES = ("person.phone", "person.address", "profile.presentation")
SIGNED = "csrfmiddlewaretoken"


class FoundPart(PartForm):
    """One part that was found. taken: whether its tick stands at first."""

    def __init__(self, offered: Offered, *args: Any, taken: bool = True, **options: Any) -> None:
        super().__init__(offered, *args, **options)
        self.offered = offered
        self.fields[TAKE] = forms.BooleanField(label=_("Take it"), required=False, initial=taken)
        self.fields[KIND] = forms.CharField(widget=forms.HiddenInput, initial=offered.kind.key)
        self.order_fields([TAKE])
        for field in self.fields.values():
            field.optional = False  # type: ignore[attr-defined]  # a tick says it for them all

    @property
    def is_taken(self) -> bool:
        """Whether the person wants it."""
        return bool(self.data.get(f"{self.prefix}-{TAKE}")) if self.is_bound else True


class Review:
    """All that was found: forms for what is asked for, names of what is not."""

    def __init__(self, person: Person, policy: Policy) -> None:
        self.person, self.policy = person, policy
        self.open_now = offering.to_person(policy, person)
        asked = {one.category for one in asking.open_to(policy, person)}
        self.askable = [
            one for one in VALUES if one in asked and not people.is_protected(person, one)
        ]
        self.parts: list[FoundPart] = []
        self.values: Values | None = None
        self.left: list[str] = []
        self.more = 0

    @classmethod
    def of(cls, person: Person, policy: Policy, found: Found) -> "Review":
        """What a file said."""
        made = cls(person, policy)
        left = set(found.others)
        there = {(part.category, part.title.casefold(), part.starts) for part in _parts(person)}
        for key, columns in found.parts:
            offered = made.open_now.get(key)
            if offered is None:
                left.add(KINDS[key].category)
                continue
            if "organisation" in columns and "organisation" not in offered.columns:
                left.add(WORKPLACE)
            known = _identity(offered.kind, columns) in there
            made.parts.append(
                FoundPart(offered, prefix=f"p{len(made.parts)}", initial=columns, taken=not known)
            )
        told = {one: text for one, text in found.values.items() if one in made.askable}
        left |= {one for one in found.values if one not in (*made.askable, "person.name")}
        if told:
            made.values = Values(made, None, initial=_initial(person, told))
        made.left = sorted(words.inside(words.category(one)) for one in left)
        made.more = found.more
        return made

    @classmethod
    def sent(cls, person: Person, policy: Policy, data: Mapping[str, str]) -> "Review | None":
        """What came back; None when something was sent that is not asked for."""
        made = cls(person, policy)
        try:
            count = int(data.get(COUNT, ""))
        except ValueError:
            return None
        if not 0 <= count <= MOST:
            return None
        for number in range(count):
            offered = made.open_now.get(data.get(f"p{number}-{KIND}", ""))
            if offered is None:
                return None
            made.parts.append(FoundPart(offered, data, prefix=f"p{number}"))
        if any(name.startswith(VALUE) for name in data):
            made.values = Values(made, data)
        return made if made._knows(data) else None

    def _knows(self, data: Mapping[str, str]) -> bool:
        names = {f"{one.prefix}-{field}" for one in self.parts for field in one.fields}
        return {*data} <= names | {COUNT, SIGNED} | {*(self.values.fields if self.values else ())}

    @property
    def forms(self) -> list[forms.Form]:
        """Every form of it."""
        return [*self.parts, *([self.values] if self.values else [])]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the file is asked for here."""
        return not self.parts and not self.values

    def is_valid(self) -> bool:
        """Whether everything that is taken can be stored."""
        taken = [one for one in self.parts if one.is_taken]
        others = [self.values] if self.values else []
        return not [form for form in [*taken, *others] if not form.is_valid()]

    def taken(self) -> list[tuple[Kind, dict[str, Any]]]:
        """The parts that the person said yes to."""
        return [(one.kind, one.values()) for one in self.parts if one.is_taken]


class Values(Careful):
    """What the file says of the person beside the parts, each with a tick of its own."""

    def __init__(self, review: Review, data: Any, *, initial: Mapping[str, Any] | None = None):
        super().__init__(data, initial=dict(initial or {}))
        self.person = review.person
        there = self.initial if data is None else data
        for category in (one for one in review.askable if VALUE + one in there):
            field = field_for(review.policy, category, required=False)
            self.fields[VALUE + category] = field
            tick = forms.BooleanField(label=_("Take it"), required=False)
            field.optional = tick.optional = False  # type: ignore[attr-defined]
            self.fields[f"{VALUE}{category}.{TAKE}"] = tick

    def taken(self) -> dict[str, Any]:
        """Category -> value, of what was ticked."""
        return {
            name.removeprefix(VALUE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(VALUE) and not name.endswith(f".{TAKE}")
            if value and self.cleaned_data.get(f"{name}.{TAKE}")
        }


def _initial(person: Person, told: Mapping[str, str]) -> dict[str, Any]:
    """Ticked where nothing stands yet."""
    held = set(Detail.objects.filter(person=person).values_list("category", flat=True))
    if person.phone:
        held.add("person.phone")
    found: dict[str, Any] = {}
    for category, text in told.items():
        found[VALUE + category] = text
        found[f"{VALUE}{category}.{TAKE}"] = category not in held
    return found


def _parts(person: Person) -> list[Part]:
    return list(Part.objects.filter(person=person))


def _identity(kind: Kind, columns: Mapping[str, Any]) -> tuple[str, str, str]:
    return kind.category, str(columns.get("title", "")).casefold(), columns.get("starts", "")
