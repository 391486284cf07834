"""What a person chose for their CV, and who looked at it."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.companies.models import Company
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel

CHOICE = Personal("consent.record", source=Source.SUBJECT)
ENTRY = Personal("cv_view.entry", source=Source.SYSTEM)


class Visibility(TenantModel):
    """Whether somebody's CV is in the database. No row: it never was (JI-05).

    In which form it is shown is no column: that rests on the consents that the notice asks for.
    `key` is all that companies call the CV by; it is random and says nothing about anybody.
    """

    class State(models.TextChoices):
        OFF = "off", _("not in the CV database")
        ONLINE = "online", _("online")
        OFFLINE = "offline", _("offline")

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose CV"),
            "key": Technical("random; what companies call the CV by"),
            "state": CHOICE,
            "chosen_at": CHOICE,
        },
        anchors={"collected": "chosen_at"},
    )

    person = models.OneToOneField(Person, models.CASCADE, related_name="visibility")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OFF)
    chosen_at = models.DateTimeField(_("chosen"), default=now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["off", "online", "offline"]), name="cv_is_in_a_known_state"
            ),
        ]


class View(TenantModel):
    """That somebody at a company saw a CV, and in which form; written by the server (JI-20)."""

    class Kind(models.TextChoices):
        LISTED = "listed", _("seen in a list")
        OPENED = "opened", _("CV opened")
        DOWNLOADED = "downloaded", _("document opened")
        CONTACTED = "contacted", _("asked for contact")

    class Form(models.TextChoices):
        ANONYMOUS = "anonymous", _("anonymous")
        PERSONAL = "personal", _("in personal form")

    privacy = Holds(
        record="cv_view",
        subject="person",
        people={"person_id": OWNS, "user_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose CV"),
            "company_id": Technical("which company, while the tenant knows it"),
            "company_name": ENTRY,
            "user_id": Technical("who sat there, until they leave"),
            "kind": ENTRY,
            "form": ENTRY,
            "at": ENTRY,
        },
        anchors={"logged": "at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="cv_views")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="+")
    company_name = models.CharField(_("company"), max_length=120)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    form = models.CharField(_("form"), max_length=9, choices=Form)
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "person", "-at"], name="view_of_cv"),
            models.Index(fields=["tenant", "at"], name="view_by_time"),
        ]
