"""Whom an intrusion reached: the officer asks the log, by reader, address, channel and time."""

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ordholden.accounts.models import Membership
from ordholden.people.models import Person
from ordholden.people.use import storing
from ordholden.privacy import places, words
from ordholden.privacy.views.officer import may_name, officer
from ordholden.reading.affected import CANNOT_SHOW, Affected, Asked, affected

NAMED = 500  # persons on the page; the counts are of all
CHANNELS = (("", _("any")), ("page", _("pages")), ("command", _("commands")), ("task", _("tasks")))


class AskForm(forms.Form):
    """Which readings are meant. Sent as a form, so that no address stands in one of ours."""

    first = forms.DateTimeField(
        label=_("From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    last = forms.DateTimeField(
        label=_("Until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    actor = forms.ChoiceField(label=_("Whose account"), required=False)
    ip = forms.GenericIPAddressField(
        label=_("From which IP address"),
        required=False,
        help_text=_("Known where the notice lets sign-ins keep it."),
    )
    channel = forms.ChoiceField(label=_("By which way"), choices=CHANNELS, required=False)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        actor = self.fields["actor"]
        assert isinstance(actor, forms.ChoiceField)
        ever = Membership.objects.order_by("user__person__name").select_related("user__person")
        names = {str(one.user_id): one.user.person.name for one in ever}
        actor.choices = [("", _("anybody's")), *names.items()]

    def asked(self) -> Asked:
        """What was filled in, as the log is asked."""
        given = self.cleaned_data
        return Asked(
            first=given["first"],
            last=given["last"],
            actor=UUID(given["actor"]) if given["actor"] else None,
            ip=given["ip"],
            channel=given["channel"],
        )


@officer
@never_cache
@require_http_methods(["GET", "POST"])
@storing()
def whom(request: HttpRequest) -> HttpResponseBase:
    """Exactly the persons that readings reached, with kinds of data; what no log shows (S-96)."""
    form = AskForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"side_nav": places.officers(), "form": form}
    if form.is_valid():
        context |= _found(request, affected(form.asked()))
    status = 422 if form.errors else 200
    return render(request, "privacy/affected.html", context, status=status)


def _found(request: HttpRequest, found: Affected) -> dict[str, Any]:
    kinds = Counter(category for fields in found.persons.values() for category in fields)
    shown = sorted(found.persons)[:NAMED]
    names = (
        dict(Person.objects.filter(pk__in=shown).values_list("pk", "name"))
        if shown and may_name(request, shown)
        else {}
    )
    return {
        "found": found,
        "count": len(found.persons),
        "kinds": [(words.about(category), count) for category, count in sorted(kinds.items())],
        "rows": [
            (names[key], words.listed([words.about(one) for one in sorted(found.persons[key])]))
            for key in sorted(names, key=lambda key: names[key])
        ],
        "named": len(names),
        "cannot_show": CANNOT_SHOW,
    }
