"""How forms look: the renderer behind `{{ form }}`, and the fields the system adds.

Any field of any form may carry: `reason` (why it is asked), `until` (a text, or the date on which
it goes), `optional` (say so or not; by default what is not required is optional).
A form may carry `groups`: pairs of heading and field names; fields not named come last.
Settings: `FORM_RENDERER = "ordholden.web.forms.Renderer"`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.web.dates import long_date

YES, NO = gettext_lazy("Yes, please"), gettext_lazy("No, thank you")


class Field(BoundField):
    """A field as the page shows it."""

    @property
    def kind(self) -> str:
        """Which markup: consent, answer, tick, choices, file or input."""
        widget = self.field.widget
        if isinstance(self.field, ConsentBox):
            return "consent"
        if isinstance(self.field, ConsentChoice):
            return "answer"
        if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
            return "choices"
        if isinstance(widget, forms.CheckboxInput):
            return "tick"
        return "file" if isinstance(widget, forms.FileInput) else "input"

    @property
    def template_name(self) -> str:
        own = getattr(self.field, "template_name", None)
        return own or f"web/forms/{self.kind}.html"

    @property
    def reason(self) -> str:
        return str(getattr(self.field, "reason", "") or "")

    @property
    def until(self) -> str:
        said = getattr(self.field, "until", "") or ""
        if isinstance(said, date):
            return _("Gone on %(date)s") % {"date": long_date(said)}
        return str(said)

    @property
    def optional(self) -> bool:
        consent = isinstance(self.field, ConsentBox | ConsentChoice)
        return bool(getattr(self.field, "optional", not self.field.required and not consent))

    @property
    def equal(self) -> bool:
        """Whether the choices stand side by side with the same weight."""
        return bool(getattr(self.field, "equal", False))

    @property
    def aria_describedby(self) -> str | None:
        """What a screen reader reads after the label: help, faults, and when it goes."""
        if self.field.widget.attrs.get("aria-describedby"):
            return None
        parts = (
            ("helptext", self.help_text),
            ("error", self.errors),
            ("until", self.until),
        )
        return " ".join(f"{self.auto_id}_{name}" for name, there in parts if there) or None


class Renderer(DjangoTemplates):
    """Makes `{{ form }}` and `{{ form.name.as_field_group }}` speak our markup."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/input.html"
    formset_template_name = "web/forms/formset.html"
    bound_field_class = Field


class ConsentBox(forms.BooleanField):
    """One consent, never ticked beforehand, never required (GDPR art. 4(11) and 7(4))."""

    def __init__(self, **options: Any) -> None:
        options["required"], options["initial"] = False, False
        super().__init__(**options)


class ConsentChoice(forms.TypedChoiceField):
    """A consent asked as yes or no with equal weight; nothing chosen beforehand.

    Cleans to True, False, or None when it was passed over.
    """

    def __init__(
        self,
        *,
        yes: Any = YES,
        no: Any = NO,
        **options: Any,
    ) -> None:
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            required=options.pop("required", False),
            widget=forms.RadioSelect,
            **options,
        )


def grouped(form: forms.BaseForm) -> Iterator[tuple[str, list[BoundField]]]:
    """The visible fields under their headings; a heading of "" has no frame."""
    left = {field.name: field for field in form.visible_fields()}
    for heading, names in getattr(form, "groups", ()):
        here = [left.pop(name) for name in names if name in left]
        if here:
            yield heading, here
    if left:
        yield "", list(left.values())
