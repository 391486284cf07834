"""Forms made of what the policy asks, each field with why and until."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from ordholden.candidates import foresight
from ordholden.candidates.asking import Asked, is_file
from ordholden.candidates.forms.inputs import field_for
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web.careful import Careful

# What a browser sends beside the fields.
BESIDE = frozenset({"csrfmiddlewaretoken"})


class PolicyForm(Careful):
    """A form whose fields are categories of the policy ("person.phone")."""

    def __init__(
        self,
        asked: list[Asked],
        *args: Any,
        person: Person | None = None,
        standing: Collection[str] = (),
        happening: Collection[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.policy = scope.required().policy
        self.asked = {one.category: one for one in asked}
        for one in asked:
            field = field_for(self.policy, one.category, required=one.required)
            explain(self.policy, field, one)
            field.until = foresight.until(  # type: ignore[attr-defined]
                self.policy,
                one.category,
                person=person,
                standing=standing,
                happening=happening,
            )
            self.fields[one.category] = field

    def surplus(self, posted: QueryDict, files: Mapping[str, Any]) -> bool:
        """Whether something was sent that this form does not ask for: then nothing is taken."""
        return bool({*posted, *files} - {*self.fields} - BESIDE)

    def values(self) -> dict[str, Any]:
        """What was answered, by category; files are `files()`."""
        return {
            category: self.cleaned_data[category]
            for category in self.asked
            if category in self.cleaned_data and not is_file(self.policy, category)
        }

    def files_given(self) -> dict[str, list[Any]]:
        """The files that were sent, by category."""
        return {
            category: self.cleaned_data.get(category) or []
            for category in self.asked
            if is_file(self.policy, category)
        }


def explain(policy: Policy, field: forms.Field, one: Asked) -> None:
    """Say beside a field why it is asked: the entry's own words, or its purposes (JT-03, JC-29)."""
    if one.why:
        reason = one.why[words.locale()]
    else:
        told = [words.inside(text) for text in words.purposes(policy, one.purposes)]
        reason = _("We use it for this: %(purposes)s.") % {"purposes": "; ".join(told)}
    if one.required:
        needed = _("It must be filled in, because this cannot be done without it.")
        reason = f"{reason} {needed}"
    field.reason = reason  # type: ignore[attr-defined]


def groups(form: forms.Form, *headings: tuple[str, Collection[str]]) -> tuple[Any, ...]:
    """Headings and the fields beneath them, by their names or the beginning of their names."""
    exact = {start for _heading, starts in headings for start in starts if start in form.fields}
    return tuple(
        (
            heading,
            tuple(
                name
                for name in form.fields
                if name in starts or (name not in exact and name.startswith(tuple(starts)))
            ),
        )
        for heading, starts in headings
    )
