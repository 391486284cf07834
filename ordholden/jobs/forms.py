"""Forms of those who write ads."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ordholden.candidates.actions import contacts
from ordholden.companies.models import Agreement, Company, Seat
from ordholden.jobs.drafts import COLUMNS, Asked, Contact, Draft
from ordholden.jobs.models import JobAd, Question
from ordholden.kit import clock
from ordholden.people.actions import local_today
from ordholden.policy import Policy

WRITTEN_IN = ("da", "nb", "sv", "en")
COUNTRIES = ("DK", "NO", "SE")
CURRENCIES = {"DK": "DKK", "NO": "NOK", "SE": "SEK"}
RUNS = timedelta(days=30)
MOST_QUESTIONS = 15
_day = {"type": "date"}


class AdForm(forms.Form):
    """Everything an ad says but its questions."""

    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        help_text=_("The position alone: no place, pay or firm. “Bricklayer”, “Night nurse”."),
    )
    employer = forms.CharField(label=_("Employer"), max_length=120)
    text = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "An empty line begins a paragraph, a line with “- ” is a point of a list, "
            "a line with “# ” a heading."
        ),
    )
    locale = forms.ChoiceField(label=_("Language of the ad"))
    kind = forms.ChoiceField(label=_("Employment"), choices=JobAd.Kind.choices)
    time = forms.ChoiceField(
        label=_("Working time"), choices=JobAd.Time.choices, widget=forms.RadioSelect
    )
    hours_from = forms.DecimalField(
        label=_("Hours a week, from"), min_value=1, max_value=80, decimal_places=1, required=False
    )
    hours_to = forms.DecimalField(
        label=_("Hours a week, to"), min_value=1, max_value=80, decimal_places=1, required=False
    )
    starts_on = forms.DateField(
        label=_("First day of work"),
        required=False,
        widget=forms.DateInput(attrs=_day, format="%Y-%m-%d"),
        help_text=_("Empty: as soon as possible, or by agreement."),
    )
    country = forms.ChoiceField(label=_("Country"))
    postal_code = forms.CharField(label=_("Postal code"), max_length=10, required=False)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    remote = forms.ChoiceField(label=_("Where the work is done"), choices=JobAd.Remote.choices)
    pay_from = forms.DecimalField(
        label=_("Pay, from"), min_value=0, max_value=10**7, required=False
    )
    pay_to = forms.DecimalField(label=_("Pay, to"), min_value=0, max_value=10**7, required=False)
    pay_unit = forms.ChoiceField(
        label=_("Pay for"), choices=[("", "–"), *JobAd.PayUnit.choices], required=False
    )
    deadline = forms.DateField(
        label=_("Last day to apply"),
        widget=forms.DateInput(attrs=_day, format="%Y-%m-%d"),
        help_text=_("The ad ends by itself when this day is over."),
    )
    contact_name = forms.CharField(label=_("Name"), max_length=120, required=False)
    contact_title = forms.CharField(label=_("Position"), max_length=120, required=False)
    contact_phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    contact_email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    groups = (
        (_("The position"), ("title", "employer", "text", "locale")),
        (_("The work"), ("kind", "time", "hours_from", "hours_to", "starts_on")),
        (_("The place"), ("country", "postal_code", "town", "remote")),
        (_("The pay"), ("pay_from", "pay_to", "pay_unit")),
        (_("Until when"), ("deadline",)),
        (
            _("Whom one may call"),
            ("contact_name", "contact_title", "contact_phone", "contact_email"),
        ),
    )

    def __init__(self, policy: Policy, *args: Any, **options: Any) -> None:
        today = clock.today(policy.timezone)
        country = next((c for c in policy.document.policy.jurisdictions if c in COUNTRIES), "DK")
        fresh = {
            "employer": policy.document.controller.brand,
            "locale": policy.locale,
            "country": country,
            "deadline": today + RUNS,
            "time": JobAd.Time.FULL,
        }
        options["initial"] = fresh | (options.get("initial") or {})
        super().__init__(*args, **options)
        spoken = Locale.parse(get_language() or "en")
        self._choose("locale", [(c, spoken.languages[c].capitalize()) for c in WRITTEN_IN])
        self._choose("country", [(c, spoken.territories[c]) for c in COUNTRIES])
        self.fields["contact_name"].help_text = _(
            "Shown to whoever asks for it by a click, and gone with the ad."
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """What belongs together stands together."""
        cleaned = super().clean() or self.cleaned_data
        for low, high in (("pay_from", "pay_to"), ("hours_from", "hours_to")):
            start, stop = cleaned.get(low), cleaned.get(high)
            if start is not None and stop is not None and stop < start:
                self.add_error(high, _("This is less than where it begins."))
        paid = cleaned.get("pay_from") is not None or cleaned.get("pay_to") is not None
        if paid and not cleaned.get("pay_unit"):
            self.add_error("pay_unit", _("Say what the pay is for: an hour, a month …"))
        if cleaned.get("remote") != JobAd.Remote.FULLY and not (
            cleaned.get("postal_code") or cleaned.get("town")
        ):
            self.add_error("town", _("Say where the work is: a postal code or a town."))
        reached = cleaned.get("contact_phone") or cleaned.get("contact_email")
        if cleaned.get("contact_name") and not reached:
            self.add_error("contact_phone", _("A telephone number or an address is missing."))
        if reached and not cleaned.get("contact_name"):
            self.add_error("contact_name", _("Whose number or address is it?"))
        return cleaned

    def draft(self, questions: tuple[Asked, ...]) -> Draft:
        """What was written, as an ad."""
        said = self.cleaned_data
        values = {name: said[name] for name in COLUMNS if name in said}
        paid = said["pay_from"] is not None or said["pay_to"] is not None
        values["currency"] = CURRENCIES[said["country"]] if paid else ""
        values["pay_unit"] = said["pay_unit"] if paid else ""
        contact = None
        if said["contact_name"]:
            parts = {n: said[f"contact_{n}"] for n in ("name", "title", "phone", "email")}
            contact = Contact(**parts)
        return Draft(**values, contact=contact, questions=questions)


def filled(draft: Draft) -> dict[str, Any]:
    """What the form shows of an ad that is there already."""
    values = {name: getattr(draft, name) for name in COLUMNS}
    if draft.contact:
        for name in ("name", "title", "phone", "email"):
            values[f"contact_{name}"] = getattr(draft.contact, name)
    return values


class QuestionForm(forms.Form):
    """One question of an ad. An empty one is none."""

    text = forms.CharField(label=_("Question"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of answer"), choices=Question.Kind.choices, required=False
    )
    choices = forms.CharField(
        label=_("Answers to choose from, one on each line"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wanted = forms.CharField(
        label=_("Answers you hope for, one on each line"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Somebody here looks twice at other answers. Nobody is turned away by a program."
        ),
    )
    help = forms.CharField(label=_("Explanation"), max_length=300, required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False)

    def clean(self) -> dict[str, Any]:
        """A choice has something to choose from, and what is hoped for is among it."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("text"):
            return cleaned
        choices, wanted = lines(cleaned.get("choices")), lines(cleaned.get("wanted"))
        if cleaned.get("kind") in (Question.Kind.CHOICE, Question.Kind.SEVERAL):
            if len(choices) < 2:
                self.add_error("choices", _("Write at least two answers to choose from."))
            elif set(wanted) - set(choices):
                self.add_error("wanted", _("These must be among the answers to choose from."))
        return cleaned

    def asked(self) -> Asked | None:
        """The question, or None where nothing was written."""
        said = self.cleaned_data
        if not said.get("text"):
            return None
        choosing = said["kind"] in (Question.Kind.CHOICE, Question.Kind.SEVERAL)
        return Asked(
            text=said["text"],
            kind=said["kind"] or Question.Kind.TEXT,
            help=said["help"],
            choices=lines(said["choices"]) if choosing else (),
            wanted=lines(said["wanted"]),
            required=said["required"],
        )


