"""A telltale in a row that is kept, and how far the rows have been looked through."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import (
    AUTHORED,
    OWNS,
    Holds,
    NotPersonal,
    Personal,
    Source,
    Technical,
)
from ordholden.tenants.models import TenantModel


class Flag(TenantModel):
    """What one column of one row gives away. It goes with the row, by the database's own hand.

    column: "" for the words of the row's file. sure: false where it may be innocent. ground: why
    it is kept, a word of `sensitive.grounds`, or “asked” where the person was warned and sent it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be looked at")
        KEPT = "kept", _("kept")
        DISMISSED = "dismissed", _("innocent")

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS, "decided_by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("about whom the row is"),
            "record_table": Technical("the name of a table"),
            "row": Technical("a random key"),
            "column": Technical("the name of a column"),
            "kind": Personal("profile.correspondence", source=Source.SYSTEM, portable=False),
            "sure": Technical("yes or no"),
            "found_at": Technical("when"),
            "state": Technical("closed list"),
            "ground": Personal("profile.correspondence", source=Source.STAFF),
            "reference": Personal("profile.correspondence", source=Source.STAFF, free_text=True),
            "decided_by_id": Personal("staff.account", source=Source.SYSTEM),
            "decided_at": Technical("when"),
        },
        anchors={"collected": "found_at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    record_table = models.CharField(max_length=63)
    row = models.UUIDField()
    column = models.CharField(max_length=63, blank=True)
    kind = models.CharField(_("kind"), max_length=20)
    sure = models.BooleanField(_("sure"))
    found_at = models.DateTimeField(_("found"), default=now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    ground = models.CharField(_("ground"), max_length=20, blank=True)
    reference = models.CharField(_("which duty or law"), max_length=200, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record_table", "row", "column", "kind"], name="one_flag_of_a_kind"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "state", "-found_at"], name="flag_to_look_at"),
        ]


class Looked(TenantModel):
    """How far a tenant's rows have been looked through: a number of the database's own."""

    privacy = NotPersonal(
        because="a count of transactions, the same for everybody",
        columns=("id", "tenant_id", "upto", "at"),
    )

    upto = models.BigIntegerField()
    at = models.DateTimeField(default=now)
