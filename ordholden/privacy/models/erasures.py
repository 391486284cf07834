"""That something was erased: counts and a code's hash, never who."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.policy.declarations import NotPersonal
from ordholden.tenants import clock
from ordholden.tenants.models import TenantModel


class Erasure(TenantModel):
    """The receipt of an erasure. Whoever has the code can verify it; nobody can find a person.

    Erasures by a rule have no code: they are totals of a day.
    """

    class Reason(models.TextChoices):
        RULE = "rule", _("by a rule of the notice")
        REQUEST = "request", _("at the person's own request")
        WITHDRAWAL = "withdrawal", _("because a consent was withdrawn")
        DEAD_PURPOSE = "dead_purpose", _("because its last purpose is gone")
        NOT_NEEDED = "not_needed", _("because it is no longer needed")

    privacy = NotPersonal(
        because="a day, counts and the hash of a random code; no name, no key, no address",
        columns=(
            "id",
            "tenant_id",
            "day",
            "at",
            "reason",
            "rule",
            "policy_id",
            "code_sha256",
        ),
    )

    day = models.DateField(_("day"))
    at = models.DateTimeField(_("at"), default=clock.now)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    rule = models.CharField(_("rule"), max_length=48, blank=True)
    policy_id = models.CharField(_("policy"), max_length=64)
    code_sha256 = models.CharField(_("hash of the code"), max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "code_sha256"], name="erasure_code")]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class ErasureCount(TenantModel):
    """What one erasure removed from one store, and what it had to keep, by which law."""

    privacy = NotPersonal(
        because="counts of one erasure",
        columns=(
            "id",
            "tenant_id",
            "erasure_id",
            "store",
            "record",
            "removed",
            "retained",
            "law",
            "until",
        ),
    )

    erasure = models.ForeignKey(Erasure, models.CASCADE, related_name="counts")
    store = models.CharField(_("store"), max_length=20)
    record = models.CharField(_("record"), max_length=40)
    removed = models.PositiveIntegerField(_("removed"), default=0)
    retained = models.PositiveIntegerField(_("kept"), default=0)
    law = models.CharField(_("law"), max_length=60, blank=True)
    until = models.DateField(_("kept until"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.record}: {self.removed}"