def lines(text: str | None) -> tuple[str, ...]:
    """The lines that say something, each once, in their order; 120 characters of each."""
    found = (line.strip()[:120] for line in (text or "").splitlines())
    return tuple(dict.fromkeys(line for line in found if line))


QuestionForms = forms.formset_factory(
    QuestionForm, extra=1, max_num=MOST_QUESTIONS, validate_max=True, absolute_max=MOST_QUESTIONS
)


def asked_of(draft: Draft) -> list[dict[str, Any]]:
    """What the forms of the questions show of an ad that is there already."""
    return [
        {
            "text": one.text,
            "kind": one.kind,
            "help": one.help,
            "choices": "\n".join(one.choices),
            "wanted": "\n".join(one.wanted),
            "required": one.required,
        }
        for one in draft.questions
    ]


class CompanyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of some companies, by name."""

    def label_from_instance(self, obj: Company) -> str:
        """What it is called."""
        return obj.name


class ForCompany(forms.Form):
    """For which company an ad is."""

    company = CompanyChoice(
        Company.objects.none(),
        label=_("For which company"),
        required=False,
        empty_label=_("for ourselves"),
        help_text=_("Its people can be on the team, and get what is sent to this ad."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        running = Agreement.objects.running(local_today())
        agreed = running.filter(service=Agreement.Service.JOB_ADS).values("company")
        field = self.fields["company"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Company.objects.standing().filter(pk__in=agreed).order_by("name")


class TeamForm(forms.Form):
    """Who works on an ad: colleagues, and people of the company it is for."""

    members = forms.TypedMultipleChoiceField(
        label=_("Colleagues"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, ad: JobAd, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        there = {str(one.pk): one for one in contacts.colleagues()}
        seats = Seat.objects.running(local_today()).filter(company=ad.company_id)
        there |= {str(one.user_id): one.user for one in seats.select_related("user__person")}
        field = self.fields["members"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(key, one.person.name or one.email) for key, one in there.items()]
        field.coerce = lambda key: there[key].pk


class Renewal(forms.Form):
    """Another last day."""

    until = forms.DateField(
        label=_("New last day to apply"), widget=forms.DateInput(attrs=_day, format="%Y-%m-%d")
    )


class SiteForm(forms.Form):
    """A site that may frame the list: its origin, whatever page of it somebody pasted."""

    origin = forms.URLField(
        label=_("Address of the site"),
        max_length=200,
        assume_scheme="https",
        help_text=_("For example https://www.example.dk. Pages beneath it are included."),
    )

    def clean_origin(self) -> str:
        """Scheme and host alone: a policy for browsers has no room for more."""
        parts = urlsplit(self.cleaned_data["origin"])
        if parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]+(:\d{1,5})?", parts.netloc):
            raise forms.ValidationError(_("Write an address that begins with https://."))
        return f"https://{parts.netloc}"
