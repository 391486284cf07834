"""Forms of parts: only the columns that the notice asks for."""

from typing import Any

from django import forms
from django.core.validators import URLValidator as WebAddress
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.cvs import months
from ordholden.cvs.kinds import Kind
from ordholden.cvs.models import Part
from ordholden.cvs.offered import Offered
from ordholden.web.careful import Careful

LONGEST = 10_000  # characters of free text
REASON = "reason"


class Month(forms.CharField):
    """A month and year, or a year, as people write them. Cleans to text that sorts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def prepare_value(self, value: Any) -> Any:
        """What is stored, as people write it."""
        return months.said(value) if value and value == months.read(value) else value

    def clean(self, value: Any) -> str:
        """Raises ValidationError for what is no month."""
        text: str = super().clean(value)
        month = months.read(text)
        if text and not month:
            raise forms.ValidationError(
                _("Write a month and a year, or the year alone: “March 2019”, “03/2019”, “2019”.")
            )
        return month


class PartForm(Careful):
    """One part of one kind."""

    def __init__(self, offered: Offered, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person, self.kind, self.columns = offered.person, offered.kind, offered.columns
        for column in offered.columns:
            self.fields[column] = _field(self.kind, column)

    @classmethod
    def of(cls, part: Part, offered: Offered, data: Any = None) -> "PartForm":
        """The form of a part that is there."""
        return cls(offered, data, initial={one: getattr(part, one) for one in offered.columns})

    def clean(self) -> dict[str, Any]:
        """A time ends after it begins; what goes on has no end."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts", ""), cleaned.get("ends", "")
        if starts and ends and ends[: len(starts)] < starts[: len(ends)]:
            self.add_error("ends", _("It ends before it begins."))
        if cleaned.get("is_current"):
            cleaned["ends"] = ""
        return cleaned

    def values(self) -> dict[str, Any]:
        """What was written, by column."""
        return {one: self.cleaned_data.get(one) for one in self.columns}

    def surplus(self, sent: Any) -> bool:
        """Whether something was sent that is not asked for here."""
        return bool({*sent} - {*self.fields} - {"csrfmiddlewaretoken"})


class ByStaff(PartForm):
    """The same for staff, who say why they change what the person told."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[REASON] = forms.CharField(
            label=_("Why you change what the person told us"),
            help_text=_("Needed for corrections alone. The person is told, and reads this."),
            max_length=500,
            required=False,
        )


class Reason(Careful):
    """Why staff remove a part."""

    reason = forms.CharField(
        label=gettext_lazy("Why you remove it"),
        help_text=gettext_lazy("The person is told, and reads this."),
        max_length=500,
    )


def _field(kind: Kind, column: str) -> forms.Field:
    options: dict[str, Any] = {"label": kind.labels[column], "required": column == "title"}
    match column:
        case "starts" | "ends":
            if column == "starts":
                options["help_text"] = _("Month and year, or the year alone.")
            return Month(**options)
        case "is_current":
            return forms.BooleanField(**options)
        case "expires_on":
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(widget=day, **options)
        case "level" if kind.levels:
            return forms.ChoiceField(choices=[("", "–"), *kind.levels], **options)
        case "link":
            return _link(options)
        case "text":
            rows = forms.Textarea(attrs={"rows": 5})
            return forms.CharField(max_length=LONGEST, widget=rows, **options)
        case _:
            longest = Part._meta.get_field(column).max_length  # type: ignore[union-attr]
            return forms.CharField(max_length=longest, **options)


def _link(options: dict[str, Any]) -> forms.URLField:
    field = forms.URLField(max_length=500, assume_scheme="https", **options)
    field.validators = [WebAddress(schemes=["http", "https"])]
    return field
