"""What the kit keeps: a tenant's key, what lies in its files, which mails went out."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.kit.clock import now
from ordholden.policy.declarations import (
    OWNS,
    Holds,
    NotPersonal,
    Personal,
    Source,
    Technical,
    Via,
)
from ordholden.tenants.models import TenantModel


class TenantKey(TenantModel):
    """The tenant's own key, wrapped by the master key. Without it nothing sealed can be read.

    There is one, and a second while values move from one to the next (`keys`); the newest seals.
    """

    privacy = NotPersonal(
        because="a key, itself encrypted",
        columns=("id", "tenant_id", "generation", "wrapped", "made_at"),
    )

    generation = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "generation"], name="one_key_of_a_number"),
        ]


class StoredFile(TenantModel):
    """One encrypted object. Whose it is, and what it is called, the row that points here says."""

    privacy = NotPersonal(
        because="a random name, a size and hashes; the row that points here declares the file",
        columns=("id", "tenant_id", "name", "size", "stored_at", "key", "bound", "generation"),
    )

    name = models.CharField(max_length=32, editable=False)
    size = models.BigIntegerField(_("size"))  # bytes, before encryption
    stored_at = models.DateTimeField(_("stored"), default=now)
    generation = models.PositiveSmallIntegerField(default=1, editable=False)  # of the tenant's key
    # A column that the application writes and cannot read, so no field (`file_walls`).
    key: bytes = b""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "name"], name="one_row_per_object"),
        ]


class MailLog(TenantModel):
    """That a mail went out, or was refused: its kind and moment, never its text or address."""

    privacy = Holds(
        record="mail_log",
        subject=Via("people.Person", here="person_id", there="id", then="self"),
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "template": Personal("mail_log.entry", source=Source.SYSTEM),
            "mail_class": Personal("mail_log.entry", source=Source.SYSTEM),
            "purpose": Personal("mail_log.entry", source=Source.SYSTEM),
            "person_id": Personal("mail_log.entry", source=Source.SYSTEM),
            "outcome": Technical("whether it was sent"),
            "reason": Technical("a code for why it was refused"),
            "at": Personal("mail_log.entry", source=Source.SYSTEM),
        },
        people={"person_id": OWNS},
        anchors={"logged": "at"},
    )

    class Outcome(models.TextChoices):
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused")

    template = models.CharField(_("letter"), max_length=100)
    mail_class = models.CharField(_("kind of mail"), max_length=20)
    purpose = models.CharField(_("purpose"), max_length=60, blank=True)
    person_id = models.UUIDField(_("person"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "person_id", "at"], name="maillog_of_person"),
            models.Index(fields=["tenant", "at"], name="maillog_by_time"),
        ]


class MailboxMessage(TenantModel):
    """A mail that did not leave: the demo's mailbox, where every link can be clicked."""

    privacy = Holds(
        record="mail_log",
        subject="",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "to": Personal("person.email", source=Source.SYSTEM),
            "subject": Personal("mail_log.entry", source=Source.SYSTEM, free_text=True),
            "text": Personal("mail_log.entry", source=Source.SYSTEM, free_text=True),
            "html": Personal("mail_log.entry", source=Source.SYSTEM, free_text=True),
            "unsubscribe": Technical("an address of ours"),
            "at": Personal("mail_log.entry", source=Source.SYSTEM),
        },
        anchors={"logged": "at"},
    )

    to = models.CharField(_("to"), max_length=320)
    subject = models.CharField(_("subject"), max_length=998)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    unsubscribe = models.TextField(blank=True)  # the List-Unsubscribe header
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "-at"], name="mailbox_newest")]
