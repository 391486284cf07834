"""Wordings that a team uses again and again, each for one purpose of the notice."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.policy.declarations import NotPersonal
from ordholden.tenants.models import TenantModel


class Wording(TenantModel):
    """The text of a message to many, with gaps for name, position and employer."""

    privacy = NotPersonal(
        because="written for everybody alike, before anybody it goes to is known",
        columns=("id", "tenant_id", "name", "purpose", "text"),
    )

    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=48)
    text = models.TextField(_("text"))

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "name"], name="one_wording_of_a_name"),
        ]
