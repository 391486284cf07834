"""Forms of those who find people work."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordholden.candidates.actions import contacts
from ordholden.candidates.forms.inputs import LONGEST_ADDRESS
from ordholden.candidates.models import Origin
from ordholden.web.careful import Careful

HOW = [choice for choice in Origin.How.choices if choice[0] != Origin.How.SELF]


class Met(Careful):
    """Entering somebody: who they are, how to reach them, and where we have it from."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        max_length=LONGEST_ADDRESS,
        label=_("E-mail address"),
        help_text=_("They get a letter with our notice, and say yes or no by its link."),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    how = forms.ChoiceField(label=_("How do we know them?"), choices=HOW, widget=forms.RadioSelect)
    named = forms.CharField(
        label=_("Which office, event or company"),
        max_length=200,
        required=False,
        help_text=_(
            "The letter says this: people have a right to know where we have their name from."
        ),
    )

    def clean(self) -> dict[str, object]:
        """A company that named somebody has a name."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == Origin.How.COMPANY and not cleaned.get("named"):
            self.add_error("named", _("Write which company it was: they have to be told."))
        return cleaned


class Search(forms.Form):
    """Looking for somebody by name. Sent as a form, so that no name stands in an address."""

    purpose = forms.ChoiceField()
    q = forms.CharField(label=_("Name"), max_length=100, required=False)

    def __init__(self, purposes: Collection[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, key) for key in purposes]


class Day(forms.Form):
    """The day something happened."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))


class Identity(forms.Form):
    """Before erasing for somebody: how we know that it is they who ask (AB-32)."""

    HOWS = (
        ("met", _("We met, and I have seen a document with a picture")),
        ("called_back", _("I called them back on the number we hold")),
        ("address", _("They wrote from the address we hold, and answered my reply")),
    )
    how = forms.ChoiceField(
        label=_("How did you make sure who it is?"), choices=HOWS, widget=forms.RadioSelect
    )


class Choose(forms.Form):
    """Naming a colleague."""

    user = forms.TypedChoiceField(label=_("Contact person"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        there = {str(one.pk): one for one in contacts.colleagues()}
        field = self.fields["user"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(key, one.person.name or one.email) for key, one in there.items()]
        field.coerce = there.__getitem__
