"""Interviews: times that are proposed, and the one that fits."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.applications.models.process import ITS_ANCHORS, ITS_CONDITIONS, ProcessModel
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical

INTERVIEW = "application.interview"


class Interview(ProcessModel):
    """A talk with a candidate: the team proposes times, the candidate takes one, or none."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("times are proposed")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("none of the times fits")
        CANCELLED = "cancelled", _("called off")

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("with whom"),
            "application_id": Technical("in which application"),
            "category": Technical("names the category of this row"),
            "state": Technical("closed list"),
            "times": Personal(INTERVIEW, source=Source.STAFF),
            "starts_at": Personal(INTERVIEW, source=Source.STAFF),
            "minutes": Technical("how long, from a closed list"),
            "place": Personal("", source=Source.STAFF, free_text=True),
            "answer": Personal(INTERVIEW, free_text=True, portable=True),
            "version": Technical("a number: how often it was changed"),
            "reminded_at": Technical("when"),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
        anchors={**ITS_ANCHORS, "collected": "at"},
        conditions=ITS_CONDITIONS,
    )

    category = models.CharField(_("category"), max_length=80, default=INTERVIEW)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    times: "ArrayField[list[datetime], list[datetime]]" = ArrayField(
        models.DateTimeField(), verbose_name=_("proposed times")
    )
    starts_at = models.DateTimeField(_("begins"), null=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=45)
    place = models.CharField(_("where"), max_length=300)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=0)
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_related_name = "interviews"
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "starts_at"],
                name="interview_to_remind",
                condition=models.Q(state="agreed", reminded_at=None),
            ),
        ]

    @property
    def ends_at(self) -> datetime | None:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def is_open(self) -> bool:
        """Whether it may still take place."""
        return self.state in (self.State.PROPOSED, self.State.AGREED)
