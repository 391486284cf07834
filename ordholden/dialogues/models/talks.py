"""A company's asking for contact, and the dialogue that comes of it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.companies.models import Company
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel

THREAD = Personal("message.thread", source=Source.THIRD_PARTY)
WRITTEN = Personal("message.thread", source=Source.THIRD_PARTY, free_text=True)


class ApproachQuerySet(models.QuerySet["Approach"]):
    def of(self, company: Company) -> Self:
        """What one company asked; nobody else sees these lines."""
        return self.filter(company=company)


class Approach(TenantModel):
    """That a company asked somebody for contact: its own line, in which nobody is named.

    It reads the same whether they declined, did not answer, or are gone: `lapses_on` alone says
    from which day it is no contact (JI-14). `cv_key` is all the company knows them by, and the
    text is its own: it stays when the person's copy of it goes, so that nobody can tell.
    """

    privacy = Holds(
        record="message",
        subject="",
        people={"by_id": AUTHORED},
        category="message.thread",
        anchors={"last_message": "last_message_at", "collected": "asked_at"},
        columns={
            "id": Technical("random key, the same as the dialogue's while there is one"),
            "tenant_id": Technical("the controller"),
            "company_id": Technical("which company asked"),
            "by_id": Technical("who sat there, until they leave"),
            "cv_key": Technical("random; what companies call the CV by"),
            "title": WRITTEN,
            "text": WRITTEN,
            "asked_at": Technical("when"),
            "lapses_on": Technical("from which day it is no contact"),
            "last_message_at": Technical("when the last message was written"),
        },
    )

    company = models.ForeignKey(Company, models.CASCADE, related_name="approaches")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    cv_key = models.UUIDField()
    title = models.CharField(_("job"), max_length=120)
    text = models.TextField(_("message"))
    asked_at = models.DateTimeField(_("asked"), default=now)
    lapses_on = models.DateField(_("open until"))
    last_message_at = models.DateTimeField(default=now)

    objects: ClassVar[ApproachQuerySet] = ApproachQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["company", "-asked_at"], name="approach_of_company"),
            models.Index(fields=["tenant", "last_message_at"], name="approach_by_age"),
        ]


class Dialogue(TenantModel):
    """What a person has of a company's asking, and what they made of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not answered")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined")

    privacy = Holds(
        record="message",
        subject="person",
        people={"person_id": OWNS},
        category="message.thread",
        anchors={"last_message": "last_message_at", "collected": "asked_at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("who was asked"),
            "company_id": Technical("by which company, while the tenant knows it"),
            "company_name": THREAD,
            "title": WRITTEN,
            "state": THREAD,
            "asked_at": THREAD,
            "lapses_on": Technical("from which day it counts as declined"),
            "answered_at": THREAD,
            "last_message_at": THREAD,
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="dialogues")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="+")
    company_name = models.CharField(_("company"), max_length=120)
    title = models.CharField(_("job"), max_length=120)
    state = models.CharField(_("answer"), max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(_("asked"), default=now)
    lapses_on = models.DateField(_("open until"))
    answered_at = models.DateTimeField(_("answered"), null=True)
    last_message_at = models.DateTimeField(_("last message"), default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "person", "-asked_at"], name="dialogue_of_person"),
            models.Index(fields=["tenant", "last_message_at"], name="dialogue_by_age"),
        ]

    def is_open(self, today: date) -> bool:
        """Whether it can be answered: no answer by its day counts as none (JI-14)."""
        return self.state == self.State.WAITING and today < self.lapses_on


class Message(TenantModel):
    """One message of a dialogue, kept as it was sent (JI-22)."""

    privacy = Holds(
        record="message",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        category="message.thread",
        anchors={"last_message": "dialogue.last_message_at", "collected": "at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("with whom"),
            "dialogue_id": Technical("in which dialogue"),
            "from_person": THREAD,
            "by_id": Technical("who wrote it at the company, until they leave"),
            "text": WRITTEN,
            "at": THREAD,
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="messages")
    from_person = models.BooleanField(_("from the person"), default=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("message"))
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dialogue", "at"], name="message_of_dialogue")]
