"""One's own profile, and what staff may write about somebody."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from ordholden.candidates import asking
from ordholden.candidates.actions.profile import values_of
from ordholden.candidates.forms.fields import PolicyForm, explain, groups
from ordholden.candidates.forms.inputs import Upload, field_for
from ordholden.people.models import Person
from ordholden.tenants import scope

# Changed through the account, because its owner has to confirm it.
ADDRESS = "person.email"
REASON = "reason"


class Profile(PolicyForm):
    """Every field that is open to a person now; what is not sent stays as it is.

    opened: what `reading` handed out of the sealed values to who fills in the form.
    """

    def __init__(
        self,
        person: Person,
        *args: Any,
        opened: Mapping[UUID, str],
        asked: list[asking.Asked] | None = None,
        **options: Any,
    ) -> None:
        policy = scope.required().policy
        self.person = person
        found = asking.open_to(policy, person) if asked is None else asked
        super().__init__(
            [one for one in found if one.category != ADDRESS],
            *args,
            person=person,
            standing=asking.standing(person),
            initial=values_of(person, opened),
            **options,
        )
        for field in self.fields.values():
            if isinstance(field, Upload):
                field.required = False
        self.groups = groups(
            self,
            (_("Who you are"), ("person.",)),
            (_("Your working life"), ("profile.", "own.")),
            (_("Your employment"), ("employment.",)),
            (_("Mails"), ("mailing.",)),
        )

    def sent(self) -> dict[str, Any]:
        """The values that were part of what was sent."""
        return {key: value for key, value in self.values().items() if key in self.data}


class ByStaff(Profile):
    """The same for staff, who say why they change what the person told."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[REASON] = forms.CharField(
            label=_("Why you change what the person told us"),
            help_text=_("Needed for corrections alone. The person is told, and reads this."),
            max_length=500,
            required=False,
        )


class Statistics(forms.Form):
    """Asked after applying, voluntarily, for numbers alone; never shown again (JI-29)."""

    def __init__(self, asked: list[asking.Asked], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        policy = scope.required().policy
        for one in asked:
            field = field_for(policy, one.category, required=False)
            explain(policy, field, one)
            self.fields[one.category] = field
