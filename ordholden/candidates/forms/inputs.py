"""One form field for one category: which widget, how long, how a browser may fill it in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ordholden import papers
from ordholden.candidates import asking
from ordholden.papers.kinds import KINDS
from ordholden.people.actions.details import SEVERAL
from ordholden.policy import Policy
from ordholden.policy.document.asking import CustomField
from ordholden.policy.rules.fields import sensitivity
from ordholden.policy.vocabulary import Sensitivity
from ordholden.privacy import words

LONGEST_ADDRESS = 254  # RFC 5321: no mail reaches a longer one
MOST_FILES = 12  # in one field at once
PAPERS = _(
    "Drag it here, or choose it: PDF, DOCX, ODT, RTF or a picture, up to 10 megabytes. Others get"
    " it without what programs and cameras note in it."
)
PICTURES = _(
    "Drag it here, or choose it: JPEG, PNG or WebP, up to 10 megabytes. Others get it without what"
    " cameras note in it."
)
SHORT = frozenset(
    {
        "profile.availability",
        "profile.driving_licence",
        "profile.salary_wish",
        "profile.unemployment",
        "profile.unemployment_fund",
        "profile.leave",
        "employment.bank_account",
        "employment.nationality",
        "employment.pension",
        "employment.tax",
        "mailing.topics",
        "application.name",
        "application.contact",
    }
)
AUTOCOMPLETE = {
    "person.name": "name",
    "person.email": "email",
    "person.phone": "tel",
    "person.address": "street-address",
    "person.birth_date": "bday",
}
_NUMBER = RegexValidator(r"^[0-9 .\-]{6,20}$", _("Only digits, with spaces or a hyphen between."))
_PHONE = RegexValidator(r"^[0-9 ()+./\-]{4,40}$", _("This does not look like a telephone number."))
_YEARS = range(1920, 2015)


class Lines(forms.CharField):
    """Several values, one on each line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=10_000, **options)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines; what was typed, as it was typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        text = super().clean(value)
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class Files(forms.FileInput):
    """A file input that takes one file or several."""

    allow_multiple_selected = True


