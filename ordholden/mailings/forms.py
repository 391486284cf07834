"""Subscribing with an address alone; writing an issue."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ordholden.mailings import classes
from ordholden.policy import Policy
from ordholden.privacy import words
from ordholden.web.forms import ConsentBox

CONSENT = "consent."


class Subscribe(forms.Form):
    """An address, and one box for each thing it may be used for; none ticked beforehand."""

    def __init__(self, policy: Policy, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wanted = classes.questions(policy)
        address = forms.EmailField(
            max_length=254,  # RFC 5321
            label=words.category("mailing.email"),
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )
        address.reason = _("We need it to send you the mails, and use it for nothing else.")  # type: ignore[attr-defined]
        self.fields["mailing.email"] = address
        for key, one in {**self.wanted, **classes.beside(policy)}.items():
            box = ConsentBox(label=one.text[words.locale()])
            box.help_text = _("Every mail has a link that stops it.") if key in self.wanted else ""
            self.fields[CONSENT + key] = box

    def clean(self) -> dict[str, Any]:
        """Somebody who wants nothing subscribes to nothing."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(CONSENT + key) for key in self.wanted):
            first = CONSENT + next(iter(self.wanted))
            self.add_error(first, _("Tick what you would like to get."))
        return cleaned

    def consents(self) -> tuple[str, ...]:
        """The boxes that were ticked, permissions to send first."""
        return tuple(
            name.removeprefix(CONSENT)
            for name in self.fields
            if name.startswith(CONSENT) and self.cleaned_data.get(name)
        )


class WriteIssue(forms.Form):
    """One issue: which mails, its subject, its text."""

    mail_class = forms.ChoiceField(label=gettext_lazy("Which mails"), widget=forms.RadioSelect)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Plain text; an empty line begins a paragraph. The link that stops the mails is added."
        ),
    )

    def __init__(self, policy: Policy, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["mail_class"]
        assert isinstance(field, forms.ChoiceField)
        phrases = words.speaker().phrases
        field.choices = [
            (key, words.capital(phrases.of("mail_classes", key))) for key in classes.bulk(policy)
        ]
