"""An application: whose, for what, what was said and what was attached."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.applications.models.process import (
    ANCHORS,
    ITS_ANCHORS,
    ITS_CONDITIONS,
    Stage,
)
from ordholden.jobs.models import JobAd, Question
from ordholden.kit.clock import now
from ordholden.kit.models import StoredFile
from ordholden.people.models import Person
from ordholden.people.states import State
from ordholden.policy.declarations import OWNS, Holds, Personal, Technical
from ordholden.tenants.models import TenantModel


class ApplicationQuerySet(models.QuerySet["Application"]):
    def sent(self) -> Self:
        """Those that have reached us: no drafts, none that waits for an address."""
        return self.filter(state__in=(Application.State.SENT, Application.State.WITHDRAWN))

    def by(self, person: Person, ad: JobAd) -> "Application | None":
        """Somebody's for an ad, unless they withdrew it."""
        return self.filter(person=person, ad=ad).exclude(state=Application.State.WITHDRAWN).first()

    def in_use(self) -> Self:
        """Those sent, but for whoever has left and of whom a lock alone keeps something."""
        return self.sent().exclude(person__state=State.KEPT)

    def running(self) -> Self:
        """Those sent to a recruitment that has not ended for them."""
        return self.filter(state=Application.State.SENT, closed_at=None)


class Application(TenantModel):
    """One person's application for one position, from the first word saved to the answer.

    closed_at: when the process it belongs to ended. title, employer: the ad's, which may be gone.
    version: counts what staff change, so that two of them never overwrite each other.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        WAITING = "waiting", _("waits for the address to be confirmed")
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Outcome(models.TextChoices):
        NONE = "", _("none yet")
        HIRED = "hired", _("hired")
        REJECTED = "rejected", _("turned down")
        WITHDRAWN = "withdrawn", _("withdrawn by the candidate")
        ENDED = "ended", _("the recruitment ended")

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose application"),
            "ad_id": Technical("for which ad"),
            "title": Technical("the title of a published ad"),
            "employer": Technical("the employer of a published ad"),
            "state": Technical("closed list"),
            "stage_id": Technical("how far the recruitment has come"),
            "outcome": Technical("closed list"),
            "saved_at": Technical("when"),
            "created_at": Technical("when"),
            "sent_at": Technical("when"),
            "closed_at": Technical("when"),
            "version": Technical("a number: how often staff changed it"),
        },
        anchors={**ANCHORS, "collected": "created_at"},
        conditions={"draft": "state"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="applications")
    ad = models.ForeignKey(JobAd, models.SET_NULL, null=True, related_name="applications")
    title = models.CharField(_("position"), max_length=120)
    employer = models.CharField(_("employer"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    stage = models.ForeignKey(Stage, models.SET_NULL, null=True, related_name="applications")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    created_at = models.DateTimeField(_("begun"), default=now)
    saved_at = models.DateTimeField(_("last saved"), default=now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    closed_at = models.DateTimeField(_("process ended"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects: ClassVar[ApplicationQuerySet] = ApplicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | Q(state__in=("draft", "waiting")),
                name="a_sent_application_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["person", "ad"],
                condition=~Q(state="withdrawn"),
                name="one_application_for_a_position",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "ad", "stage"], name="application_on_board"),
            models.Index(fields=["tenant", "person", "-created_at"], name="application_of_person"),
            models.Index(
                fields=["tenant", "closed_at"],
                name="application_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["tenant", "sent_at"],
                name="application_sent",
                condition=Q(sent_at__isnull=False),
            ),
            models.Index(
                fields=["tenant", "saved_at"],
                name="application_draft",
                condition=Q(state="draft"),
            ),
        ]


class Answer(TenantModel):
    """One thing somebody wrote in an application: a field of the policy, or an ad's question.

    asked: the question as it read then; the ad may ask otherwise by now.
    """

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose answer"),
            "application_id": Technical("in which application"),
            "question_id": Technical("to which question of the ad"),
            "asked": Technical("a question of an ad, the same for everybody"),
            "category": Technical("names the category of this row"),
            "value": Personal("", free_text=True, portable=True),
            "collected_at": Technical("when it was written"),
        },
        anchors={**ITS_ANCHORS, "collected": "collected_at"},
        conditions=ITS_CONDITIONS,
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")
    asked = models.CharField(_("question"), max_length=300, blank=True)
    category = models.CharField(_("category"), max_length=80)
    value = models.TextField(_("answer"))
    collected_at = models.DateTimeField(_("written"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "category", "question"],
                nulls_distinct=False,
                name="one_answer_to_each_question",
            ),
        ]


class Attachment(TenantModel):
    """A file sent with an application: a copy of its own, whatever becomes of the original."""

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose file"),
            "application_id": Technical("with which application"),
            "question_id": Technical("in answer to which question of the ad"),
            "category": Technical("names the category of this row"),
            "name": Personal("", free_text=True, portable=True),
            "media_type": Technical("kind of file, from a closed list"),
            "file_id": Technical("the encrypted object, which goes with this row"),
            "collected_at": Technical("when it was attached"),
        },
        anchors={**ITS_ANCHORS, "collected": "collected_at"},
        conditions=ITS_CONDITIONS,
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")
    category = models.CharField(_("category"), max_length=80)
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(_("kind of file"), max_length=80)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    collected_at = models.DateTimeField(_("attached"), default=now)
