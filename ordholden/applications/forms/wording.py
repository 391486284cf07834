"""Forms for wordings and for the stages of an ad."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ordholden.applications.actions.staging import MIDDLE
from ordholden.applications.actions.wording import purposes
from ordholden.applications.models import Stage, Wording
from ordholden.privacy import words
from ordholden.tenants import scope


class WordingForm(forms.ModelForm):  # type: ignore[type-arg]
    """One wording: its name, its one purpose, its text."""

    brief = True

    class Meta:
        model = Wording
        fields = ("name", "purpose", "text")
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts: ClassVar = {"text": _("{name}, {position} and {employer} are filled in.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = purposes(scope.required().policy)
        self.fields["purpose"] = forms.ChoiceField(
            label=_("Purpose"),
            choices=[(key, words.capital(words.purpose(key))) for key in found],
            help_text=_("One wording serves one purpose: two things are two messages."),
        )
        self.order_fields(["name", "purpose", "text"])

    def clean_name(self) -> str:
        """A name is another wording's, or free."""
        name = str(self.cleaned_data["name"]).strip()
        if Wording.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a wording of this name already."))
        return name


class NewStage(forms.Form):
    """One more stage."""

    brief = True

    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(kind, Stage.Kind(kind).label) for kind in MIDDLE]
    )
    name = forms.CharField(label=_("Name"), max_length=60, required=False)


class NameStage(forms.Form):
    """What a team calls a stage; "" is the usual name."""

    name = forms.CharField(max_length=60, required=False)
