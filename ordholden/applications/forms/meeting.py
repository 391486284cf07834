"""Forms around interviews and references."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordholden.applications.actions.meeting import MOST_TIMES
from ordholden.applications.actions.referring import consent_for
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web.careful import Careful
from ordholden.web.forms import ConsentBox

LENGTHS = ((30, _("30 minutes")), (45, _("45 minutes")), (60, _("1 hour")), (90, _("1½ hours")))
SHOWN = 3


def _moment(label: Any, *, required: bool) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=required, widget=widget)


class Propose(Careful):
    """Times for an interview, how long, and where."""

    brief = True

    minutes = forms.TypedChoiceField(label=_("How long"), choices=LENGTHS, coerce=int, initial=45)
    place = forms.CharField(
        label=_("Where"),
        max_length=300,
        help_text=_("An address, a telephone number or a link to a meeting."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, SHOWN + 1):
            label = _("Time %(number)s") % {"number": number}
            self.fields[f"time_{number}"] = _moment(label, required=number == 1)
        self.order_fields([*(f"time_{n}" for n in range(1, MOST_TIMES + 1)), "minutes", "place"])

    @property
    def times(self) -> list[datetime]:
        """The times that were filled in."""
        named = (value for key, value in self.cleaned_data.items() if key.startswith("time_"))
        return [value for value in named if value is not None]


class NoTime(Careful):
    """When a candidate could instead."""

    brief = True

    text = forms.CharField(
        label=_("When could you instead?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskReference(Careful):
    """Why a reference is asked for."""

    brief = True

    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class NameReferee(Careful):
    """Somebody who can speak for the candidate, and the yes to asking them."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    relation = forms.CharField(
        label=_("How you know each other"),
        max_length=200,
        help_text=_("For instance: was my foreman for three years."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        policy = scope.required().policy
        asked = policy.document.consent.get(consent_for(policy))
        if asked is not None:
            self.fields["consent"] = ConsentBox(label=asked.text[words.locale()])

    def clean_consent(self) -> bool:
        """Nobody is asked without a yes, and nobody is made to say it."""
        if not self.cleaned_data["consent"]:
            raise forms.ValidationError(_("Without your yes we write to nobody."))
        return True


class Statement(Careful):
    """What a referee says."""

    text = forms.CharField(
        label=_("What you can say about working together"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class OwnData(Careful):
    """What is written down about a referee, set right."""

    brief = True

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
