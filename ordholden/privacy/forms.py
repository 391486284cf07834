"""What the privacy officer fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordholden.people.models import Person
from ordholden.privacy import holds, words
from ordholden.web.careful import Careful
from ordholden.web.dates import long_date


class HoldForm(Careful):
    """Which record of one person a case needs, why, and until when."""

    record = forms.ChoiceField(label=_("What the case needs"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)
    case = forms.CharField(label=_("Case number"), max_length=60, required=False)
    until = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        record, reason = self.fields["record"], self.fields["reason"]
        assert isinstance(record, forms.ChoiceField)
        assert isinstance(reason, forms.ChoiceField)
        record.choices = [(f"{table}:{row}", name) for table, row, name in holds.records_of(person)]
        reason.choices = [(one, words.capital(words.hold_reason(one))) for one in holds.reasons()]
        self.fields["until"].help_text = _("At the latest %(day)s. Left empty, that day.") % {
            "day": long_date(holds.longest())
        }


class RenewForm(forms.Form):
    """Until when a hold is needed, having looked at it again."""

    until = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class DecisionForm(Careful):
    """What becomes of an objection or a restriction, and why."""

    why = forms.CharField(
        label=_("Why, as the person will read it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    told = forms.BooleanField(label=_("I have told them; no mail reaches them"), required=False)
