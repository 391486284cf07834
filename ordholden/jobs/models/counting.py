"""How often the contact of an ad was asked for: a number a day, and nobody's name."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.jobs.models.ads import JobAd
from ordholden.policy.declarations import NotPersonal
from ordholden.tenants.models import TenantModel


class ContactCount(TenantModel):
    """On one day, an ad's contact was shown so many times (WW-18)."""

    privacy = NotPersonal(
        because="a number for each day, of nobody in particular",
        columns=("id", "tenant_id", "ad_id", "day", "shown"),
    )

    ad = models.ForeignKey(JobAd, models.CASCADE, related_name="contact_counts")
    day = models.DateField(_("day"))
    shown = models.PositiveIntegerField(_("shown"), default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ad", "day"], name="one_count_a_day"),
        ]
