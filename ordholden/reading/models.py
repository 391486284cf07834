"""The access log and what stands beside it: alarms, the security log, grants to the operator."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.kit.clock import now
from ordholden.policy.declarations import (
    AUTHORED,
    MENTIONED,
    OWNS,
    Holds,
    NotPersonal,
    Personal,
    Source,
    Technical,
    Via,
)
from ordholden.tenants.models import TenantModel

ENTRY = Personal("access_log.entry", source=Source.SYSTEM)


class Action(models.TextChoices):
    """What was done when something was read."""

    VIEW = "view", _("looked at")
    LIST = "list", _("seen in a list")
    SEARCH = "search", _("found by a search")
    DOWNLOAD = "download", _("file opened")
    EXPORT = "export", _("taken out as a copy")
    PRINT = "print", _("printed")
    MAIL = "mail", _("sent by mail")
    REVEAL = "reveal", _("protected value shown")
    API = "api", _("fetched by a program")


class Reading(TenantModel):
    """One line of the access log: who read what about whom, when and why.

    Only the database's own functions write one (`log_walls`), when they hand something out. The
    table is divided by month and is made by the walls, not by Django.
    """

    privacy = Holds(
        record="access_log",
        subject=Via("people.Person", here="subject_id", there="id", then="self"),
        people={"subject_id": OWNS, "actor_id": AUTHORED, "subjects": MENTIONED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "at": ENTRY,
            "actor_id": Technical("which of our own people, until they leave"),
            "actor_role": ENTRY,
            "on_behalf_of": Technical("the grant by which somebody of the operator's read"),
            "subject_id": Technical("whose data, until they are erased"),
            "subjects": Technical("whose, where it was a list; the erased leave it"),
            "persons": Technical("how many"),
            "listed": Technical("whether it was a list"),
            "object_table": Technical("kind of thing that was read"),
            "object_id": Technical("which one, until its person is erased"),
            "fields": ENTRY,
            "action": ENTRY,
            "purpose": ENTRY,
            "channel": Technical("page, command, task, …"),
            "request_id": Technical("random; what one request read belongs together"),
            "session_id": Technical("the reader's sign-in, until they leave"),
            "policy_id": Technical("the notice in force"),
            "block": Technical("the block the line is sealed in"),
            "salt": Technical("random, gone with the person"),
            "tie": Technical("salted hash of the ids, for the block"),
        },
        anchors={"logged": "at"},
    )

    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_role = models.TextField()
    on_behalf_of = models.TextField()
    subject_id = models.UUIDField(null=True)
    subjects = ArrayField(models.UUIDField())
    persons = models.IntegerField()
    listed = models.BooleanField()
    object_table = models.TextField()
    object_id = models.UUIDField(null=True)
    fields = ArrayField(models.TextField())
    action = models.TextField(choices=Action)
    purpose = models.TextField()
    channel = models.TextField()
    request_id = models.UUIDField()
    session_id = models.UUIDField(null=True)
    policy_id = models.TextField()
    block = models.BigIntegerField(null=True)
    salt = models.UUIDField(null=True)
    tie = models.BinaryField()

    class Meta:
        managed = False
        db_table = "reading_log"


class Block(TenantModel):
    """Lines of the log that were sealed together, with the hash of the block before."""

    privacy = NotPersonal(
        because="counts, moments and hashes; the ids in it are salted",
        columns=(
            *("id", "tenant_id", "number", "at", "first_at", "last_at"),
            *("lines", "before", "hash"),
        ),
    )

    number = models.BigIntegerField()
    at = models.DateTimeField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    lines = models.BigIntegerField()
    before = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "number"], name="one_block_of_a_number"),
        ]


class SecurityLine(TenantModel):
    """Something that concerns security: a failed sign-in, without the address that was tried; a
    refused reading, without whom it would have been about."""

    privacy = Holds(
        record="security_log",
        subject="user.person",
        people={"user_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "at": Personal("security_log.entry", source=Source.SYSTEM),
            "kind": Personal("security_log.entry", source=Source.SYSTEM),
            "user_id": Technical("whose account, if one of our own people's"),
        },
        anchors={"logged": "at"},
    )

    class Kind(models.TextChoices):
        FAILED = "failed_sign_in", _("failed sign-in")
        REFUSED = "refused_reading", _("refused reading")

    at = models.DateTimeField(default=now)
    kind = models.CharField(max_length=24, choices=Kind)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "at"], name="securityline_by_time")]


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def open(self) -> Self:
        """Those nobody has looked into yet."""
        return self.filter(looked_at=None)


class Alarm(TenantModel):
    """Something that somebody has to look into today. `stops`: reading is stopped meanwhile."""

    privacy = Holds(
        record="security_log",
        subject="user.person",
        people={"user_id": OWNS, "looked_by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "at": Personal("security_log.entry", source=Source.SYSTEM),
            "kind": Personal("security_log.entry", source=Source.SYSTEM),
            "user_id": Technical("whom it is about, of our own people"),
            "count": Technical("how often"),
            "stops": Technical("whether the reader is stopped until it has been looked into"),
            "told_at": Technical("when the privacy officer was written to"),
            "looked_at": Technical("when somebody looked into it"),
            "looked_by_id": Technical("who did, until they leave"),
        },
        anchors={"logged": "at"},
    )

    class Kind(models.TextChoices):
        MASS = "mass_reading", _("very much was read within an hour")
        STAFF = "failed_staff", _("many failed sign-ins to one account of our own people")
        MANY = "failed_many", _("many failed sign-ins within an hour")
        ERASURE = "erasure_open", _("an erasure that is not complete")
        REFUSED = "refused_readings", _("many refused readings within an hour")

    at = models.DateTimeField(default=now)
    kind = models.CharField(max_length=24, choices=Kind)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    count = models.BigIntegerField(default=0)
    stops = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[AlarmQuerySet] = AlarmQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "user"], name="alarm_of_user"),
            models.Index(fields=["tenant", "at"], name="alarm_by_time"),
        ]


class Grant(TenantModel):
    """Leave for the operator to read this tenant's data, for a reason and some minutes."""

    privacy = Holds(
        record="security_log",
        subject="",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "reason": Personal("security_log.entry", source=Source.STAFF, free_text=True),
            "purpose": Technical("a purpose of the notice"),
            "begins_at": Technical("from when"),
            "ends_at": Technical("until when"),
            "told_at": Technical("when the privacy officer was written to"),
        },
        anchors={"logged": "begins_at"},
    )

    reason = models.CharField(max_length=300)
    purpose = models.CharField(max_length=60)
    begins_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "begins_at"], name="grant_by_time")]
