"""A copy that somebody asked for: being made, ready, fetched; gone after its week."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.kit import sealed
from ordholden.kit.clock import now
from ordholden.kit.models import StoredFile
from ordholden.people.models import Person
from ordholden.policy.declarations import OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class Copy(TenantModel):
    """A copy of everything held about one person, made for them to fetch (GDPR art. 15, 20)."""

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        STOPPED = "stopped", _("stopped")
        READY = "ready", _("ready")

    privacy = Holds(
        record="export",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose copy"),
            "state": Technical("a closed list"),
            "locale": Technical("the language it is written in"),
            "asked_at": Personal("export.file", source=Source.SYSTEM),
            "made_at": Personal("export.file", source=Source.SYSTEM),
            "done": Technical("a number of files"),
            "total": Technical("a number of files"),
            "file_id": Technical("the encrypted archive, which goes with this row"),
            "key": Technical("the archive's own key, sealed"),
            "code_sha256": Technical("hash of the code in the mailed link, until it is used"),
        },
        anchors={"export_made": "made_at", "collected": "asked_at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="copies")
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.MAKING)
    locale = models.CharField(_("language"), max_length=5)
    asked_at = models.DateTimeField(_("asked for"), default=now)
    # The day it was asked for until it is made, so that one never made goes as well.
    made_at = models.DateTimeField(_("made"), default=now)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    key = models.BinaryField(default=b"")
    code_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], name="one_copy_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False),
                name="a_copy_that_is_ready_is_there",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "code_sha256"], name="copy_by_code"),
            models.Index(fields=["tenant", "made_at"], name="copy_made"),
        ]


class CopyPart(TenantModel):
    """Files packed for a copy that is still being made; gone when it is ready."""

    privacy = Holds(
        record="export",
        subject="copy.person",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "copy_id": Technical("part of which copy"),
            "number": Technical("1, 2, 3 …"),
            "file_id": Technical("the encrypted part, which goes with this row"),
            "key": Technical("the part's own key, sealed"),
        },
    )

    copy = models.ForeignKey(Copy, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    key = models.BinaryField(default=b"")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["copy", "number"], name="one_part_of_a_number"),
        ]


for _table in ("copies_copy", "copies_copypart"):
    sealed.declare(sealed.Values(_table, "key", field="key", bound_to="copies_copy"))
