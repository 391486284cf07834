"""Signing up: the fields of the stage, the questions, a password if one likes."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _

from ordholden.candidates import asking, foresight
from ordholden.candidates.forms.fields import PolicyForm, groups
from ordholden.policy import Policy
from ordholden.policy.document import Consent
from ordholden.privacy import words
from ordholden.tenants import scope
from ordholden.web.forms import ConsentBox

CONSENT = "consent."
PASSWORD, CORRECT, TERMS = "person.account", "declared.correct", "declared.terms"
DECLARED = {"declares_correct": CORRECT, "terms_accepted": TERMS}


def questions(policy: Policy) -> dict[str, Consent]:
    """The consents a candidate is asked for when signing up, each by itself (JT-06, WW-24)."""
    asked = policy.consents(who="candidate", at="sign_up")
    return {key: one for key, one in asked.items() if not one.per}


class Questions(forms.Form):
    """Consents: separate boxes, none ticked beforehand; a needed one must be answered yes."""

    questions: dict[str, Consent]

    def ask(self, asked: dict[str, Consent]) -> None:
        """Add one box for each question."""
        self.questions = asked
        for key, one in asked.items():
            box = ConsentBox(label=one.text[words.locale()])
            box.help_text = (
                _("Without this yes we store nothing about you. You can take it back at any time.")
                if one.needed
                else _("You choose freely, and can take it back at any time.")
            )
            self.fields[CONSENT + key] = box

    def clean(self) -> dict[str, Any]:
        """Refuse the whole form while a needed yes is missing: nothing is stored (JT-05)."""
        cleaned = super().clean() or self.cleaned_data
        for key, one in self.questions.items():
            if one.needed and not cleaned.get(CONSENT + key):
                self.add_error(
                    CONSENT + key,
                    _("Without your yes we may not keep anything about you, so nothing is stored."),
                )
        return cleaned

    def consents(self) -> list[str]:
        """The questions that were answered yes."""
        return [key for key in self.questions if self.cleaned_data.get(CONSENT + key)]


class SignUp(Questions, PolicyForm):
    """Everything a candidate is asked for when registering, and nothing else."""

    def __init__(self, *args: Any, **options: Any) -> None:
        policy = scope.required().policy
        asked = questions(policy)
        fields = asking.asked(
            policy, kinds=["candidate"], stages=["sign_up"], standing=frozenset(asked)
        )
        self.takes_password = any(one.category == asking.ACCOUNT for one in fields)
        hidden = (asking.ACCOUNT, asking.MAIL_ADDRESS)
        needed = [key for key, one in asked.items() if one.needed]
        super().__init__(
            [one for one in fields if one.category not in hidden],
            *args,
            standing=needed,
            **options,
        )
        if self.takes_password:
            field = password(next(one for one in fields if one.category == asking.ACCOUNT))
            field.until = foresight.until(policy, asking.ACCOUNT, standing=needed)  # type: ignore[attr-defined]
            self.fields[PASSWORD] = field
        self.ask(asked)
        declare(self, policy)
        self.groups = groups(
            self,
            (_("Who you are"), ("person.",)),
            (_("About you"), ("profile.", "own.", "mailing.")),
            (_("How you sign in"), (PASSWORD,)),
            (_("What you say yes to"), (CONSENT,)),
            (_("Before you send"), ("declared.",)),
        )

    def clean(self) -> dict[str, Any]:
        """A password must be a good one; what hangs on a question is kept only with a yes."""
        cleaned = super().clean()
        check_password(self, cleaned)
        for category, one in self.asked.items():
            if one.consent and not cleaned.get(CONSENT + one.consent):
                cleaned.pop(category, None)
        return cleaned


class Answer(Questions, forms.Form):
    """What somebody answers whom staff registered: the questions, and a password if they like."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        policy = scope.required().policy
        fields = asking.asked(policy, kinds=["candidate"], stages=["sign_up"])
        for one in fields:
            if one.category == asking.ACCOUNT:
                self.fields[PASSWORD] = password(one)
        self.ask(questions(policy))
        declare(self, policy)

    def clean(self) -> dict[str, Any]:
        """A password that is given must be a good one."""
        cleaned = super().clean()
        check_password(self, cleaned)
        return cleaned


def check_password(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """Refuse a password that is too weak."""
    if not cleaned.get(PASSWORD):
        return
    try:
        validate_password(cleaned[PASSWORD])
    except forms.ValidationError as weak:
        form.add_error(PASSWORD, weak)


def password(one: asking.Asked) -> forms.CharField:
    """A password is a choice: without one, a code comes by mail each time."""
    field = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        help_text=_(
            "At least ten characters. Or leave it empty: then we mail you a code each time."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )
    if one.why:
        field.reason = one.why[words.locale()]  # type: ignore[attr-defined]
    return field


def declare(form: forms.Form, policy: Policy) -> None:
    """Boxes for what the policy promises that people confirm (JC-31, JI-02)."""
    texts = {
        CORRECT: _("What I have written is correct and has to do with finding work."),
        TERMS: _("I have read how %(name)s works, and accept the terms.")
        % {"name": policy.document.controller.brand},
    }
    for promise, name in DECLARED.items():
        if promise in policy.promises():
            form.fields[name] = forms.BooleanField(label=texts[name], required=True)
