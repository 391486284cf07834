"""How somebody came to be registered, the files they gave us, and whom they can talk to."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.kit.clock import now
from ordholden.kit.models import StoredFile
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class Origin(TenantModel):
    """Where a person's first data came from: what art. 14 obliges us to tell them (JC-01)."""

    class How(models.TextChoices):
        SELF = "self", _("registered here by themself")
        MET = "met", _("met in person")
        PHONE = "phone", _("spoke with us by telephone")
        BRANCH = "branch", _("registered at one of our offices")
        COMPANY = "company", _("named by another company")

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose origin"),
            "how": Personal("person.source", source=Source.STAFF),
            "named": Personal("person.source", source=Source.STAFF, free_text=True),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
            "at": Technical("when"),
        },
        anchors={"collected": "at"},
    )

    person = models.OneToOneField(Person, models.CASCADE, related_name="origin")
    how = models.CharField(_("how"), max_length=10, choices=How)
    named = models.CharField(_("where, or through whom"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("at"), default=now)


class Document(TenantModel):
    """An uploaded file of one category of the policy ("profile.cv"), encrypted."""

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS},
        category_column="category",
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose file"),
            "category": Technical("names the category of this row"),
            "name": Personal("", free_text=True, portable=True),
            "media_type": Technical("kind of file, from a closed list"),
            "file_id": Technical("the encrypted object, which goes with this row"),
            "collected_at": Technical("the day it was uploaded"),
            "held": Technical("whether a hold keeps the file; the database's own"),
        },
        anchors={"collected": "collected_at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="documents")
    category = models.CharField(_("category"), max_length=80)
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(_("kind of file"), max_length=80)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    collected_at = models.DateTimeField(_("uploaded"), default=now)
    # Written by a trigger alone, from the table of holds (privacy).
    held = models.BooleanField(_("held"), default=False, db_default=False, editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "category", "collected_at"],
                name="document_collected",
                condition=models.Q(held=False),
            ),
        ]


class Correction(TenantModel):
    """What one of the tenant's own people changed of what a person told: before, after and why.

    What is kept encrypted is not repeated here. The person is always told (JI-49, JI-50).
    """

    privacy = Holds(
        record="profile",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose data"),
            "category": Technical("what was changed"),
            "before": Personal("profile.correspondence", free_text=True, portable=True),
            "after": Personal("profile.correspondence", source=Source.STAFF, free_text=True),
            "reason": Personal("profile.correspondence", source=Source.STAFF, free_text=True),
            "at": Technical("when"),
            "by_id": Personal("staff.account", source=Source.SYSTEM),
        },
        anchors={"collected": "at"},
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="corrections")
    category = models.CharField(_("what"), max_length=80)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "person", "-at"], name="correction_of_person"),
        ]


class ContactPerson(TenantModel):
    """Which of the tenant's own people somebody can turn to (AB-41)."""

    privacy = Holds(
        record="person",
        subject="person",
        people={"person_id": OWNS, "user_id": AUTHORED},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose contact"),
            "user_id": Personal("staff.account", source=Source.STAFF),
            "since": Technical("when"),
        },
    )

    person = models.OneToOneField(Person, models.CASCADE, related_name="contact")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(_("since"), default=now)
