"""What an ad asks whoever applies, and the colleagues who work on it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.jobs.models.ads import JobAd
from ordholden.policy.declarations import OWNS, Holds, NotPersonal, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class Question(TenantModel):
    """One question of an ad. What the law does not let an applicant be asked is refused.

    wanted: answers without which a person here looks twice; nobody is turned away by a program.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("a few words")
        LONG = "long", _("a longer text")
        YES_NO = "yes_no", _("yes or no")
        CHOICE = "choice", _("one of several")
        SEVERAL = "several", _("any of several")
        NUMBER = "number", _("a number")
        DATE = "date", _("a day")
        FILE = "file", _("a file")

    privacy = NotPersonal(
        because="what an ad asks, the same for everybody",
        columns=(
            *("id", "tenant_id", "ad_id", "number", "text", "help", "kind"),
            *("choices", "wanted", "required"),
        ),
    )

    ad = models.ForeignKey(JobAd, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("explanation"), max_length=300, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind, default=Kind.TEXT)
    choices = ArrayField(models.CharField(max_length=120), default=list)
    wanted = ArrayField(models.CharField(max_length=120), default=list)
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ad", "number"], name="one_question_per_number"),
        ]


class TeamMember(TenantModel):
    """A colleague who takes part in one recruitment; its owner is one of them (S-21)."""

    privacy = Holds(
        record="staff",
        subject="user.person",
        people={"user_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "ad_id": Technical("which recruitment"),
            "user_id": Personal("staff.account", source=Source.STAFF),
        },
    )

    ad = models.ForeignKey(JobAd, models.CASCADE, related_name="team")
    user = models.ForeignKey(User, models.CASCADE, related_name="ads")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ad", "user"], name="once_on_each_team"),
        ]
