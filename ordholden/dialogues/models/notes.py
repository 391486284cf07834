"""A note of a recruiting firm on a CV, for its own use."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ordholden.accounts.models import User
from ordholden.companies.models import Company
from ordholden.kit.clock import now
from ordholden.people.models import Person
from ordholden.policy.declarations import AUTHORED, OWNS, Holds, Personal, Source, Technical
from ordholden.tenants.models import TenantModel


class Note(TenantModel):
    """What a firm wrote down about somebody's CV (JI-23); the tenant's own department is one too
    (JI-24).

    PostgreSQL shows a row to the firm in force alone (`note_walls`); those of the department also
    to whom they are about.
    """

    privacy = Holds(
        record="recruiter_note",
        subject="person",
        people={"person_id": OWNS, "by_id": AUTHORED},
        category="recruiter_note.text",
        anchors={"collected": "at"},
        columns={
            "id": Technical("random key"),
            "tenant_id": Technical("the controller"),
            "person_id": Technical("whose CV"),
            "company_id": Technical("whose note"),
            "by_id": Technical("who wrote it there, until they leave"),
            "text": Personal("recruiter_note.text", source=Source.THIRD_PARTY, free_text=True),
            "at": Technical("when"),
        },
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("note"))
    at = models.DateTimeField(_("at"), default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant", "person", "company", "-at"], name="note_of_firm"),
        ]
