"""A published notice, the words it was published in, and who was shown it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.people.models import Person
from ordholden.policy import Policy
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants import clock, policies
from ordholden.tenants.models import TenantModel


class NoticeQuerySet(models.QuerySet["Notice"]):
    def lean(self) -> "NoticeQuerySet":
        """Without the policy's text."""
        return self.defer("policy_toml")

    def in_force(self) -> "NoticeQuerySet":
        """The newest first; the first is the one in force."""
        return self.order_by("-number")


class Notice(TenantModel):
    """One published version of a tenant's policy. Never changed, never overwritten (JI-01)."""

    class Way(models.TextChoices):
        """How a version came into force (JT-61, JT-62)."""

        PUBLICATION = "publication", _("published")
        REAPPROVAL = "reapproval", _("published, and approval asked again")

    privacy = Holds(
        record="staff",
        subject="",
        people={"published_by_id": AUTHORED},
        anchors={"logged": "published_at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "number": Technical("1, 2, 3 …"),
            "policy_id": Technical("hash of the policy"),
            "policy_toml": Technical("the policy as it was written: published text"),
            "effective_on": Technical("date of the version"),
            "ended_on": Technical("last day in force of a version published as archived"),
            "published_at": Technical("moment of publication"),
            "published_by_id": Personal("staff.account", source=Source.SYSTEM),
            "way": Technical("closed list"),
            "change": Technical("closed list: class of the change"),
            "why": Technical("an officer's reason, about the change"),
            "note": Technical("an officer's note, about the change"),
        },
    )

    number = models.PositiveIntegerField(_("version"))
    policy_id = models.CharField(_("policy"), max_length=64)
    policy_toml = models.TextField(_("policy file"))
    effective_on = models.DateField(_("in force from"))
    ended_on = models.DateField(_("in force until"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), default=clock.now)
    published_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    way = models.CharField(_("way"), max_length=11, choices=Way)
    change = models.CharField(_("class of change"), max_length=10)
    why = models.TextField(_("why publication is enough"), blank=True)
    note = models.TextField(_("what changed"), blank=True)

    objects: ClassVar[models.Manager["Notice"]] = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="one_notice_per_number")
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    @property
    def policy(self) -> Policy:
        """The compiled policy of this version."""
        return policies.compiled(self.policy_id, lambda: self.policy_toml)


class NoticeText(TenantModel):
    """A notice in one language, exactly as it was published: what a person was shown."""

    privacy = Holds(
        record="staff",
        subject="",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "notice_id": Technical("which version"),
            "locale": Technical("language"),
            "html": Technical("published text"),
            "sha256": Technical("hash of the published text"),
        },
    )

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="texts")
    locale = models.CharField(_("language"), max_length=5)
    html = models.TextField(_("text"))
    sha256 = models.CharField(_("hash"), max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "locale"], name="one_text_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.locale}"


class NoticeShown(TenantModel):
    """That a version was shown to somebody, where and when (WW-24, JT-03)."""

    privacy = Holds(
        record="notice_log",
        subject="person",
        people={"person_id": OWNS},
        anchors={"logged": "at", "collected": "at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "person_id": Personal("notice_log.entry", source=Source.SYSTEM),
            "notice_id": Personal("notice_log.entry", source=Source.SYSTEM),
            "locale": Personal("notice_log.entry", source=Source.SYSTEM),
            "place": Technical("closed list: which form"),
            "at": Personal("notice_log.entry", source=Source.SYSTEM),
        },
    )

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="notices_shown")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+")
    locale = models.CharField(_("language"), max_length=5)
    place = models.CharField(_("place"), max_length=30)
    at = models.DateTimeField(_("shown"), default=clock.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "at"], name="notice_shown_at")]

    def __str__(self) -> str:
        return f"{self.notice} {self.place}"
