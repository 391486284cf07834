"""The seam that whatever is written about people passes through: `Careful`, a form.

It reads every text of a form, and of every file whose text is known, for telltales
(`policy.telltales`) of the kinds the tenant's policy lists, and acts by the policy's stance before
anything is saved: the form comes back with the words named, and nothing that was typed is lost.
A form that is not careful stands by name in `web/tests/test_every_form_is_careful.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ordholden.policy import Policy
from ordholden.policy.notice.speaker import Speaker
from ordholden.policy.telltales import MEANS, NATIONAL_ID, Telltale, find, kinds_for
from ordholden.tenants import scope

SEEN = "seen"
FORBID, GROUND = "forbid_and_remove", "allow_with_ground"
SHOWN = 60  # letters of a telltale that a page repeats
MOST_SHOWN = 5  # telltales of one field
Found = dict[str, list[tuple[Telltale, str]]]


@dataclass(frozen=True)
class Warned:
    """Something a room above warns of, which may be sent all the same. words: what it is about."""

    words: str
    sentence: str
    advice: str


Noted = dict[str, list[Warned]]
# What rooms above warn of in a field of a form, and what they say beside it from the start.
WARNINGS: "list[Callable[[Careful, str, str], list[Warned]]]" = []
HINTS: "list[Callable[[Careful, str], str]]" = []


class Careful(forms.Form):
    """A form in which somebody writes about a person, themself or another.

    A field may say `meant = True`: what it asks for is sensitive, and protected in its own way.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seen_name = f"{SEEN}_{type(self).__name__.lower()}"
        if self.is_bound and self.add_prefix(self.seen_name) in self.data:
            self._ask("")

    def __getitem__(self, name: str) -> Any:
        bound = super().__getitem__(name)
        said = [text for hint in HINTS if (text := hint(self, name))]
        bound.help_text = " ".join(str(one) for one in (bound.field.help_text, *said) if one)
        return bound

    def _post_clean(self) -> None:
        # Last of all, and past every `clean` of a form below.
        super()._post_clean()  # type: ignore[misc]
        self.cleaned_data.pop(self.seen_name, None)
        stance, kinds = wanted(scope.required().policy)
        found = {
            name: told
            for name, text in self._texts()
            if (told := [(one, text) for one in find(text, kinds)])
        }
        noted = {
            name: warned
            for name, text in self._texts()
            if (warned := [one for warn in WARNINGS for one in warn(self, name, text)])
        }
        self.fields.pop(self.seen_name, None)
        if found or noted:
            self._meet(found, noted, stance)

    def _texts(self) -> Iterator[tuple[str, str]]:
        """The fields somebody writes in, and what they wrote."""
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if not value or not is_free(field):
                continue
            if isinstance(field, forms.FileField):
                given = value if isinstance(value, list | tuple) else [value]
                papers = [getattr(file, "paper", None) for file in given]
                yield name, "\n".join(one.text for one in papers if one)
            else:
                yield name, "\n".join(value) if isinstance(value, list | tuple) else str(value)

    def _meet(self, found: Found, noted: Noted, stance: str) -> None:
        """What is refused is refused; the rest needs the tick, for these words and no others."""
        refused, asked = _sorted(found, stance)
        token = _token(asked, noted)
        ticked = str(self.data.get(self.add_prefix(self.seen_name), "")) == token
        if asked or noted:
            self._ask(token, ticked=ticked)
        faults = found if asked and not ticked else refused
        for name, told in faults.items():
            shown = [said(*one) for one in told[:MOST_SHOWN]]
            self.add_error(name, forms.ValidationError(shown))
        if faults:
            self.add_error(None, advice(stance, asked=not refused))
        if not ticked:
            self._warn(noted)

    def _warn(self, noted: Noted) -> None:
        for name, told in noted.items():
            shown = list(dict.fromkeys(one.sentence for one in told))[:MOST_SHOWN]
            self.add_error(name, forms.ValidationError(shown))
        for text in dict.fromkeys(one.advice for told in noted.values() for one in told):
            self.add_error(None, text)

    def _ask(self, token: str, *, ticked: bool = False) -> None:
        """The tick by which something is sent all the same, after all other fields."""
        self.fields[self.seen_name] = Seen(token, ticked=ticked)


