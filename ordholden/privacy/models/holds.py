"""A hold: the reason why exactly one record is not erased yet, and until when."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants import clock
from ordholden.tenants.models import TenantModel

CASE = Personal("request.thread", source=Source.STAFF)
BY = Personal("staff.account", source=Source.SYSTEM)


class HoldQuerySet(models.QuerySet["Hold"]):
    def open(self) -> Self:
        """Those that keep something now: approved, and neither released nor lapsed."""
        return self.filter(approved_at__isnull=False, ended_at=None)

    def waiting(self) -> Self:
        """Those that somebody asked for and nobody has approved: they keep nothing."""
        return self.filter(approved_at=None, ended_at=None)


class Hold(TenantModel):
    """One record that a case needs: a person, a file, one value, one row of a declared table.

    A trigger keeps `held` on the record equal to whether a hold on it is open. `alone_since`:
    everything else of the person has been erased meanwhile; the sweep after its end takes the rest.
    """

    class End(models.TextChoices):
        RELEASED = "released", _("released")
        LAPSED = "lapsed", _("lapsed")
        REFUSED = "refused", _("not approved")

    privacy = Holds(
        record="person",
        subject="person",
        people={
            "person_id": OWNS,
            "set_by_id": AUTHORED,
            "approved_by_id": AUTHORED,
            "ended_by_id": AUTHORED,
        },
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "person_id": Technical("whose record is kept"),
            "record_table": Technical("which table the record is in"),
            "row": Technical("random key of the record"),
            "reason": CASE,
            "case": Personal("request.thread", source=Source.STAFF, free_text=True),
            "set_at": CASE,
            "set_by_id": BY,
            "approved_at": CASE,
            "approved_by_id": BY,
            "renewed_on": CASE,
            "until": CASE,
            "ended_at": CASE,
            "ended_by_id": BY,
            "end": CASE,
            "alone_since": Technical("when everything else of the person was erased"),
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="holds")
    record_table = models.CharField(_("table"), max_length=63)
    row = models.UUIDField(_("record"))
    reason = models.CharField(_("reason"), max_length=20)  # a word of the policy's list
    case = models.CharField(_("case number"), max_length=60, blank=True)
    set_at = models.DateTimeField(_("set"), default=clock.now)
    set_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved"), null=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    renewed_on = models.DateField(_("last looked at"))
    until = models.DateField(_("lapses after"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    end = models.CharField(_("how it ended"), max_length=8, choices=End, blank=True)
    alone_since = models.DateTimeField(null=True)

    objects: ClassVar[HoldQuerySet] = HoldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record_table", "row"],
                condition=Q(ended_at=None),
                name="one_hold_on_a_record",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(end=""), name="a_hold_ends_in_some_way"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "row"], name="hold_by_record"),
            models.Index(
                fields=["tenant", "until"], name="hold_lapses", condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_table} {self.reason} {self.until}"

    @property
    def is_open(self) -> bool:
        """Whether it keeps its record now."""
        return self.approved_at is not None and self.ended_at is None

    def runs_out(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.until < today
