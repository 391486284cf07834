"""One issue of a mailing. To whom it may go, the consents say."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.kit.clock import now
from ordholden.policy.declarations import AUTHORED, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class Issue(TenantModel):
    """A subject and a text for everybody who may get this class of mail. Written once."""

    privacy = Holds(
        record="staff",
        subject="",
        people={"by_id": AUTHORED},
        anchors={"logged": "at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "mail_class": Technical("closed list: newsletter, campaign, …"),
            "subject": Technical("published text"),
            "text": Technical("published text"),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
            "addressed": Technical("a number"),
            "sent": Technical("a number"),
            "refused": Technical("a number"),
        },
    )

    mail_class = models.CharField(_("kind of mail"), max_length=20)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    addressed = models.PositiveIntegerField(_("addressed"), default=0)
    sent = models.PositiveIntegerField(_("sent"), default=0)
    refused = models.PositiveIntegerField(_("not sent"), default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(addressed__gte=models.F("sent") + models.F("refused")),
                name="no_more_sent_than_addressed",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["tenant", "-at"], name="issue_newest")]

    @property
    def done(self) -> int:
        """How many have been dealt with."""
        return self.sent + self.refused

    @property
    def is_done(self) -> bool:
        """Whether everybody has been dealt with."""
        return self.done >= self.addressed
