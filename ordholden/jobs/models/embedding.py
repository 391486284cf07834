"""Sites of customers that may show our list of jobs in a frame."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.kit.clock import now
from ordholden.policy.declarations import NotPersonal
from ordholden.tenants.models import TenantModel


class EmbeddingSite(TenantModel):
    """One origin ("https://www.example.dk") that may frame the list of jobs."""

    privacy = NotPersonal(
        because="the address of a firm's site", columns=("id", "tenant_id", "origin", "added_at")
    )

    origin = models.CharField(_("site"), max_length=200)
    added_at = models.DateTimeField(_("added"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin"], name="each_site_once"),
        ]
