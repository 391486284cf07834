"""What the sweep did: runs, counts, steps already taken, questions put to an employee."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
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
from ordholden.tenants import clock
from ordholden.tenants.models import TenantModel


class SweepRun(TenantModel):
    """One sweep of one tenant. The evidence shown beside a promise is its counts."""

    privacy = NotPersonal(
        because="daily totals, no person",
        columns=("id", "tenant_id", "day", "started_at", "finished_at", "policy_id"),
    )

    day = models.DateField(_("day"))
    started_at = models.DateTimeField(_("started"), default=clock.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    policy_id = models.CharField(_("policy"), max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["tenant", "day"], name="sweep_day")]

    def __str__(self) -> str:
        return f"{self.day}"


class SweepCount(TenantModel):
    """How many rows one stage of one rule reached in one run."""

    privacy = NotPersonal(
        because="a total of one run",
        columns=("id", "tenant_id", "run_id", "rule", "stage", "do", "record", "rows"),
    )

    run = models.ForeignKey(SweepRun, models.CASCADE, related_name="counts")
    rule = models.CharField(_("rule"), max_length=48)
    stage = models.PositiveSmallIntegerField(_("stage"))
    do = models.CharField(_("action"), max_length=20)
    record = models.CharField(_("record"), max_length=40)
    rows = models.PositiveIntegerField(_("rows"))

    def __str__(self) -> str:
        return f"{self.rule}: {self.rows}"


class Acted(TenantModel):
    """That a step which leaves the row in place was taken, so that it is taken once."""

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "person_id": Technical("whose row it is"),
            "row": Technical("random key of the row"),
            "rule": Technical("id of a rule"),
            "stage": Technical("number of a stage"),
            "at": Technical("moment of the step"),
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    row = models.UUIDField()
    rule = models.CharField(max_length=48)
    stage = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["row", "rule", "stage"], name="a_step_is_taken_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule}/{self.stage}"


class PurposeReview(TenantModel):
    """“Is this still needed?”, asked of an employee; no answer in time means no (WW-90, AB-34)."""

    class Answer(models.TextChoices):
        STILL_NEEDED = "still_needed", _("still needed")
        NOT_NEEDED = "not_needed", _("not needed")
        SILENCE = "silence", _("not answered in time")

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS, "answered_by_id": AUTHORED},
        anchors={"logged": "asked_on"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("controller"),
            "person_id": Technical("whose row it is"),
            "rule": Technical("id of a rule"),
            "asked_on": Technical("date of the question"),
            "answer_by": Technical("date of the deadline"),
            "answered_at": Technical("moment of the answer"),
            "answered_by_id": Personal("staff.account", source=Source.SYSTEM),
            "answer": Technical("closed list"),
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="purpose_reviews")
    rule = models.CharField(_("rule"), max_length=48)
    asked_on = models.DateField(_("asked"))
    answer_by = models.DateField(_("answer by"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "rule", "asked_on"], name="asked_once_a_day")
        ]
        indexes: ClassVar = [models.Index(fields=["tenant", "answer_by"], name="review_answer_by")]

    def __str__(self) -> str:
        return f"{self.rule} {self.asked_on}"
