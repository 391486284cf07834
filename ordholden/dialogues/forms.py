"""What a company and a person write to each other. Every text is read for telltales first."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from ordholden.web.careful import Careful

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 5000  # characters of a message


def _text(label: "StrOrPromise", rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=MOST, widget=forms.Textarea(attrs={"rows": rows})
    )


class Question(Careful):
    """A company's question to somebody it does not know."""

    title = forms.CharField(label=_("The job"), max_length=120)
    text = forms.CharField(
        label=_("Message"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the job is, and why you ask. Your name and your company's are shown."),
    )


class Answer(Careful):
    """The answer by which somebody shows who they are."""

    text = _text(_("Your answer"), 5)


class AskBack(Careful):
    """A question of somebody who is not known yet."""

    brief = True

    text = forms.CharField(
        label=_("Your question"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your name, numbers, addresses and workplaces are hidden if you write them."),
    )


class Write(Careful):
    """A message between two who know each other, or nearly."""

    brief = True

    text = _text(_("Message"), 4)


class Remark(Careful):
    """A note of a firm, for itself."""

    brief = True

    text = _text(_("What you note"), 4)
