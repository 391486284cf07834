"""Forms of those who work with companies, and of the companies' own people."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr
from stdnum.exceptions import ValidationError as NoNumber
from stdnum.no import orgnr

from ordholden.companies.models import Agreement, Company
from ordholden.people.actions import local_today
from ordholden.policy import Policy

_day = {"type": "date"}
WEB = URLValidator(schemes=["http", "https"])
NUMBERS = {"DK": cvr, "NO": orgnr}
# A company of this kind is there where the notice speaks of it.
ASKS_FOR = {Company.Kind.DEPARTMENT: "recruitment_department"}


def _site(label: Any, *, required: bool, help_text: Any = "") -> forms.URLField:
    return forms.URLField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=300,
        assume_scheme="https",
        validators=[WEB],
    )


NOTICE = _(
    "People read it before they show the company who they are: from then on the company answers "
    "for itself."
)


class CompanyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the tenant knows of a company."""

    website = _site(_("Website"), required=False)
    privacy_url = _site(_("Its own privacy notice"), required=True, help_text=NOTICE)

    class Meta:
        model = Company
        fields = ("name", "kind", "number", "website", "privacy_url")
        help_texts: ClassVar = {
            "kind": _("Recruitment firms and agencies may write notes for their own use."),
        }

    def __init__(self, *args: Any, policy: Policy, **options: Any) -> None:
        super().__init__(*args, **options)
        self.countries = policy.document.policy.jurisdictions
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, label)
            for value, label in Company.Kind.choices
            if ASKS_FOR.get(Company.Kind(value), value) in {*policy.modules, value}
        ]

    def clean_number(self) -> str:
        """The number as the register writes it. Raises ValidationError for one that cannot be."""
        number: str = self.cleaned_data["number"].strip()
        for country in self.countries:
            if number and country in NUMBERS:
                try:
                    return str(NUMBERS[country].validate(number))
                except NoNumber:
                    continue
        if number and any(country in NUMBERS for country in self.countries):
            raise forms.ValidationError(_("This is no number of the company register."))
        return number


class OwnCompany(forms.ModelForm):  # type: ignore[type-arg]
    """What a company says of itself."""

    website = _site(_("Website"), required=False)
    privacy_url = _site(_("Its own privacy notice"), required=True, help_text=NOTICE)

    class Meta:
        model = Company
        fields = ("website", "privacy_url")


class AgreementForm(forms.Form):
    """A service, from when until when, and how much of it."""

    service = forms.ChoiceField(label=_("Service"))
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=_day, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs=_day, format="%Y-%m-%d"),
        help_text=_("Empty: until somebody ends it."),
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500, initial=5)
    contacts = forms.IntegerField(
        label=_("People asked, a month"), min_value=0, max_value=100_000, initial=50
    )

    def __init__(self, *args: Any, policy: Policy, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["since"].initial = local_today
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Agreement.Service.choices if value in policy.modules
        ]

    def clean(self) -> dict[str, Any]:
        """An agreement ends after it begins."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("An agreement ends after it begins."))
        return found


class InviteForm(forms.Form):
    """Somebody for a seat."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    leads = forms.BooleanField(
        label=_("May invite colleagues, and end their seats"), required=False
    )
