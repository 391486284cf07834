"""Why something sensitive is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.flags.actions import ASKED
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web.careful import FORBID, GROUND, Careful


class Keep(Careful):
    """The ground, of those the notice knows, and which duty, law or consent it is."""

    brief = True

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    reference = forms.CharField(
        label=gettext_lazy("Which duty, law or consent"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = grounds()
        if len(field.choices) == 1:
            self.fields["ground"].widget = forms.HiddenInput()
            self.fields["ground"].initial = field.choices[0][0]
            del self.fields["reference"]


def grounds() -> list[tuple[str, str]]:
    """Why something may be kept here; none where the notice forbids it."""
    sensitive = scope.required().policy.document.sensitive
    if sensitive.stance == FORBID:
        return []
    if sensitive.stance != GROUND:
        return [(ASKED, _("The person was warned, and sent it all the same"))]
    phrases = words.speaker().phrases
    return [(one, words.capital(phrases.of("sensitive_grounds", one))) for one in sensitive.grounds]
