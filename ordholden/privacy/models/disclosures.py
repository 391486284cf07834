"""What was handed to whom: the ledger of hand-overs."""

from typing import ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.people.models import Person
from ordholden.policy.declarations import OWNS, Holds, Personal, Source, Technical
from ordholden.tenants import clock
from ordholden.tenants.models import TenantModel

ENTRY = Personal("disclosure_log.entry", source=Source.SYSTEM)


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def to(self, receiver: UUID) -> Self:
        """What one receiver got."""
        return self.filter(receiver_id=receiver)


class Disclosure(TenantModel):
    """One hand-over: of whom, what, to whom, on what ground, by which leaf of the policy.

    Written once. When its person is erased it stays without them, as proof that nothing was
    handed over in any other way; its own rule ends it (JI-42, JC-50, AB-22).
    """

    class By(models.TextChoices):
        SUBJECT = "subject", _("the person, by what they did")
        STAFF = "staff", _("somebody who works here")
        RULE = "rule", _("a rule of the notice")

    privacy = Holds(
        record="disclosure_log",
        subject="person",
        people={"person_id": OWNS},
        category="disclosure_log.entry",
        anchors={"logged": "at", "collected": "at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "person_id": ENTRY,
            "at": ENTRY,
            "leaf": ENTRY,
            "recipient": ENTRY,
            "receiver": ENTRY,
            "receiver_id": Technical("random key of a receiver that is known here"),
            "receiver_notice": ENTRY,
            "decides_itself": ENTRY,
            "ground": ENTRY,
            "purpose": ENTRY,
            "consent": ENTRY,
            "categories": ENTRY,
            "by": ENTRY,
            "policy_id": Technical("the notice in force"),
        },
    )

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="disclosures")
    at = models.DateTimeField(_("at"), default=clock.now)
    leaf = models.CharField(_("entry of the notice"), max_length=48)
    recipient = models.CharField(_("recipient of the notice"), max_length=48)
    receiver = models.CharField(_("receiver"), max_length=160)
    receiver_id = models.UUIDField(null=True)
    receiver_notice = models.URLField(_("the receiver's own notice"), max_length=300, blank=True)
    decides_itself = models.BooleanField(_("decides for itself"))
    ground = models.CharField(_("ground"), max_length=24)
    purpose = models.CharField(_("purpose"), max_length=48)
    consent = models.CharField(_("consent"), max_length=48, blank=True)
    categories = ArrayField(models.CharField(max_length=48), verbose_name=_("what"))
    by = models.CharField(_("by"), max_length=8, choices=By, default=By.SUBJECT)
    policy_id = models.CharField(max_length=64)

    objects: ClassVar[DisclosureQuerySet] = DisclosureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "at"], name="disclosure_by_time"),
            models.Index(fields=["tenant", "person", "leaf"], name="disclosure_of_person"),
            models.Index(fields=["tenant", "receiver_id", "at"], name="disclosure_to_receiver"),
        ]

    def __str__(self) -> str:
        return f"{self.leaf} {self.at:%Y-%m-%d}"
