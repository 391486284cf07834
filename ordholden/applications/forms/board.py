"""Small forms of the people who work with applications, and of the candidate who answers them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordholden.applications.actions.talking import collects
from ordholden.applications.models import Note, Stage
from ordholden.tenants import scope
from ordholden.web.careful import Careful


class Move(forms.Form):
    """To which stage, from what was looked at."""

    brief = True

    stage = forms.ModelChoiceField(queryset=Stage.objects.none(), label=_("Move to"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stages: list[Stage], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["stage"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = Stage.objects.filter(pk__in=[one.pk for one in stages])
        chosen.empty_label = None


class Remark(Careful):
    """What somebody on the team noted."""

    brief = True

    kind = forms.ChoiceField(label=_("What it is"), choices=Note.Kind)
    rating = forms.TypedChoiceField(
        label=_("Rating"),
        choices=[("", "–"), *((str(n), str(n)) for n in range(1, 6))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    held_on = forms.DateField(
        label=_("Held on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    text = forms.CharField(
        label=_("What you noted"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        policy = scope.required().policy
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, label) for key, label in Note.Kind.choices if collects(policy, key)]


class Ask(Careful):
    """What is asked for besides, and why."""

    brief = True

    asked = forms.CharField(label=_("What we ask for"), max_length=300)
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class Write(Careful):
    """A message."""

    brief = True

    text = forms.CharField(
        label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class Reply(Careful):
    """What the candidate answers to what was asked for besides."""

    brief = True

    text = forms.CharField(
        label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Plan(forms.Form):
    """When a recruitment is planned to end."""

    brief = True

    on = forms.DateField(label=_("Planned to end on"), widget=forms.DateInput({"type": "date"}))
