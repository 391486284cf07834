"""The person's own page for something sensitive, where the notice takes it on a ground."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ordholden.accounts import places
from ordholden.candidates import foresight
from ordholden.candidates.views.mine import me
from ordholden.flags.items import Item, give, items
from ordholden.kit.http import see_other
from ordholden.people.models import Detail
from ordholden.privacy import words
from ordholden.privacy.models import Consent
from ordholden.reading import actions as reading
from ordholden.tenants import scope
from ordholden.web.careful import Careful
from ordholden.web.forms import ConsentBox


class Give(Careful):
    """One item, what it is for, and the yes; without the yes nothing is kept (JC-45)."""

    def __init__(self, item: Item, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        text = forms.CharField(
            label=_("What we should know"),
            help_text=_("One thing, and what it is for: “I use a wheelchair: I need a lift.”"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        text.meant = True  # type: ignore[attr-defined]
        text.until = foresight.until(  # type: ignore[attr-defined]
            scope.required().policy, item.category, standing=[item.consent]
        )
        self.fields["text"] = text
        box = ConsentBox(label=item.question.text[words.locale()])
        box.help_text = _("You can take it back at any time; then we erase it.")
        self.fields["yes"] = box

    def clean(self) -> dict[str, Any]:
        """Nothing is kept without the yes."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("yes"):
            self.add_error("yes", _("Without your yes we keep nothing of it."))
        return cleaned


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
@login_required
def give_item(request: HttpRequest) -> HttpResponseBase:
    """Tell something sensitive on purpose, with an explicit yes; or see what was told."""
    person, policy = me(request), scope.required().policy
    found = items(policy, person)
    if not found:
        raise Http404
    item = found[-1]  # who is employed gives it for their work
    posted = request.method == "POST"
    form = Give(item, request.POST if posted else None)
    if posted and form.is_valid():
        give(person, item, form.cleaned_data["text"], locale=words.locale())
        done = _("Kept, on your yes. Few may read it, and each reading is shown.")
        messages.success(request, done)
        return see_other(reverse("my_sensitive"))
    opened = reading.own_values(person.user)
    there = Detail.objects.filter(person=person, category__in=[one.category for one in found])
    context = {
        "form": form,
        "told": [(words.category(one.category), opened.get(one.pk, "")) for one in there],
        "stands": Consent.objects.standing().filter(person=person, consent=item.consent).first(),
        "side_nav": places.mine(request.user),
    }
    return render(request, "flags/give.html", context, status=422 if form.errors else 200)
