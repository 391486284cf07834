"""Frozen tables: one question, one closed month, groups that are large enough."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.kit.clock import now
from ordholden.policy.declarations import NotPersonal
from ordholden.tenants.models import TenantModel

PERCENT_ABOVE = 20  # persons: a share of fewer points at somebody


class Month(TenantModel):
    """One question's table for one month. Written by the database's own function, never changed.

    base: persons in the groups shown, and in no other; 0 where nothing may be shown.
    """

    privacy = NotPersonal(
        because="numbers of groups of five persons or more",
        columns=("id", "tenant_id", "category", "month", "base", "frozen_at"),
    )

    category = models.CharField(_("category"), max_length=80)
    month = models.DateField(_("month"))  # its first day
    base = models.PositiveIntegerField(_("persons"))
    frozen_at = models.DateTimeField(_("frozen"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["category", "month"], name="a_month_is_frozen_once"),
        ]


class Group(TenantModel):
    """A line of a table: how many gave one answer."""

    privacy = NotPersonal(
        because="a number of five persons or more",
        columns=("id", "tenant_id", "month_id", "value", "persons"),
    )

    month = models.ForeignKey(Month, models.CASCADE, related_name="groups")
    value = models.CharField(_("answer"), max_length=100)
    persons = models.PositiveIntegerField(_("persons"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(persons__gte=5), name="no_group_is_smaller_than_five"
            ),
        ]

    @property
    def percent(self) -> int | None:
        """Share of the groups shown, in whole per cent; None where the base is too small."""
        base = self.month.base
        return round(100 * self.persons / base) if base > PERCENT_ABOVE else None
