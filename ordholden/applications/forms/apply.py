"""The form of an application: the notice's fields, the ad's questions, one's own files."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from ordholden.applications import asking
from ordholden.applications.actions import Draft
from ordholden.applications.models import Application
from ordholden.candidates.asking import standing
from ordholden.candidates.forms.fields import PolicyForm, groups
from ordholden.candidates.forms.inputs import Upload
from ordholden.candidates.models import Document
from ordholden.jobs.models import JobAd, Question
from ordholden.people.models import Person
from ordholden.privacy import words
from ordholden.tenants import scope

QUESTION, CHOSEN, KEPT = "question.", "own_files", "attached"
HAPPENING = ("application_sent", "last_saved", "last_contact")
Kind = Question.Kind


class Apply(PolicyForm):
    """What one writes to apply for a position, and chooses to send along (WW-25, JI-26, JI-27).

    person: None for a guest, whose name and address the form of registering asks for.
    lenient: a draft may leave out what must be there when it is sent.
    """

    def __init__(
        self,
        ad: JobAd,
        *args: Any,
        person: Person | None = None,
        application: Application | None = None,
        lenient: bool = False,
        **options: Any,
    ) -> None:
        policy = scope.required().policy
        asked = [
            one
            for one in asking.fields(policy)
            if person is not None or one.category not in (asking.NAME, asking.EMAIL)
        ]
        held = standing(person) if person else ()
        options.setdefault("initial", _written(application, person))
        super().__init__(asked, *args, person=person, standing=held, happening=HAPPENING, **options)
        self.questions = asking.questions(policy, ad)
        for one in self.questions:
            self.fields[f"{QUESTION}{one.pk}"] = _field(one)
        self._offer_files(person, application)
        for field in self.fields.values():
            if lenient:
                field.required = False
            if isinstance(field, Upload):
                # What is attached already need not be sent again.
                field.required = False
        self._group(ad)

    def _offer_files(self, person: Person | None, application: Application | None) -> None:
        self.attached = list(application.attachments.filter(question=None)) if application else []
        if self.attached:
            self.fields[KEPT] = forms.MultipleChoiceField(
                label=_("Attached so far"),
                help_text=_("Take the tick away, and the file does not go along."),
                choices=[(str(one.pk), one.name) for one in self.attached],
                initial=[str(one.pk) for one in self.attached],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.own = (
            list(Document.objects.filter(person=person).exclude(category="person.photo"))
            if person and asking.attachable(self.policy)
            else []
        )
        if self.own:
            self.fields[CHOSEN] = forms.MultipleChoiceField(
                label=_("From your profile"),
                help_text=_("Only what you tick is sent. The rest stays yours."),
                choices=[
                    (str(one.pk), f"{one.name} · {words.category(one.category)}")
                    for one in self.own
                ],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def _group(self, ad: JobAd) -> None:
        self.groups = groups(
            self,
            (_("Who you are"), (asking.NAME, asking.EMAIL, "application.contact")),
            (_("What you want to say"), ("application.letter", "application.references")),
            (_("Questions from %(employer)s") % {"employer": ad.employer}, (QUESTION,)),
            (_("What goes along"), (KEPT, CHOSEN, asking.CV, asking.FILES)),
        )

    @property
    def file_names(self) -> str:
        """The names of its fields for files, which are not sent while somebody types."""
        return ",".join(name for name, one in self.fields.items() if isinstance(one, Upload))

    def draft(self) -> Draft:
        """What was written, as the action takes it."""
        sent = self.cleaned_data
        answers: dict[UUID, Any] = {}
        uploads: dict[str | UUID, list[Any]] = {}
        uploads.update(self.files_given().items())
        for one in self.questions:
            given = sent.get(f"{QUESTION}{one.pk}")
            if one.kind == Kind.FILE:
                uploads[one.pk] = given or []
            else:
                answers[one.pk] = given
        kept = set(sent.get(KEPT, ()))
        chosen = set(sent.get(CHOSEN, ()))
        return Draft(
            values=self.values(),
            answers=answers,
            files={key: given for key, given in uploads.items() if given},
            chosen=[one for one in self.own if str(one.pk) in chosen],
            dropped=[one.pk for one in self.attached if str(one.pk) not in kept],
        )


def _written(application: Application | None, person: Person | None) -> dict[str, Any]:
    """What a draft holds; before there is one, what we know already (WW-36)."""
    if application is None:
        return asking.known(person) if person else {}
    begun = {} if application.answers.exists() or person is None else asking.known(person)
    for answer in application.answers.select_related("question"):
        if answer.question is None:
            begun[answer.category] = answer.value
        elif answer.question.kind == Kind.SEVERAL:
            begun[f"{QUESTION}{answer.question_id}"] = answer.value.split("\n")  # type: ignore[assignment]
        else:
            begun[f"{QUESTION}{answer.question_id}"] = answer.value
    return begun


def _field(one: Question) -> forms.Field:
    """The field of a question of the ad."""
    options: dict[str, Any] = {
        "label": one.text,
        "help_text": one.help,
        "required": one.required,
    }
    pairs = [(text, text) for text in one.choices]
    match one.kind:
        case Kind.LONG:
            return forms.CharField(
                max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}), **options
            )
        case Kind.YES_NO:
            made = forms.ChoiceField(
                choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **options
            )
            made.equal = True  # type: ignore[attr-defined]
            return made
        case Kind.CHOICE:
            return forms.ChoiceField(choices=pairs, widget=forms.RadioSelect, **options)
        case Kind.SEVERAL:
            return forms.MultipleChoiceField(
                choices=pairs, widget=forms.CheckboxSelectMultiple, **options
            )
        case Kind.NUMBER:
            return forms.DecimalField(max_digits=12, decimal_places=2, **options)
        case Kind.DATE:
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(widget=day, **options)
        case Kind.FILE:
            return Upload(several=False, **options)
        case _:
            return forms.CharField(max_length=300, **options)