class Seen(forms.CharField):
    """A tick that is good for the words it was shown with. ticked: it was, for these."""

    def __init__(self, token: str, *, ticked: bool = False) -> None:
        super().__init__(
            label=_("I have read this, and send it all the same"),
            help_text=_("Or take the words out above, and leave this empty."),
            required=False,
            widget=_Tick(attrs={"value": token, **({"checked": True} if ticked else {})}),
        )
        self.optional = False


class _Tick(forms.CheckboxInput):
    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name, "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, "", attrs)


def is_free(field: forms.Field) -> bool:
    """Whether somebody writes what they like in a field, or uploads it."""
    if getattr(field, "meant", False) or isinstance(field.widget, forms.PasswordInput):
        return False
    if isinstance(field, forms.EmailField | forms.URLField | Seen):
        return False
    return isinstance(field, forms.CharField | forms.FileField)


def wanted(policy: Policy) -> tuple[str, frozenset[str]]:
    """The stance of a policy, and the kinds of telltales it wants met."""
    sensitive = policy.document.sensitive
    return sensitive.stance, kinds_for(sensitive.kinds)


def is_refused(one: Telltale, stance: str) -> bool:
    """Whether a telltale may not be saved at all, whatever is ticked."""
    return one.sure and stance in (FORBID, GROUND)


def _sorted(found: Found, stance: str) -> tuple[Found, Found]:
    """What is refused, and what is asked about, each by field."""
    both: tuple[Found, Found] = ({}, {})
    for name, told in found.items():
        for one, text in told:
            both[0 if is_refused(one, stance) else 1].setdefault(name, []).append((one, text))
    return both


def said(one: Telltale, text: str) -> str:
    """What was found, in a sentence: the words, and what they are about."""
    words = " ".join(text[one.start : one.end].split())
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
    if one.kind == NATIONAL_ID:
        return _("“%(words)s” looks like a national identity number.") % {"words": shown}
    return _("“%(words)s” says something about: %(kind)s.") % {
        "words": shown,
        "kind": kind_name(one.kind),
    }


def advice(stance: str, *, asked: bool = False) -> str:
    """What the tenant asks of whoever wrote it. asked: nothing of it is refused."""
    if asked and stance in (FORBID, GROUND):
        return _(
            "This may be something that we do not keep here. If it is, please take it out."
            " Nothing is saved yet."
        )
    if asked:
        return _("We advise you not to tell us this: we do not need it. Nothing is saved yet.")
    if stance == GROUND:
        return _(
            "This is no place for it: we keep such things only on a ground that is written down, as"
            " “Something sensitive”. Please take the words out; everything else is still here."
        )
    return _("We may not keep this. Please take the words out; everything else is still here.")


def kind_name(kind: str) -> str:
    """A kind of telltale, as the notice calls it, in the page's language."""
    policy = scope.required().policy
    if kind == NATIONAL_ID:
        return _("national identity number")
    listed = policy.document.sensitive.kinds
    words = [word for word in MEANS[kind] if word in listed] or [MEANS[kind][0]]
    return _speaker(policy, _locale(policy)).phrases.of("sensitive_kinds", words[0])


def _locale(policy: Policy) -> str:
    code = translation.get_language() or policy.locale
    return code if code in policy.locales else policy.locale


@lru_cache(maxsize=64)
def _speaker(policy: Policy, code: str) -> Speaker:
    return Speaker(policy, code)


def _token(found: Found, noted: Noted) -> str:
    """A sign for what was found, in which nobody can read it."""
    words = [
        f"{name} {one.kind} {text[one.start : one.end].casefold()}"
        for name, told in found.items()
        for one, text in told
    ]
    words += [f"{name} {one.words.casefold()}" for name, told in noted.items() for one in told]
    said = "\n".join(sorted(words))
    return salted_hmac("ordholden.web.careful", said).hexdigest()[:24]
