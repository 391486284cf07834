"""What the database knows of the journal: which entries it has carried out, and the marks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.kit import clock
from ordholden.policy.declarations import NotPersonal
from ordholden.tenants.models import TenantModel


class Applied(TenantModel):
    """That an entry of the journal was carried out: written in the transaction that did it.

    Its key is the entry's own; whose row it was, only the journal says, for as long as it may.
    """

    privacy = NotPersonal(
        because="the number and hash of an entry; which row it was about is not here",
        columns=("id", "tenant_id", "seq", "hash", "at"),
    )

    seq = models.BigIntegerField(_("number"))
    hash = models.CharField(_("hash"), max_length=64)
    at = models.DateTimeField(_("at"), default=clock.everywhere)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "seq"], name="applied_by_number")]


class Mark(models.Model):
    """That the program started, or made a backup: of the installation, hence of no tenant.

    A mark that the journal has and the database has not is how a restored database is known.
    """

    privacy = NotPersonal(
        because="moments at which the program started or made a backup",
        columns=("id", "seq", "hash", "kind", "at", "backup", "rows", "bytes"),
    )

    id = models.UUIDField(primary_key=True, editable=False)  # the entry's own
    seq = models.BigIntegerField(_("number"))
    hash = models.CharField(_("hash"), max_length=64)
    kind = models.CharField(_("kind"), max_length=10)
    at = models.DateTimeField(_("at"), default=clock.everywhere)
    backup = models.CharField(_("backup"), max_length=60, blank=True)  # its file's name
    rows = models.BigIntegerField(_("rows"), null=True)
    bytes = models.BigIntegerField(_("size"), null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "seq"], name="mark_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"
