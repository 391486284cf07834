"""What the demo's clock remembers: each turn, in numbers. What a turn did stands in the sweeps."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.kit.clock import now
from ordholden.policy.declarations import NotPersonal
from ordholden.tenants.models import TenantModel


class Turn(TenantModel):
    """One turn of the demo's clock: from which day to which, and how far it has come."""

    privacy = NotPersonal(
        because="days and counts of a demo, no person",
        columns=(
            "id",
            "tenant_id",
            "from_day",
            "to_day",
            "reached",
            "sweeps",
            "rows",
            "asked_at",
            "finished",
        ),
    )

    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("to"))
    reached = models.DateField(_("reached"))
    sweeps = models.PositiveIntegerField(_("sweeps"), default=0)
    rows = models.PositiveIntegerField(_("records"), default=0)
    asked_at = models.DateTimeField(_("asked"), default=now)
    finished = models.BooleanField(_("finished"), default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "-to_day"], name="turn_newest")]

    def __str__(self) -> str:
        return f"{self.from_day} – {self.to_day}"