class Upload(forms.FileField):
    """A file of a kind we can keep, or several. Cleans to a list; each has been opened.

    Each file bears its `paper` and its `media_type`, and a name whose ending says what it is.
    """

    def __init__(self, *, pictures: bool = False, several: bool = False, **options: Any) -> None:
        self.pictures, self.several = pictures, several
        # Which way a phone's camera looks: at oneself, or at a paper on the table.
        self.camera = "user" if pictures else "environment"
        options["help_text"] = options.get("help_text") or (PICTURES if pictures else PAPERS)
        kinds = [kind for kind in KINDS.values() if kind.is_picture or not pictures]
        accept = ",".join(ending for kind in kinds for ending in kind.endings)
        widget = Files(attrs={"accept": accept})
        if not several:
            del widget.attrs["multiple"]  # Django's own, which would offer what is not kept
        super().__init__(widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file, opened where it can do no harm, and what it really is."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        files = [super(Upload, self).clean(one, initial) for one in given if one or self.required]
        if len(files) > (MOST_FILES if self.several else 1):
            raise forms.ValidationError(
                _("Twelve files at a time at most.") if self.several else _("Choose one file.")
            )
        return [self._opened(one) for one in files if one]

    def _opened(self, file: Any) -> Any:
        try:
            if (file.size or 0) > papers.LARGEST:
                raise papers.Refused("too_large")
            paper = papers.take(file.read())
            if self.pictures and not paper.is_picture:
                raise papers.Refused("picture")
        except papers.Refused as refused:
            raise forms.ValidationError(refused.sentence, refused.code) from None
        file.seek(0)
        file.paper, file.media_type = paper, paper.media_type
        file.name = paper.called(file.name or "file")
        return file


def field_for(policy: Policy, category: str, *, required: bool) -> forms.Field:
    """The form field of a category of the policy, with its label."""
    made = _made_for(policy, category, required=required)
    # What it asks for is sensitive by itself, and protected: nothing to warn of.
    special = sensitivity(policy, category) in (Sensitivity.SPECIAL, Sensitivity.CRIMINAL)
    made.meant = special or category.endswith(".national_id")  # type: ignore[attr-defined]
    return made


def _made_for(policy: Policy, category: str, *, required: bool) -> forms.Field:
    label = words.category(category)
    own = policy.custom_fields().get(category)
    if own:
        return _own(own, label, required, policy.locale)
    options: dict[str, Any] = {"label": label, "required": required}
    if asking.is_file(policy, category):
        several = category in SEVERAL
        return Upload(pictures=category == "person.photo", several=several, **options)
    attrs = {}
    if category in AUTOCOMPLETE:
        attrs["autocomplete"] = AUTOCOMPLETE[category]
    if made := _contact(category, options, attrs):
        return made
    if category in SEVERAL:
        return Lines(help_text=_("One on each line."), **options)
    if category in SHORT:
        return forms.CharField(max_length=300, **options)
    rows = 2 if category == "person.address" else 4
    return forms.CharField(
        max_length=10_000, widget=forms.Textarea(attrs={"rows": rows, **attrs}), **options
    )


def _contact(category: str, options: dict[str, Any], attrs: dict[str, str]) -> forms.Field | None:
    """Fields with a form of their own, or None."""
    match category:
        case "person.name":
            return forms.CharField(max_length=200, widget=forms.TextInput(attrs=attrs), **options)
        case "person.email" | "application.email":
            return forms.EmailField(
                max_length=LONGEST_ADDRESS, widget=forms.EmailInput(attrs=attrs), **options
            )
        case "person.phone":
            widget = forms.TextInput(attrs={**attrs, "type": "tel"})
            return forms.CharField(max_length=40, validators=[_PHONE], widget=widget, **options)
        case "person.birth_date":
            return forms.DateField(widget=_day(attrs), **options)
        case "statistics.birth_year":
            years = [
                ("", _("I would rather not say")),
                *((str(y), str(y)) for y in reversed(_YEARS)),
            ]
            return forms.ChoiceField(choices=years, **options)
        case "statistics.gender":
            return forms.ChoiceField(choices=GENDERS, widget=forms.RadioSelect, **options)
        case _ if category.endswith(".national_id"):
            widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})
            return forms.CharField(max_length=20, validators=[_NUMBER], widget=widget, **options)
    return None


RATHER_NOT = ("", _("I would rather not say"))
GENDERS = [
    RATHER_NOT,
    ("woman", _("Woman")),
    ("man", _("Man")),
    ("other", _("Neither, or both")),
]


def _day(attrs: dict[str, str]) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


def _own(own: CustomField, label: str, required: bool, stored: str) -> forms.Field:
    """A field of the tenant's own, of the kind the policy says.

    stored: the language a choice is kept in; its words last when the list of choices changes.
    """
    options: dict[str, Any] = {"label": label, "required": required}
    match own.kind:
        case "long_text":
            return forms.CharField(max_length=10_000, widget=forms.Textarea, **options)
        case "date":
            return forms.DateField(widget=_day({}), **options)
        case "number":
            return forms.DecimalField(max_digits=12, decimal_places=2, **options)
        case "yes_no":
            pairs = [("yes", _("Yes")), ("no", _("No"))]
            made = forms.ChoiceField(choices=pairs, widget=forms.RadioSelect, **options)
            made.equal = True  # type: ignore[attr-defined]
            return made
        case "choice":
            spoken = [(one[stored], one[words.locale()]) for one in own.choices]
            return forms.ChoiceField(choices=[("", "–"), *spoken], **options)
        case "file":
            return Upload(**options)
        case _:
            return forms.CharField(max_length=300, **options)


def as_text(value: Any) -> str:
    """A cleaned value as it is stored: dates as 2027-03-15, numbers with a point."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
