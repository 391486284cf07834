"""Bringing a CV along: a file is read, looked through by its person, and stored at their yes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ordholden.candidates.actions import profile as profiles
from ordholden.candidates.views.mine import me
from ordholden.cvs import actions, readers
from ordholden.cvs.readers import NotRead
from ordholden.cvs.readers.safe import LARGEST
from ordholden.cvs.review import Review
from ordholden.cvs.views.mine import offered_to
from ordholden.kit.http import see_other
from ordholden.tenants import scope
from ordholden.web import errors

LONGEST = 200_000  # characters of pasted text
ACCEPT = ".pdf,.docx,.odt,.rtf,.json,.xml,.zip,.csv,.vcf,.txt"


class Bring(forms.Form):
    """A file, or pasted text."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "An old CV as PDF, DOCX, ODT or RTF, JSON Resume, Europass, the archive that LinkedIn"
            " gives you, or a vCard."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text of a CV"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def found(self) -> readers.Found | None:
        """What is in it; None, with the reason in the form, when it cannot be read."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if not file and not text.strip():
            self.add_error("file", _("Choose a file, or paste some text."))
            return None
        try:
            if file:
                if (file.size or 0) > LARGEST:
                    raise NotRead(_("This file is larger than 10 megabytes."))
                return readers.read(file.read(), file.name or "")
            return readers.read(text.encode(), "pasted.txt")
        except NotRead as refused:
            self.add_error("file" if file else "text", refused.sentence)
            return None


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
@login_required
def bring(request: HttpRequest) -> HttpResponseBase:
    """Read a file, and show what is in it. Nothing is stored."""
    person = me(request)
    offered_to(person)
    posted = request.method == "POST"
    form = Bring(request.POST, request.FILES) if posted else Bring()
    if posted and form.is_valid() and (found := form.found()) is not None:
        review = Review.of(person, scope.required().policy, found)
        if not review.is_empty:
            return _page(request, review)
        form.add_error(None, _("Nothing in this file is something we ask for. Nothing was stored."))
    status = 422 if form.errors else 200
    return render(request, "cvs/import.html", {"form": form}, status=status)


@require_POST
@sensitive_post_parameters()
@never_cache
@login_required
def save(request: HttpRequest) -> HttpResponseBase:
    """Store what was ticked, all of it or nothing."""
    person = me(request)
    offered_to(person)
    review = Review.sent(person, scope.required().policy, request.POST)
    if review is None:
        return errors.page(request, 422)
    if not review.is_valid():
        return _page(request, review, status=422)
    with transaction.atomic():
        made = actions.add_many(person, review.taken())
        told = review.values.taken() if review.values else {}
        if told:
            profiles.save(person, told, {})
    messages.success(request, _taken(len(made) + len(told)))
    return see_other(reverse("my_cv"))


def _taken(count: int) -> str:
    if not count:
        return _("Nothing was ticked, so nothing was stored.")
    said = ngettext("%(count)s thing is stored.", "%(count)s things are stored.", count)
    return said % {"count": count}


def _page(request: HttpRequest, review: Review, status: int = 200) -> HttpResponseBase:
    groups: dict[str, Any] = {}
    for form in review.parts:
        groups.setdefault(form.offered.label, []).append(form)
    context = {"review": review, "groups": groups, "invalid": status != 200}
    return render(request, "cvs/review.html", context, status=status)
