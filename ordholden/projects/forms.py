"""Forms of companies that gather people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ordholden.companies.models import Company
from ordholden.projects.models import Project
from ordholden.web.careful import Careful


class ProjectForm(Careful):
    """What a project is called."""

    name = forms.CharField(
        label=_("What you look for people for"),
        max_length=120,
        help_text=_("A vacancy, not a person: “Night nurse, Skive”."),
    )


class Into(forms.Form):
    """Which project of the company somebody is put into."""

    to = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), empty_label=None)

    def __init__(self, company: Company, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Project.objects.of(company).order_by("-begun_at")
