"""Taking ads over from another system: a file, what its fields mean, what becomes of each ad."""

import base64
import binascii

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from ordholden.accounts.access import staff_required
from ordholden.accounts.models import User
from ordholden.jobs.access import WRITERS
from ordholden.jobs.importing import names, records, taking
from ordholden.jobs.importing.records import Record
from ordholden.jobs.views.public import with_ads
from ordholden.kit.errors import NotPossible
from ordholden.kit.http import see_other

SAMPLE = 60  # characters of a value beside its path


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XML or JSON, up to 1.5 MB: a feed, an export, or a single ad."),
    )


class MappingForm(forms.Form):
    """Which path of the file is which field of an ad."""

    content = forms.CharField(widget=forms.HiddenInput, max_length=2_200_000, strip=False)

    def __init__(self, found: list[Record], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        samples: dict[str, str] = {}
        for record in found[:20]:
            for path, said in record.items():
                samples.setdefault(path, said)
        paths = [("", "–")] + [(path, f"{path}: {said[:SAMPLE]}") for path, said in samples.items()]
        for field, label in names.FIELDS.items():
            needed = field in ("title", "text")
            self.fields[field] = forms.ChoiceField(label=label, choices=paths, required=needed)
        for field, path in names.guess(samples).items():
            self.fields[field].initial = path


@require_http_methods(["GET", "POST"])
@staff_required(*WRITERS)
@with_ads
def import_ads(request: HttpRequest) -> HttpResponseBase:
    """First the file, then what its fields mean with what would become of each ad, then drafts."""
    if "content" in request.POST:
        return _mapped(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(records.LARGEST + 1)
        try:
            found = records.read(content)
        except NotPossible as refused:
            form.add_error("file", refused.sentence)
        else:
            initial = {"content": base64.b64encode(content).decode()}
            mapping = MappingForm(found, initial=initial)
            guessed = names.guess({path for record in found for path in record})
            return _look(request, mapping, taking.look_through(found, guessed))
    return render(
        request, "jobs/import_ads.html", {"form": form}, status=422 if form.errors else 200
    )


def _mapped(request: HttpRequest) -> HttpResponseBase:
    try:
        content = base64.b64decode(request.POST["content"], validate=True)
    except (binascii.Error, ValueError):
        raise NotPossible(_("The file did not arrive whole. Choose it again.")) from None
    found = records.read(content)
    form = MappingForm(found, request.POST)
    if not form.is_valid():
        return _look(request, form, [])
    mapping = {f: form.cleaned_data[f] for f in names.FIELDS if form.cleaned_data[f]}
    if "take" not in request.POST:
        return _look(request, form, taking.look_through(found, mapping))
    assert isinstance(request.user, User)
    done = taking.take(found, mapping, by=request.user)
    taken = [one for one in done if one.ad is not None]
    refused = [one for one in done if one.ad is None]
    if taken:
        said = ngettext("%(n)s ad was taken over.", "%(n)s ads were taken over.", len(taken))
        messages.success(request, said % {"n": len(taken)})
    if not refused:
        return see_other(f"{reverse('ads')}?state=draft")
    return _look(request, form, refused)


def _look(request: HttpRequest, form: MappingForm, found: list[taking.Taken]) -> HttpResponseBase:
    status = 422 if form.is_bound and ("take" in request.POST or form.errors) else 200
    context = {"form": form, "found": found, "good": sum(1 for one in found if not one.faults)}
    return render(request, "jobs/import_map.html", context, status=status)
