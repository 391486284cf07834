"""That something was erased, and what each sink answered: counts and codes, never who."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.policy.declarations import NotPersonal
from ordholden.tenants import clock
from ordholden.tenants.models import TenantModel


class Erasure(TenantModel):
    """The receipt of an erasure. Whoever has the code can verify it; nobody can find a person.

    Erasures by a rule have no code: they are totals of a day. It is written once; how far the
    sinks have come is its course.
    """

    class Reason(models.TextChoices):
        RULE = "rule", _("by a rule of the notice")
        REQUEST = "request", _("at the person's own request")
        WITHDRAWAL = "withdrawal", _("because a consent was withdrawn")
        DEAD_PURPOSE = "dead_purpose", _("because its last purpose is gone")
        NOT_NEEDED = "not_needed", _("because it is no longer needed")

    privacy = NotPersonal(
        because="a day, counts and the hash of a random code; no name, no key, no address",
        columns=(
            "id",
            "tenant_id",
            "day",
            "at",
            "reason",
            "rule",
            "policy_id",
            "code_sha256",
        ),
    )

    day = models.DateField(_("day"))
    at = models.DateTimeField(_("at"), default=clock.now)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    rule = models.CharField(_("rule"), max_length=48, blank=True)
    policy_id = models.CharField(_("policy"), max_length=64)
    code_sha256 = models.CharField(_("hash of the code"), max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "code_sha256"], name="erasure_code"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class ErasureCount(TenantModel):
    """What one erasure removed from one store, and what it had to keep, by which law."""

    privacy = NotPersonal(
        because="counts of one erasure",
        columns=(
            "id",
            "tenant_id",
            "erasure_id",
            "store",
            "record",
            "removed",
            "retained",
            "law",
            "until",
        ),
    )

    erasure = models.ForeignKey(Erasure, models.CASCADE, related_name="counts")
    store = models.CharField(_("store"), max_length=20)
    record = models.CharField(_("record"), max_length=40)
    removed = models.PositiveIntegerField(_("removed"), default=0)
    retained = models.PositiveIntegerField(_("kept"), default=0)
    law = models.CharField(_("law"), max_length=60, blank=True)
    until = models.DateField(_("kept until"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.record}: {self.removed}"


class CourseQuerySet(models.QuerySet["ErasureCourse"]):
    def open(self) -> Self:
        """Those of which some sink has still to answer, or has not been looked at again."""
        return self.filter(closed_at=None)


class ErasureCourse(TenantModel):
    """How far an erasure has come: closed once every sink is empty, after a second look."""

    privacy = NotPersonal(
        because="two moments of one erasure",
        columns=("id", "tenant_id", "erasure_id", "begun_at", "alarmed_at", "closed_at"),
    )

    erasure = models.OneToOneField(Erasure, models.CASCADE, related_name="course")
    begun_at = models.DateTimeField(default=clock.now)
    alarmed_at = models.DateTimeField(_("alarm since"), null=True)
    closed_at = models.DateTimeField(_("complete since"), null=True)

    objects: ClassVar[CourseQuerySet] = CourseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "begun_at"],
                name="erasure_open",
                condition=models.Q(closed_at=None),
            ),
        ]


class ErasureAnswer(TenantModel):
    """What one sink answered to one erasure: how much went, how much stays, why and until when.

    `things` are the random keys the sink still works with: names of objects, keys of rows that
    are gone. They are emptied when the erasure is complete.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being removed")
        ASKS = "asks", _("somebody has to ask")
        DONE = "done", _("done")

    privacy = NotPersonal(
        because="counts and codes of one erasure; its random keys go when it is complete",
        columns=(
            "id",
            "tenant_id",
            "course_id",
            "sink",
            "state",
            "things",
            "removed",
            "retained",
            "why",
            "until",
            "tries",
            "answered_at",
        ),
    )

    course = models.ForeignKey(ErasureCourse, models.CASCADE, related_name="answers")
    sink = models.CharField(_("where"), max_length=80)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    things = ArrayField(models.TextField(), default=list)
    removed = models.PositiveIntegerField(_("removed"), default=0)
    retained = models.PositiveIntegerField(_("kept"), default=0)
    why = models.CharField(_("why"), max_length=24, blank=True)  # a code: words.WHY
    until = models.DateField(_("kept until"), null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "sink"], name="one_answer_of_a_sink"),
        ]

    def __str__(self) -> str:
        return f"{self.sink}: {self.state}"
