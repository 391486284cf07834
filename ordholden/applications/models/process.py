"""A recruitment: when it runs, the stages of it, and what happened to an application there."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.jobs.models import JobAd
from ordholden.kit.clock import now
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
from ordholden.tenants.models import TenantModel

if TYPE_CHECKING:
    from ordholden.applications.models.applications import Application

# Moments of an application that rules count from, and the same for every table about one.
ANCHORS = {
    "application_sent": "sent_at",
    "process_started": "sent_at",
    "process_closed": "closed_at",
    "last_saved": "saved_at",
}
ITS_ANCHORS = {word: f"application.{column}" for word, column in ANCHORS.items()}
ITS_CONDITIONS = {"draft": "application.state"}


class Recruitment(TenantModel):
    """The recruitment behind an ad: it begins with the first application, and somebody ends it."""

    privacy = NotPersonal(
        because="when a recruitment runs, the same for everybody in it",
        columns=("id", "tenant_id", "ad_id", "started_at", "planned_end", "ended_at"),
    )

    ad = models.OneToOneField(JobAd, models.CASCADE, related_name="recruitment")
    started_at = models.DateTimeField(_("begun"), default=now)
    planned_end = models.DateField(_("planned to end on"))
    ended_at = models.DateTimeField(_("ended"), null=True)


class Stage(TenantModel):
    """One step of the way from application to answer; each ad has its own."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        SCREENING = "screening", _("being read")
        SHORTLIST = "shortlist", _("shortlisted")
        INTERVIEW = "interview", _("interview")
        OFFER = "offer", _("offer")
        HIRED = "hired", _("hired")
        REJECTED = "rejected", _("turned down")

    ENDS: ClassVar = (Kind.HIRED, Kind.REJECTED)

    privacy = NotPersonal(
        because="the steps of a recruitment, the same for everybody in it",
        columns=("id", "tenant_id", "ad_id", "number", "kind", "name"),
    )

    ad = models.ForeignKey(JobAd, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ad", "number"], name="one_stage_of_a_number"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())

    @property
    def is_end(self) -> bool:
        """Whether the process has an answer here."""
        return self.kind in self.ENDS


class ProcessModel(TenantModel):
    """A row about one application; the person stands on it too, for the walls."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    application: "models.ForeignKey[Application, Application]" = models.ForeignKey(
        "applications.Application", models.CASCADE
    )
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        abstract = True


class Event(ProcessModel):
    """What was done, by whom, when: the history of an application. Rows are only added (JT-23)."""

    class What(models.TextChoices):
        SENT = "sent", _("sent")
        MOVED = "moved", _("moved on")
        REOPENED = "reopened", _("opened again")
        WITHDRAWN = "withdrawn", _("withdrawn by the candidate")
        ASKED = "asked", _("more was asked for")
        ANSWERED = "answered", _("the question was answered")
        REFUSED = "refused", _("the candidate would rather not")
        ENDED = "ended", _("the recruitment ended")
        INVITED = "invited", _("times for an interview were proposed")
        AGREED = "agreed", _("an interview was agreed on")
        NO_TIME = "no_time", _("none of the times fitted")
        CALLED_OFF = "called_off", _("the interview was called off")
        REFERRED = "referred", _("a referee was named")
        SPOKEN_FOR = "spoken_for", _("a referee answered")

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("about whom"),
            "application_id": Technical("in which application"),
            "what": Technical("closed list"),
            "stage": Technical("closed list"),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
        anchors={**ITS_ANCHORS, "collected": "at"},
        conditions=ITS_CONDITIONS,
    )

    what = models.CharField(_("what"), max_length=10, choices=What)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.Kind, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_related_name = "events"
        indexes: ClassVar = [models.Index(fields=["application", "at"], name="event_in_order")]


class Note(ProcessModel):
    """What somebody on the team writes about an application, with a rating if they like."""

    class Kind(models.TextChoices):
        ASSESSMENT = "application.assessment", _("assessment")
        INTERVIEW = "application.interview", _("interview")
        TESTS = "application.tests", _("test")

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("about whom"),
            "application_id": Technical("in which application"),
            "category": Technical("names the category of this row"),
            "text": Personal("", source=Source.STAFF, free_text=True),
            "rating": Personal("application.assessment", source=Source.STAFF),
            "held_on": Personal("application.interview", source=Source.STAFF),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
        anchors={**ITS_ANCHORS, "collected": "at"},
        conditions=ITS_CONDITIONS,
    )

    category = models.CharField(_("kind"), max_length=80, choices=Kind, default=Kind.ASSESSMENT)
    text = models.TextField(_("note"))
    rating = models.PositiveSmallIntegerField(_("rating"), null=True)
    held_on = models.DateField(_("held on"), null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_related_name = "notes"


class Request(ProcessModel):
    """Something more that was asked for, with the reason, and the answer to it (JT-11, JC-32)."""

    class State(models.TextChoices):
        OPEN = "open", _("not answered yet")
        GIVEN = "given", _("given")
        REFUSED = "refused", _("would rather not")

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("of whom"),
            "application_id": Technical("in which application"),
            "category": Technical("names the category of this row"),
            "asked": Personal("application.requested", source=Source.STAFF, free_text=True),
            "reason": Personal("application.requested", source=Source.STAFF, free_text=True),
            "answer": Personal("", free_text=True, portable=True),
            "state": Technical("closed list"),
            "answered_at": Technical("when"),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
        anchors={**ITS_ANCHORS, "collected": "at"},
        conditions=ITS_CONDITIONS,
    )

    category = models.CharField(_("category"), max_length=80, default="application.requested")
    asked = models.CharField(_("what is asked for"), max_length=300)
    reason = models.CharField(_("why"), max_length=500)
    answer = models.TextField(_("answer"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(_("answered"), null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_related_name = "requests"


class Message(ProcessModel):
    """A message on an application, from the team (`by`) or from the candidate (nobody)."""

    privacy = Holds(
        record="application",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("with whom"),
            "application_id": Technical("on which application"),
            "category": Technical("names the category of this row"),
            "text": Personal("", source=Source.STAFF, free_text=True),
            "from_candidate": Technical("who wrote it"),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
        anchors={**ITS_ANCHORS, "collected": "at"},
        conditions=ITS_CONDITIONS,
    )

    category = models.CharField(_("category"), max_length=80, default="application.messages")
    text = models.TextField(_("message"))
    from_candidate = models.BooleanField(_("from the candidate"), default=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_related_name = "messages"
